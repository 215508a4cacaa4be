// On a narrow screen one panel is seen at a time; on a wide one the ledger can be put away.
import { desk, whenChanged } from "./desk.js";
import { find, memory } from "./dom.js";

// As in workspace.css: so wide, the phone and the workspace stand side by side; and so wide, the ledger with them.
const TOGETHER = matchMedia("(min-width: 44.01rem)");
const ALL = matchMedia("(min-width: 100rem)");

let chosen = "phone";

/** Turn to a panel. */
export function show(view) {
  chosen = view;
  const shown = view === "workspace" && (TOGETHER.matches || !desk.state?.slack) ? "phone" : view;
  document.body.dataset.view = shown;
  for (const button of find("views").querySelectorAll("button")) {
    button.setAttribute("aria-current", String(button.dataset.view === shown));
  }
}

let left = memory.get("no-ledger"); // as the person left it; null: they never touched it

function putAway(away) {
  document.body.classList.toggle("no-ledger", away);
  find("toggle-ledger").setAttribute("aria-expanded", String(!away));
}

/** Put away as it was left; the first time, where a workspace needs the room. */
function settle() {
  if (left !== null || !desk.state?.slack) return;
  left = !ALL.matches;
  putAway(left);
}

export function open() {
  for (const button of find("views").querySelectorAll("button")) {
    button.addEventListener("click", () => show(button.dataset.view));
  }
  find("toggle-ledger").addEventListener("click", () => {
    const away = !document.body.classList.contains("no-ledger");
    left = away;
    memory.set("no-ledger", away);
    putAway(away);
  });
  TOGETHER.addEventListener("change", () => show(chosen));
  putAway(left ?? false);
  whenChanged(settle);
  show("phone");
}
