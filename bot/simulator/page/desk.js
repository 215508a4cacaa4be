// What the whole page shares: the simulator's state, whose phone is in hand, and which chat is open on it.
import { coalesce, memory } from "./dom.js";
import { read } from "./server.js";

export const desk = { state: null, person: memory.get("person"), chat: memory.get("chat") };

const readers = [];
let readAt = 0;

export const whenChanged = (reader) => readers.push(reader);

export function tell() {
  for (const reader of readers) reader();
}

export const me = () => desk.state?.people.find(({ id }) => id === desk.person) ?? null;
export const group = () => desk.state?.groups.find(({ id }) => id === desk.chat) ?? null;
export const bot = () => desk.state?.bot.name ?? "";
export const groupsOf = (person) => (desk.state?.groups ?? []).filter(({ members }) => members.includes(person));

/** The simulated time. It runs on between two readings. */
export const now = () => Date.parse(desk.state.now) + (performance.now() - readAt);

/** A person's direct messages on Slack have their id, but for its first letter. */
export const directly = (person) => `D${person.slice(1)}`;

/** Whom or what one can write to, with the ids of their chats. */
export const chats = {
  telegram: () => [...desk.state.people, ...desk.state.groups.map(({ id, title }) => ({ id, name: title }))],
  slack: () => [
    ...(desk.state.slack?.people ?? []).map(({ id, name }) => ({ id: directly(id), name })),
    ...(desk.state.slack?.channels ?? []).map(({ id, name }) => ({ id, name: `#${name}` })),
  ],
};

/** What a chat is called, or null if there is no such chat any more. Slack's people are known by their own ids, too. */
export const nameOf = (chat) =>
  [...chats.telegram(), ...chats.slack()].find(({ id }) => String(id) === String(chat).replace(/^U/, "D"))?.name ?? null;

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
