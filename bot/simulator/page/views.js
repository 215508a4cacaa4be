// On a narrow screen one panel is seen at a time; on a wide one the ledger can be put away.
import { find, memory } from "./dom.js";

export function show(view) {
  document.body.dataset.view = view;
  for (const button of find("views").querySelectorAll("button")) {
    button.setAttribute("aria-current", String(button.dataset.view === view));
  }
}

function putAway(away) {
  document.body.classList.toggle("no-ledger", away);
  const button = find("toggle-ledger");
  button.setAttribute("aria-expanded", String(!away));
  memory.set("no-ledger", away);
}

export function open() {
  for (const button of find("views").querySelectorAll("button")) {
    button.addEventListener("click", () => show(button.dataset.view));
  }
  find("toggle-ledger").addEventListener("click", () => putAway(!document.body.classList.contains("no-ledger")));
  putAway(memory.get("no-ledger") === true);
  show("phone");
}
