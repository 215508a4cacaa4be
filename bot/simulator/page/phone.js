// The phone in hand: one chat, what is written in it, and what its person does there.
import { bot, desk, group, me, refresh, whenChanged } from "./desk.js";
import { coalesce, find, icon, keep, make, menu, say, suggestion } from "./dom.js";
import { contents } from "./messages.js";
import { alert, announce, attempt, toast } from "./notices.js";
import { askToJoin, join } from "./people.js";
import { post, read, upload } from "./server.js";
import { day } from "./times.js";
import { words } from "./words.js";

let seen = null; // whose chat is on the screen, as "person/chat"
let messages = new Map(); // by id, as last read
let whole = true; // the next reading starts from the beginning: something older may have changed
let filled = false; // the first reading of this chat is done; what comes now is new
let editing = null; // the id of the message in the composer, if it is being changed

const path = (what) => `/simulator/chats/${desk.chat}/${what}`;
const other = () => group()?.title ?? bot();
const log = () => find("log");

const does = {
  command: (text) => utter(text.includes("@") ? text.split("@")[0] : text),
  press,
  grew: () => atEnd && toEnd(),
};

// --- reading -----------------------------------------------------------------

/** Read what is new in the open chat, or all of it. */
export const reread = coalesce(async () => {
  const { person, chat } = desk;
  if (person === null) return;
  const all = whole || !filled;
  whole = false;
  const after = all ? 0 : Math.max(0, ...messages.keys());
  let told;
  try {
    told = await read(`/simulator/chats/${chat}/messages?as=${person}&after=${after}`);
  } catch (error) {
    whole = true;
    throw error;
  }
  if (person !== desk.person || chat !== desk.chat) {
    whole = true;
    return;
  }
  if (all) messages = new Map();
  for (const message of told.messages) messages.set(message.id, message);
  typing(told.typing);
  renderLog();
  filled = true;
});

export function readAll() {
  whole = true;
  return reread();
}

let forgetTyping = 0;
function typing(is) {
  find("typing").hidden = !is;
  say(find("chat-about"), is ? words.chat.typing : about());
  clearTimeout(forgetTyping);
  if (is) forgetTyping = setTimeout(() => reread().catch(() => typing(false)), 5500);
}

const about = () => {
  const members = group()?.members;
  if (!members) return words.chats.bot;
  return words.chats.members([...desk.state.people.filter(({ id }) => members.includes(id)).map(({ name }) => name), bot()]);
};

// --- showing -----------------------------------------------------------------

let atEnd = true;
function toEnd() {
  log().scrollTop = log().scrollHeight;
  atEnd = true;
  find("newer").hidden = true;
}

/** Messages with a line wherever a new day begins. */
function withDays(list) {
  const items = [];
  let last = null;
  for (const message of list) {
    const today = day(message.date);
    if (today !== last) items.push({ id: `day ${today}`, day: today });
    items.push(message);
    last = today;
  }
  return items;
}

function create(item) {
  if (item.day) return make("p", { class: "day" }, make("span", {}, item.day));
  return make("article", { class: filled ? "message arriving" : "message", tabindex: "-1" });
}

function update(node, item) {
  if (item.day) return;
  const is = JSON.stringify([item, me()?.language]);
  if (node.is === is) return;
  node.is = is;
  const held = node.contains(document.activeElement) ? document.activeElement : null;
  const mine = item.from.id === desk.person;
  const said = item.kind !== "service";
  node.classList.toggle("neither", !said);
  node.classList.toggle("mine", said && mine);
  node.classList.toggle("theirs", said && !mine);
  // What one has just written oneself need not be read out again.
  if (mine) node.setAttribute("aria-live", "off");
  else node.removeAttribute("aria-live");
  node.replaceChildren(...contents(item, me(), does));
  if (held && held !== node) {
    const same = [...node.querySelectorAll("button, a")].find(({ textContent }) => textContent === held.textContent);
    (same ?? node).focus({ preventScroll: true });
  }
}

