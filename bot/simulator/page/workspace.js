// The workspace beside the phone: who sits at the desk, where they can go, and what is open there.
import { conversation } from "./conversation.js";
import { refresh, whenChanged } from "./desk.js";
import { ask, find, icon, keep, make, say, suggestion } from "./dom.js";
import * as home from "./home.js";
import * as modal from "./modal.js";
import { announce, attempt } from "./notices.js";
import { channel, DM, go, HOME, inside, office, officer, openThread, seen, sit, slack } from "./office.js";
import { askToLeave, initials, mark, toneOf } from "./people.js";
import { post, remove } from "./server.js";
import { show } from "./views.js";
import { words } from "./words.js";

const panel = () => find("workspace");
let talk = null; // the conversation that is open
let thread = null; // the thread beside it

/** On a narrow desk one part is seen at a time: the places, the talk or the thread. */
function turnTo(part) {
  panel().dataset.part = part;
}

// --- people ------------------------------------------------------------------

/** Add somebody to the workspace and sit down at their desk. */
async function hire(name, language) {
  const person = await post("/simulator/slack/people", { name, ...(language ? { language } : {}) });
  await refresh();
  sit(person.id);
  announce(words.office.added(person.name));
}

async function askToHire() {
  const dialog = find("hire");
  dialog.querySelector("form").reset();
  const told = await ask(dialog);
  if (!told) return;
  const worked = await attempt(() => hire(told.get("name").trim(), told.get("language")));
  if (!worked) return;
  turnTo("talk");
  talk.focus();
}

async function letGo({ id, name }) {
  if (!(await askToLeave(words.office.removeTitle(name), words.office.removeBody, words.people.remove(name)))) return;
  await attempt(async () => {
    await remove(`/simulator/slack/people/${id}`);
    await refresh();
    announce(words.people.removed(name));
  });
  (officer() ? find("add-officer") : find("first-hire")).focus();
}

const unread = ({ id, unread: count }) => (id === office.person && office.place === DM ? 0 : count);

function badge() {
  return make("span", { class: "badge" }, make("span", { "aria-hidden": "true" }), make("span", { class: "unseen" }));
}

function personRow({ id }) {
  const row = make(
    "li",
    { class: "person" },
    make(
      "button",
      { type: "button", class: "choose" },
      make("span", { class: `face ${toneOf(id)}`, "aria-hidden": "true" }),
      make("span", { class: "about" }, make("span", { class: "name" }), make("span", { class: "detail" })),
      badge(),
    ),
    make("button", { type: "button", class: "round remove" }, icon("close")),
  );
  const [choose, leave] = row.querySelectorAll("button");
  choose.addEventListener("click", () => sit(id));
  leave.addEventListener("click", () => letGo(slack().people.find((person) => person.id === id)));
  return row;
}

function updatePerson(row, person) {
  const [choose, leave] = row.querySelectorAll("button");
  say(row.querySelector(".face"), initials(person.name));
  say(row.querySelector(".name"), person.name);
  say(row.querySelector(".detail"), words.people.languages[person.language?.slice(0, 2)] ?? person.language ?? "");
  mark(row.querySelector(".badge"), unread(person));
  choose.setAttribute("aria-current", String(person.id === office.person));
  leave.setAttribute("aria-label", words.people.remove(person.name));
}

// --- places ------------------------------------------------------------------

const places = () => [
  { id: HOME, name: words.office.home, sign: "home" },
  { id: DM, name: slack().bot.name, sign: "spark" },
  ...seen().map((room) => ({
    id: room.id,
    name: room.name,
    sign: room.private ? "lock" : "hash",
    spoken: room.private ? words.office.private : words.office.channel,
    away: !inside(room),
  })),
];

function placeRow({ id, sign, spoken }) {
  const row = make(
    "li",
    {},
    make(
      "button",
      { type: "button", class: "choose place" },
      icon(sign),
      spoken ? make("span", { class: "unseen" }, `${spoken} `) : null,
      make("span", { class: "name" }),
      make("span", { class: "unseen away" }),
      badge(),
    ),
  );
  row.firstChild.addEventListener("click", () => {
    go(id);
    turnTo("talk");
    show("workspace");
    if (getComputedStyle(find("to-places")).display !== "none") focusRoom();
  });
  return row;
}

