// What the page tells the person outside the conversation: toasts, alerts, refusals.
import { find, icon, make } from "./dom.js";
import { words } from "./words.js";

const STAYS = 7000; // milliseconds

/** Say something for screen readers alone. */
export function announce(text) {
  find("announcer").textContent = text;
}

function show(text, region, kind) {
  const box = make("div", { class: `notice ${kind}` }, make("p", {}, text));
  const close = make("button", { type: "button", class: "round", "aria-label": words.close }, icon("close"));
  close.addEventListener("click", () => box.remove());
  box.append(close);
  region.append(box);
  return box;
}

/** A passing word: said politely, gone after a while, unless the pointer or the keyboard rests on it. */
export function toast(text) {
  const box = show(text, find("polite"), "passing");
  const leave = () => (box.matches(":hover, :focus-within") ? setTimeout(leave, 1000) : box.remove());
  setTimeout(leave, STAYS);
}

/** What went wrong. It stays until it is closed or the next thing works. */
export function trouble(error) {
  console.warn(error);
  find("urgent").replaceChildren();
  show(error.message, find("urgent"), "wrong");
}

/** A dialog with one message and one way out. */
export function alert(title, text) {
  const dialog = find("alert");
  find("alert-title").textContent = title;
  find("alert-text").textContent = text;
  dialog.showModal();
}

/** Do what a person asked for; if it fails, say why. True if it worked. */
export async function attempt(work) {
  try {
    await work();
    find("urgent").replaceChildren();
    return true;
  } catch (error) {
    trouble(error);
    return false;
  }
}
