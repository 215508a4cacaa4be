// What the workspace's parts share: who sits at the desk there, what is open on it, and who and what is called how.
import { desk, tell, whenChanged } from "./desk.js";
import { memory } from "./dom.js";

export const DM = "dm"; // the person's direct messages with the assistant
export const HOME = "home"; // the assistant's own tab

export const office = { person: memory.get("officer"), place: memory.get("place") ?? DM, thread: null };

/** The workspace, or null where the simulator plays none. */
export const slack = () => desk.state?.slack ?? null;

export const officer = () => slack()?.people.find(({ id }) => id === office.person) ?? null;
export const channel = () => slack()?.channels.find(({ id }) => id === office.place) ?? null;
export const inside = (room) => room.members.includes(office.person);

/** The channels that a person sees: theirs, and every public one. */
export const seen = () => slack().channels.filter((room) => !room.private || inside(room));

/** What people, the assistant and channels are called, by id; undefined for a stranger. */
export const known = {
  person: (id) => [slack()?.bot, ...(slack()?.people ?? [])].find((one) => one?.id === id)?.name,
  channel: (id) => slack()?.channels.find((one) => one.id === id)?.name,
};

function settle() {
  if (!slack()) return;
  if (!officer()) Object.assign(office, { person: slack().people[0]?.id ?? null, thread: null });
  const there = office.place === DM || office.place === HOME || seen().some(({ id }) => id === office.place);
  if (!there) Object.assign(office, { place: DM, thread: null });
}
whenChanged(settle);

/** Sit down at a person's desk, at the same place if they see it too. */
export function sit(person) {
  Object.assign(office, { person, thread: null });
  memory.set("officer", person);
  tell();
}

/** Open a channel, the direct messages, or the assistant's home. */
export function go(place) {
  Object.assign(office, { place, thread: null });
  memory.set("place", place);
  tell();
}

/** Open the thread under a message, by its ts; null: close it. */
export function openThread(ts) {
  office.thread = ts;
  tell();
}
