// The modal that the assistant has open before the person at the desk: a real dialog, which may change, or lead to another.
import { redraw } from "./blocks.js";
import { coalesce, find, say } from "./dom.js";
import { known, office, slack } from "./office.js";
import { post, read, upload } from "./server.js";
import { words } from "./words.js";

let view = null; // as last shown; null: none is open
let errors = {}; // what is wrong, by block
let back = null; // where the focus was before the first view opened

const dialog = () => find("modal");
const blocks = () => find("modal-blocks");

const kit = () => ({
  id: `modal-${view.id}`,
  rank: 3,
  known,
  people: () => slack().people,
  channels: () => slack().channels,
  grew() {},
  errors,
  values: before,
  act,
  bring,
  set,
});

/** What was entered in a block before: what stands there now, or what the server keeps as a view's state. */
function before({ block_id: block, type }, { action_id: action }) {
  const control = type === "input" ? controlOf({ block_id: block }) : null;
  if (control?.action === action) return control.read();
  return entered(block, action);
}

function entered(block, action) {
  const held = (view.state?.values ?? view.state)?.[block]?.[action];
  if (!held) return undefined;
  const { selected_option: one, selected_options: some } = held;
  if (some) return some.map(({ value }) => value);
  const plain = held.value ?? one?.value ?? held.selected_date ?? held.selected_time ?? held.selected_user ?? held.selected_channel ??
    held.selected_conversation ?? held.selected_users ?? held.selected_channels ?? held.selected_conversations;
  return plain ?? null;
}

// --- showing -----------------------------------------------------------------

/** Show a view, or take the dialog away: null. */
export function show(told) {
  if (!told) return hide();
  const another = view?.id !== told.id;
  if (another) {
    errors = {};
    sent.clear();
  }
  view = told;
  errors = told.errors ?? errors;
  say(find("modal-title"), title());
  const { submit, close } = view;
  find("modal-submit").hidden = !submit;
  say(find("modal-submit"), submit?.text ?? submit ?? "");
  say(find("modal-close"), close?.text ?? close ?? words.close);
  if (another) blocks().replaceChildren();
  redraw(blocks(), view.blocks, kit());
  if (!dialog().open) {
    back = document.activeElement;
    dialog().showModal();
  }
  if (!another) return;
  trouble("");
  blocks().scrollTop = 0;
  // A form begins at its first field; what is only to be read, at its title.
  (blocks().querySelector(".kit-control:not(fieldset), fieldset input") ?? find("modal-title")).focus();
  announce(title());
}

/** Say something for screen readers alone. What is outside of an open dialog goes unheard. */
function announce(text) {
  find("modal-announcer").textContent = text;
}

const title = () => view.title?.text ?? view.title ?? "";

function hide() {
  view = null;
  errors = {};
  if (!dialog().open) return;
  dialog().close();
  blocks().replaceChildren();
  // What opened it may have been drawn anew meanwhile.
  if (!back?.isConnected) {
    const again = [...find("workspace").querySelectorAll("[data-mark]")].filter(({ dataset }) => dataset.mark === back?.dataset.mark);
    (again.at(-1) ?? find("talk-words")).focus();
  }
  back = null;
}

/** Read again what is open. */
export const reread = coalesce(async () => {
  const person = office.person;
  if (!slack() || person === null) return hide();
  const told = await read(`/simulator/slack/view?as=${person}`);
  if (person === office.person) show(told?.view ?? null);
});

function trouble(text) {
  find("modal-trouble").hidden = !text;
  say(find("modal-trouble"), text);
}

// --- doing -------------------------------------------------------------------

/** One thing after another, in the order in which the person did them. */
let last = Promise.resolve();
function then(work) {
  last = last.then(async () => {
    try {
      await work();
      trouble("");
    } catch (error) {
      trouble(error.message);
    }
  });
  return last;
}

const sent = new Map(); // what the server was told, by block

function set(block, value) {
  return then(async () => {
    if (!view) return;
    sent.set(block.block_id, value);
    const told = await post("/simulator/slack/view/set", { as: office.person, block: block.block_id, value });
    if (told?.error) throw new Error(words.office.pressFailed(told.error));
  });
}

/** Hand files over to Slack, and put them into a field. */
function bring(block, files) {
  return then(async () => {
    const value = [];
    for (const file of files) value.push((await upload("/simulator/slack/files", { as: office.person, name: file.name }, file)).id);
    await post("/simulator/slack/view/set", { as: office.person, block: block.block_id, value });
  });
}

function act(block, element, node, value) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  then(async () => {
    const what = { as: office.person, view: view.id, block: block.block_id, action: element.action_id, wait: true };
    const told = await post("/simulator/slack/press", value === null ? what : { ...what, value });
    if (told?.error) throw new Error(words.office.pressFailed(told.error));
    await reread();
  }).finally(() => node.removeAttribute("aria-busy"));
}

const inputs = () => view.blocks.filter(({ type }) => type === "input");
const controlOf = ({ block_id: block }) =>
  [...blocks().children].find(({ dataset }) => dataset.block === block)?.querySelector(".kit-control");
const alike = (a, b) => JSON.stringify(a?.length ? a : null) === JSON.stringify(b?.length ? b : null);

/** Send what was typed last and is not yet sent. */
function sendRest() {
  for (const block of inputs()) {
    if (block.element.type === "file_input") continue; // it was sent when it was chosen
    const value = controlOf(block)?.read?.();
    const had = sent.has(block.block_id) ? sent.get(block.block_id) : entered(block.block_id, block.element.action_id);
    if (!alike(value, had)) set(block, value);
  }
}

function showErrors(found) {
  errors = found;
  redraw(blocks(), view.blocks, kit());
  const first = inputs().find(({ block_id: block }) => errors[block]);
  const control = first && controlOf(first);
  (control?.matches("fieldset") ? control.querySelector("input") : control)?.focus();
  announce(words.kit.wrong(Object.keys(errors).length));
}

/** Hand the form in. What is wrong is said at the field, and the first such field has the focus. */
async function submit() {
  const button = find("modal-submit");
  if (!view || button.hidden || button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  sendRest();
  await then(async () => {
    const told = await post("/simulator/slack/view/submit", { as: office.person, wait: true });
    if (told?.error) throw new Error(words.office.pressFailed(told.error));
    if (told?.errors && Object.keys(told.errors).length) return showErrors(told.errors);
    errors = {};
    show(told?.view ?? null);
  });
  button.removeAttribute("aria-busy");
}

const close = () =>
  then(async () => {
    await post("/simulator/slack/view/close", { as: office.person });
    await reread();
  });

export function open() {
  find("modal-form").addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  find("modal-close").addEventListener("click", close);
  find("modal-x").addEventListener("click", close);
  // A browser lets nobody hold a dialog open for ever.
  dialog().addEventListener("close", () => view && close());
  dialog().addEventListener("cancel", (event) => {
    if (event.target !== dialog()) return;
    event.preventDefault();
    close();
  });
}