function renderLog() {
  const list = [...messages.values()].sort((a, b) => a.id - b.id);
  const before = find("messages").childElementCount;
  const following = atEnd || !filled;
  if (!filled) log().setAttribute("aria-live", "off");
  keep(find("messages"), withDays(list), ({ id }) => id, create, update);
  if (!filled) setTimeout(() => log().setAttribute("aria-live", "polite"), 150);
  find("quiet").hidden = list.length > 0;
  renderEdit();
  if (following) toEnd();
  else if (find("messages").childElementCount > before) find("newer").hidden = false;
}

const lastOfMine = () =>
  [...messages.values()].filter(({ from, deleted, kind }) => from.id === desk.person && !deleted && kind === "text").sort((a, b) => b.id - a.id)[0];

/** A button to change one's last message stands under it. */
function renderEdit() {
  const last = lastOfMine();
  const node = last && find("messages").querySelector(`[data-key="${last.id}"]`);
  for (const button of find("messages").querySelectorAll(".edit")) {
    if (button.parentElement !== node) button.remove();
  }
  if (node && !node.querySelector(".edit") && !me().blocked) {
    node.append(make("button", { type: "button", class: "edit", onclick: beginEdit, "aria-label": words.compose.edit }, words.compose.editThis));
  }
  find("edit-last").hidden = !last;
}

function renderQuiet() {
  const where = find("quiet");
  where.replaceChildren(make("p", {}, group() ? words.chat.quietGroup : words.chat.quiet(other())));
  if (!group()) where.append(...words.questions.map((question) => suggestion(question, () => utter(question))));
}

function render() {
  const person = me();
  find("nobody").hidden = Boolean(person);
  find("chat").hidden = !person;
  if (!person) {
    seen = null;
    say(find("chat-title"), words.chat.none);
    return;
  }
  const open = `${desk.person}/${desk.chat}`;
  if (open !== seen) {
    seen = open;
    filled = false;
    messages = new Map();
    find("messages").replaceChildren();
    find("quiet").hidden = true;
    find("chat-face").replaceChildren(icon(group() ? "group" : "spark"));
    find("chat-face").className = `face ${group() ? "many" : "spark"}`;
    endEdit();
    renderQuiet();
    readAll().catch(() => {});
  }
  say(find("phone-owner"), words.people.phoneOf(person.name));
  say(find("chat-title"), other());
  if (find("typing").hidden) say(find("chat-about"), about());
  log().classList.toggle("private", !group());
  log().setAttribute("aria-label", group() ? words.chat.logGroup(other()) : words.chat.log(person.name, bot()));
  find("words").setAttribute("aria-label", words.compose.label(other()));
  say(find("block-words"), (person.blocked ? words.chat.unblock : words.chat.block)(bot()));
  const barred = person.blocked && !group();
  find("composer").hidden = barred;
  find("barred").hidden = !barred;
  if (barred) {
    say(find("barred-words"), words.chat.blockedBody(person.name, bot()));
    say(find("unblock"), words.chat.unblock(bot()));
  }
  renderCommands(person.language);
}

function renderCommands(language) {
  const { commands } = desk.state;
  const list = commands[language] ?? commands[""] ?? [];
  find("commands").hidden = list.length === 0;
  const panel = find("commands-panel");
  const is = JSON.stringify([language, list]);
  if (panel.is === is) return;
  panel.is = is;
  panel.replaceChildren(
    ...list.map(({ command, description }) =>
      make(
        "button",
        { type: "button", onclick: () => closeMenus(utter(`/${command}`)) },
        make("span", { class: "slash" }, `/${command}`),
        make("span", { lang: language }, description),
      ),
    ),
  );
}

// --- doing -------------------------------------------------------------------

let closeMenus = () => {};

/** Say something as the person whose phone it is. */
async function utter(text) {
  find("words").focus({ preventScroll: true });
  return attempt(async () => {
    await post(path("say"), { as: desk.person, text });
    atEnd = true;
    await reread();
  });
}

async function press(button, message, choice) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  const what = choice.data === undefined ? { label: choice.text } : { data: choice.data };
  await attempt(async () => {
    const told = await post(path("press"), { as: desk.person, message: message.id, ...what, wait: true });
    if (told?.toast) told.alert ? alert(bot(), told.toast) : toast(told.toast);
    await readAll();
  });
  button.removeAttribute("aria-busy");
}

