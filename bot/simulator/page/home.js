// The assistant's own tab in the workspace: App Home.
import { redraw } from "./blocks.js";
import { coalesce, find } from "./dom.js";
import { show as showModal } from "./modal.js";
import { attempt } from "./notices.js";
import { HOME, known, office, slack } from "./office.js";
import { post, read } from "./server.js";
import { words } from "./words.js";

let shown = null; // whose home is on the screen

const kit = (view) => ({
  id: `home-${view?.id}`,
  rank: 4,
  known,
  people: () => slack().people,
  channels: () => slack().channels,
  grew() {},
  values: (block, element) => view?.state?.values?.[block.block_id]?.[element.action_id]?.value,
  act,
  set() {},
});

let opening = false;

/** Read the home again; on opening it, the assistant hears that it was opened. */
export const reread = coalesce(async () => {
  const person = office.person;
  if (!slack() || person === null || office.place !== HOME) return;
  const told = await read(`/simulator/slack/home?as=${person}${opening ? "&open=1" : ""}`);
  opening = false;
  if (person !== office.person) return;
  const view = told?.view ?? null;
  redraw(find("home-blocks"), view?.blocks, kit(view));
  find("home-none").hidden = Boolean(view);
});

async function act(block, element, node, value) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  const what = { as: office.person, home: true, block: block.block_id, action: element.action_id, wait: true };
  await attempt(async () => {
    const told = await post("/simulator/slack/press", value === null ? what : { ...what, value });
    if (told?.error) throw new Error(words.office.pressFailed(told.error));
    if (told?.view) showModal(told.view);
    await reread();
  });
  node.removeAttribute("aria-busy");
}

/** Open it, if it is the place that a person has gone to. */
export function render() {
  const now = slack() && office.place === HOME ? office.person : null;
  if (now === shown) return;
  shown = now;
  find("home-blocks").replaceChildren();
  if (now === null) return;
  opening = true;
  reread().catch(() => {});
}