function updatePlace(row, { id, name, away }) {
  say(row.querySelector(".name"), name);
  say(row.querySelector(".away"), away ? words.office.notIn : "");
  row.firstChild.classList.toggle("outside", Boolean(away));
  row.firstChild.setAttribute("aria-current", String(id === office.place));
  mark(row.querySelector(".badge"), id === DM ? unread(officer()) : 0);
}

/** The focus follows into what was opened. */
function focusRoom() {
  if (office.place === HOME) find("room-title").focus();
  else if (channel() && !inside(channel())) find("join-room").focus();
  else talk.focus();
}

const checks = (people, ticked) =>
  people.map(({ id, name }) =>
    make("label", { class: "check" }, make("input", { type: "checkbox", name: "members", value: id, checked: ticked(id) }), make("span", {}, name)),
  );

async function askForChannel() {
  const dialog = find("open-channel");
  dialog.querySelector("form").reset();
  say(find("open-channel-bot"), words.office.withBot(slack().bot.name));
  find("open-channel-who").replaceChildren(...checks(slack().people, (id) => id === office.person));
  const told = await ask(dialog);
  if (!told) return;
  const members = told.getAll("members");
  await attempt(async () => {
    if (!members.length) throw new Error(words.office.nobody);
    const room = await post("/simulator/slack/channels", {
      name: told.get("name").trim().toLowerCase().replace(/^#/, "").replace(/[\s.]+/g, "-"),
      private: told.has("private"),
      members,
      bot: told.has("bot"),
    });
    await refresh();
    if (!members.includes(office.person)) sit(members[0]);
    go(room.id);
    turnTo("talk");
    announce(words.office.opened(room.name));
    talk.focus();
  });
}

async function askForMembers() {
  const room = channel();
  find("bring-who").replaceChildren(...checks(slack().people.filter(({ id }) => !room.members.includes(id)), () => false));
  say(find("bring-title"), words.office.bringTo(room.name));
  const told = await ask(find("bring"));
  if (!told) return;
  await attempt(async () => {
    for (const person of told.getAll("members")) await post(`/simulator/slack/channels/${room.id}/members`, { person });
    await refresh();
    announce(words.office.brought(room.name));
  });
}

/** Bring somebody, or the assistant, into the channel that is open. */
async function letIn(who, announced) {
  await attempt(async () => {
    await post(`/simulator/slack/channels/${office.place}/members`, who);
    await refresh();
    announce(announced);
    talk.focus();
  });
}

// --- showing -----------------------------------------------------------------

function aboutRoom() {
  const room = channel();
  if (office.place === HOME) return [words.office.home, words.office.homeAbout(slack().bot.name)];
  if (!room) return [slack().bot.name, words.office.dmAbout];
  const named = slack().people.filter(({ id }) => room.members.includes(id)).map(({ name }) => name);
  if (room.bot) named.push(slack().bot.name);
  return [`#${room.name}`, words.chats.members(named)];
}

function renderRoom() {
  const room = channel();
  const [title, about] = aboutRoom();
  const outside = Boolean(room) && !inside(room);
  const talking = office.place !== HOME && !outside;
  say(find("room-title"), title);
  say(find("room-about"), about);
  find("room-face").replaceChildren(icon(places().find(({ id }) => id === office.place).sign));
  find("room-face").classList.toggle("spark", !room);
  find("room-face").classList.toggle("many", Boolean(room));
  find("room-lock").hidden = !room?.private;
  find("invite-bot").hidden = !room || outside || room.bot;
  say(find("invite-words"), words.office.invite(slack().bot.name));
  find("bring-people").hidden = !room || outside || slack().people.every(({ id }) => room.members.includes(id));
  find("home").hidden = office.place !== HOME;
  find("outside").hidden = !outside;
  find("talk").hidden = !talking;
  if (outside) {
    say(find("outside-words"), words.office.outside(officer().name, room.name));
    say(find("join-room"), words.office.join(room.name));
  }
  if (talking) talk.show(title);
  home.render();
}

let threadBefore = null;
function renderThread() {
  const ts = office.thread;
  find("thread").hidden = ts === null;
  panel().classList.toggle("with-thread", ts !== null);
  if (ts === threadBefore) {
    if (ts !== null) thread.show(aboutRoom()[0]);
    return;
  }
  const was = threadBefore;
  threadBefore = ts;
  thread.show(aboutRoom()[0]);
  if (ts !== null) {
    say(find("thread-about"), words.office.threadIn(aboutRoom()[0]));
    turnTo("thread");
    thread.focus();
  } else {
    if (panel().dataset.part === "thread") turnTo("talk");
    if (find("talk").checkVisibility()) talk.focus(was, "thread");
  }
}

/** No nudge tells that the assistant has connected, so it is looked for. */
let looking = null;
function lookForBot() {
  clearTimeout(looking);
  if (!slack().connected) looking = setTimeout(() => refresh().catch(() => {}), 3000);
}

let lookedFor = null; // whose modal was last asked for
function render() {
  const there = slack();
  document.body.classList.toggle("with-workspace", Boolean(there));
  panel().hidden = !there;
  find("view-workspace").hidden = !there;
  find("with-workspace").hidden = !there;
  if (!there) return;
  const person = officer();
  say(find("workspace-title"), there.team.name);
  find("unplugged").hidden = there.connected;
  lookForBot();
  keep(find("officers"), there.people, ({ id }) => id, personRow, updatePerson);
  find("hiring").hidden = Boolean(person);
  find("places").hidden = !person;
  find("room").hidden = !person;
  mark(find("unread-workspace"), there.people.reduce((sum, one) => sum + unread(one), 0));
  if (lookedFor !== office.person) {
    lookedFor = office.person;
    modal.reread().catch(() => {});
  }
  if (!person) return renderThread();
  say(find("whereabouts-title"), words.office.placesOf(person.name));
  keep(find("places-list"), places(), ({ id }) => id, placeRow, updatePlace);
  renderRoom();
  renderThread();
}

// --- hearing -----------------------------------------------------------------

/** Read again what a nudge is about. */
export async function hear({ chat, view, home: atHome }) {
  if (!slack()) return refresh();
  await Promise.all([
    refresh(),
    ...(view ? [modal.reread()] : []),
    ...(atHome ? [home.reread()] : []),
    ...(chat ? [talk.reread(), thread.reread()] : []),
  ]);
}

/** Read everything again: the simulator may be another. */
export async function rereadAll() {
  if (!slack()) return;
  await Promise.all([talk.reread(), thread.reread(), home.reread(), modal.reread()]);
}

function quietIn(title, utter) {
  if (office.place !== DM) return [make("p", {}, channel()?.bot ? words.office.quietRoom(slack().bot.name) : words.office.quietAlone(slack().bot.name))];
  return [make("p", {}, words.chat.quiet(title)), ...words.office.questions.map((question) => suggestion(question, () => utter(question)))];
}

export function open() {
  talk = conversation(find("talk"), { id: "talk", inThread: false, suggestions: quietIn });
  thread = conversation(find("thread-talk"), { id: "thread", inThread: true });
  for (const [code, name] of Object.entries(words.people.languages)) {
    find("hire-language").append(make("option", { value: code, lang: code }, name));
  }
  find("first-hire").addEventListener("click", askToHire);
  find("first-asking").append(
    suggestion(words.office.first, () =>
      attempt(async () => {
        await hire(words.office.firstName, words.office.firstLanguage);
        go(DM);
        turnTo("talk");
        await talk.utter(words.office.first);
      }),
    ),
  );
  find("add-officer").addEventListener("click", askToHire);
  find("add-channel").addEventListener("click", askForChannel);
  find("bring-people").addEventListener("click", askForMembers);
  find("invite-bot").addEventListener("click", () => letIn({ bot: true }, words.office.invited(slack().bot.name)));
  find("join-room").addEventListener("click", () => letIn({ person: office.person }, words.office.joined(channel().name)));
  find("to-places").addEventListener("click", () => {
    turnTo("places");
    find("places-list").querySelector('[aria-current="true"]')?.focus();
  });
  find("close-thread").addEventListener("click", () => openThread(null));
  find("thread").addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && openThread(null));
  modal.open();
  whenChanged(render);
}
