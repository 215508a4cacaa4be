// What the whole page shares: the simulator's state, whose phone is in hand, and which chat is open on it.
import { coalesce, memory } from "./dom.js";
import { read } from "./server.js";

export const desk = { state: null, person: memory.get("person"), chat: memory.get("chat") };

const readers = [];
let readAt = 0;

export const whenChanged = (reader) => readers.push(reader);

function tell() {
  for (const reader of readers) reader();
}

export const me = () => desk.state?.people.find(({ id }) => id === desk.person) ?? null;
export const group = () => desk.state?.groups.find(({ id }) => id === desk.chat) ?? null;
export const bot = () => desk.state?.bot.name ?? "";
export const groupsOf = (person) => (desk.state?.groups ?? []).filter(({ members }) => members.includes(person));

/** The simulated time. It runs on between two readings. */
export const now = () => Date.parse(desk.state.now) + (performance.now() - readAt);

/** What a chat is called: a person, a group, or null if there is no such chat any more. */
export const nameOf = (chat) =>
  desk.state?.people.find(({ id }) => id === Number(chat))?.name ??
  desk.state?.groups.find(({ id }) => id === Number(chat))?.title ??
  null;

function settle() {
  if (!me()) desk.person = desk.state.people[0]?.id ?? null;
  if (!groupsOf(desk.person).some(({ id }) => id === desk.chat)) desk.chat = desk.person;
}

export const refresh = coalesce(async () => {
  desk.state = await read("/simulator/state");
  readAt = performance.now();
  settle();
  tell();
});

/** Take up a person's phone, at a group or at the chat with the bot. */
export function pick(person, chat = person) {
  Object.assign(desk, { person, chat });
  memory.set("person", person);
  memory.set("chat", chat);
  tell();
}

export function setClock(told) {
  desk.state.now = told.now;
  readAt = performance.now();
  tell();
}