async function send() {
  const box = find("words");
  const text = box.value;
  if (!text.trim()) return;
  const before = editing;
  box.value = "";
  grow();
  const worked = before === null
    ? await utter(text)
    : await attempt(async () => {
        await post(path("edit"), { as: desk.person, message: before, text });
        endEdit();
        await readAll();
      });
  if (!worked && !box.value) {
    box.value = text;
    grow();
  }
}

const sendKind = (kind) =>
  sendWithWords((caption) => post(path("send"), { as: desk.person, kind, ...caption }));

/** Send a file from this computer: a picture as a photo, sound as a voice note, anything else as a document. */
function sendOwn(file) {
  const sort = file.type.split("/")[0];
  const photo = ["image/jpeg", "image/png", "image/gif"].includes(file.type);
  const kind = photo ? "photo" : sort === "audio" && file.name.endsWith(".ogg") ? "voice" : "document";
  return sendWithWords((caption) => upload(path("upload"), { as: desk.person, kind, name: file.name, ...caption }, file));
}

/** Send something with the words in the box as its caption. */
async function sendWithWords(sending) {
  const box = find("words");
  const caption = box.value.trim();
  await attempt(async () => {
    await sending(caption ? { caption } : {});
    if (caption) box.value = "";
    grow();
    atEnd = true;
    await reread();
  });
  box.focus();
}

function beginEdit() {
  const last = lastOfMine();
  if (!last) return announce(words.compose.nothingToEdit);
  editing = last.id;
  find("editing").hidden = false;
  find("send").setAttribute("aria-label", words.compose.save);
  const box = find("words");
  box.value = last.text;
  grow();
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
  announce(words.compose.editing);
}

function endEdit() {
  if (editing !== null) find("words").value = "";
  editing = null;
  find("editing").hidden = true;
  find("send").setAttribute("aria-label", words.compose.send);
  grow();
}

async function block() {
  const { id, name, blocked } = me();
  await attempt(async () => {
    await post(`/simulator/people/${id}/block`, { blocked: !blocked });
    await refresh();
    announce((blocked ? words.chat.unblockedNow : words.chat.blockedNow)(name, bot()));
    (blocked ? find("words") : find("unblock")).focus();
  });
}

/** The box grows with what is written in it. */
function grow() {
  const box = find("words");
  if (CSS.supports("field-sizing", "content")) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
}

function compose(event) {
  const box = find("words");
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  } else if (event.key === "ArrowUp" && !box.value && editing === null && lastOfMine()) {
    event.preventDefault();
    beginEdit();
  } else if (event.key === "Escape" && editing !== null) {
    event.preventDefault();
    endEdit();
  }
}

export function open() {
  find("first-add").addEventListener("click", askToJoin);
  find("first-questions").append(
    ...words.questions.map((question) =>
      suggestion(question, () =>
        attempt(async () => {
          await join(words.empty.name, words.empty.language);
          await utter(question);
        }),
      ),
    ),
  );

  find("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  find("words").addEventListener("keydown", compose);
  find("words").addEventListener("input", grow);
  find("end-edit").addEventListener("click", () => {
    endEdit();
    find("words").focus();
  });

  find("attach-panel").prepend(
    ...Object.entries(words.compose.kinds).map(([kind, label]) =>
      make("button", { type: "button", onclick: () => closeMenus(sendKind(kind)) }, icon(kind), make("span", {}, label)),
    ),
  );
  find("own-file").addEventListener("change", ({ target }) => {
    const [file] = target.files;
    target.value = ""; // so that the same can be chosen again
    if (file) closeMenus(sendOwn(file));
  });
  const menus = [
    menu(find("commands"), find("commands-panel")),
    menu(find("attach"), find("attach-panel")),
    menu(find("more"), find("more-panel")),
  ];
  closeMenus = () => menus.forEach((close) => close());
  find("edit-last").addEventListener("click", () => closeMenus(beginEdit()));
  find("block").addEventListener("click", () => closeMenus(block()));
  find("unblock").addEventListener("click", block);

  log().addEventListener("scroll", () => {
    atEnd = log().scrollHeight - log().scrollTop - log().clientHeight < 48;
    if (atEnd) find("newer").hidden = true;
  });
  find("newer").addEventListener("click", () => {
    toEnd();
    log().focus();
  });
  new ResizeObserver(() => atEnd && toEnd()).observe(log());
  whenChanged(render);
}
