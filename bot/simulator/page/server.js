// The simulator's HTTP interface, as docs/simulator.md has it, and its stream of nudges.
import { words } from "./words.js";

/** The server said no; its words are the message. */
export class Refused extends Error {}
/** Nobody answered. */
export class Silent extends Error {}

async function call(method, path, body) {
  const file = body instanceof Blob;
  const type = file ? "application/octet-stream" : "application/json";
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": type },
      body: body === undefined || file ? body : JSON.stringify(body),
    });
  } catch {
    throw new Silent(words.link.silent);
  }
  const text = await response.text();
  let told = null;
  try {
    told = JSON.parse(text);
  } catch {
    // A plain-text answer, or none.
  }
  if (response.ok) return told;
  const reason = [told?.error, told?.description, told?.message, told?.detail].find((said) => typeof said === "string");
  throw new Refused(reason ?? words.link.refused(response.status));
}

export const read = (path) => call("GET", path);
export const post = (path, body) => call("POST", path, body);
/** Hand over a file; `about` goes into the address. */
export const upload = (path, about, file) => call("POST", `${path}?${new URLSearchParams(about)}`, file);
export const remove = (path) => call("DELETE", path);

/** Hear the server's nudges, for as long as the page is open, through restarts too. */
export function listen({ nudge, opened, lost }) {
  const stream = new EventSource("/simulator/events");
  stream.onopen = opened;
  stream.onmessage = (event) => nudge(JSON.parse(event.data));
  stream.onerror = () => {
    lost();
    // After a refusal the browser gives up for good; after a cut it tries again by itself.
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => listen({ nudge, opened, lost }), 1500);
  };
}
