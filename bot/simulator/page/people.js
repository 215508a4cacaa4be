// Whose phone it is, and which of that person's chats is open.
import { bot, desk, groupsOf, me, pick, refresh, whenChanged } from "./desk.js";
import { ask, find, icon, keep, make, say } from "./dom.js";
import { announce, attempt } from "./notices.js";
import { post, remove } from "./server.js";
import { show } from "./views.js";
import { words } from "./words.js";

export const initials = (name) =>
  name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0].toUpperCase()).join("");

/** A colour of one's own, from the id. */
export const toneOf = (id) => `tone-${[...String(id)].reduce((sum, character) => sum * 7 + character.charCodeAt(0), 0) % 6}`;

/** Add a person and take up their phone. */
export async function join(name, language, start) {
  const person = await post("/simulator/people", { name, language, ...(start ? { start } : {}) });
  await refresh();
  pick(person.id);
  announce(words.people.added(person.name));
  return person;
}

export async function askToJoin() {
  const dialog = find("join");
  dialog.querySelector("form").reset();
  const told = await ask(dialog);
  if (!told) return;
  await attempt(() => join(told.get("name").trim(), told.get("language"), told.get("start").trim()));
  show("phone");
  find("words").focus();
}

/** Ask before somebody goes. True: they do. */
export async function askToLeave(title, body, yes) {
  say(find("leave-title"), title);
  say(find("leave-body"), body);
  say(find("leave-yes"), yes);
  return Boolean(await ask(find("leave")));
}

async function leave(person) {
  const { removeTitle, removeBody, remove: yes } = words.people;
  if (!(await askToLeave(removeTitle(person.name), removeBody, yes(person.name)))) return;
  await attempt(async () => {
    await remove(`/simulator/people/${person.id}`);
    await refresh();
    announce(words.people.removed(person.name));
  });
  find("add-person").focus();
}

async function askForGroup() {
  const dialog = find("gather");
  dialog.querySelector("form").reset();
  find("gather-who").replaceChildren(
    ...desk.state.people.map(({ id, name }) =>
      make(
        "label",
        { class: "check" },
        make("input", { type: "checkbox", name: "members", value: id, checked: id === desk.person }),
        make("span", {}, name),
      ),
    ),
  );
  const told = await ask(dialog);
  if (!told) return;
  const members = told.getAll("members").map(Number);
  await attempt(async () => {
    if (!members.length) throw new Error(words.chats.nobody);
    const group = await post("/simulator/groups", { title: told.get("title").trim(), members });
    await refresh();
    pick(members.includes(desk.person) ? desk.person : members[0], group.id);
    announce(words.chats.added(group.title));
    show("phone");
  });
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
      make("span", { class: "badge" }, make("span", { "aria-hidden": "true" }), make("span", { class: "unseen" })),
    ),
    make("button", { type: "button", class: "round remove" }, icon("close")),
  );
  const [choose, go] = row.querySelectorAll("button");
  choose.addEventListener("click", () => {
    pick(id);
    show("phone");
  });
  go.addEventListener("click", () => leave(desk.state.people.find((person) => person.id === id)));
  return row;
}

/** What is open on the phone is as good as read. */
const unread = ({ id, unread: count }) => (id === desk.chat ? 0 : count);

/** How many are unread: a number for the eye, words for the ear. */
export function mark(badge, count) {
  badge.hidden = !count;
  say(badge.firstElementChild, String(count));
  say(badge.lastElementChild, words.people.unread(count));
}

function updatePerson(row, person) {
  const [choose, go] = row.querySelectorAll("button");
  say(row.querySelector(".face"), initials(person.name));
  say(row.querySelector(".name"), person.name);
  const detail = [words.people.languages[person.language] ?? person.language, person.blocked ? words.people.blocked : null];
  say(row.querySelector(".detail"), detail.filter(Boolean).join(" · "));
  mark(row.querySelector(".badge"), unread(person));
  choose.setAttribute("aria-current", String(person.id === desk.person));
  go.setAttribute("aria-label", words.people.remove(person.name));
}

function chatRow({ id }) {
  const row = make(
    "li",
    {},
    make(
      "button",
      { type: "button", class: "choose" },
      make("span", { class: `face ${id < 0 ? "many" : "spark"}`, "aria-hidden": "true" }, icon(id < 0 ? "group" : "spark")),
      make("span", { class: "about" }, make("span", { class: "name" }), make("span", { class: "detail" })),
    ),
  );
  row.firstChild.addEventListener("click", () => {
    pick(desk.person, id);
    show("phone");
  });
  return row;
}

function updateChat(row, { id, title, detail }) {
  say(row.querySelector(".name"), title);
  say(row.querySelector(".detail"), detail);
  row.firstChild.setAttribute("aria-current", String(id === desk.chat));
}

function render() {
  const { people } = desk.state;
  const person = me();
  find("no-people").hidden = people.length > 0;
  keep(find("people-list"), people, ({ id }) => id, personRow, updatePerson);
  find("chats").hidden = !person;
  mark(find("unread-total"), people.reduce((sum, person) => sum + unread(person), 0));
  if (!person) return;
  say(find("chats-title"), words.chats.title(person.name));
  const named = (ids) => words.chats.members(people.filter(({ id }) => ids.includes(id)).map(({ name }) => name));
  const chats = [
    { id: person.id, title: bot(), detail: words.chats.bot },
    ...groupsOf(person.id).map(({ id, title, members }) => ({ id, title, detail: named(members) })),
  ];
  keep(find("chat-list"), chats, ({ id }) => id, chatRow, updateChat);
}

export function open() {
  for (const [code, name] of Object.entries(words.people.languages)) {
    find("join-language").append(make("option", { value: code, lang: code }, name));
  }
  find("add-person").addEventListener("click", askToJoin);
  find("add-group").addEventListener("click", askForGroup);
  whenChanged(render);
}
