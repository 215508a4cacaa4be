// What the bot delivered, and what was refused; and making things go wrong on purpose.
import { desk, nameOf, refresh, whenChanged } from "./desk.js";
import { coalesce, find, keep, make, say } from "./dom.js";
import { announce, attempt } from "./notices.js";
import { post, read, remove } from "./server.js";
import { brief } from "./times.js";
import { words } from "./words.js";

const AT_ONCE = 100;
const KEPT = 5000;

let entries = []; // oldest first
let last = 0; // the number of the newest entry that was read
let whole = true; // the next reading starts from the beginning
let shown = AT_ONCE;

/** Read what is new in the ledger. */
export const readLedger = coalesce(async () => {
  const after = whole ? 0 : last;
  const told = await read(`/simulator/ledger?after=${after}`);
  entries = [...(after ? entries : []), ...told.entries].slice(-KEPT);
  last = told.last;
  whole = false;
  render();
});

/** Read all of it: a restarted simulator has begun a new one. */
export function readWholeLedger() {
  whole = true;
  return readLedger();
}

const isMessage = ({ method }) => /^(send(?!ChatAction)|edit|delete|copy|forward|chat\.(post|update|delete))/.test(method);
const toWhom = ({ chat }) => (chat === null || chat === undefined ? null : nameOf(chat) ?? words.ledger.chat(chat));

/** What an entry was about, in a line: its words, or its plain values. */
function gist({ kind, updates, parameters }) {
  if (updates) return words.ledger[kind](updates.length);
  const said = parameters?.text ?? parameters?.caption;
  if (typeof said === "string" && said) return said.split("\n").find((line) => line.trim()) ?? "";
  return Object.entries(parameters ?? {})
    .filter(([name, value]) => name !== "chat_id" && ["string", "number", "boolean"].includes(typeof value))
    .map(([name, value]) => `${name} ${value}`)
    .join(" · ");
}

const OF_KIND = { messages: isMessage, refused: ({ ok }) => !ok, all: () => true };

function fits(entry, { who, text }) {
  if (who && String(entry.chat) !== who) return false;
  if (!text) return true;
  return [entry.method, toWhom(entry), entry.error, gist(entry), JSON.stringify(entry.parameters)]
    .join(" ")
    .toLowerCase()
    .includes(text.toLowerCase());
}

function outcome(entry) {
  if (!entry.ok) return words.ledger.refused;
  return isMessage(entry) ? words.ledger.delivered : words.ledger.done;
}

function row(entry) {
  const { at, method, ok, error, fault, parameters, updates } = entry;
  return make(
    "li",
    { class: ok ? "entry" : "entry refused" },
    make(
      "details",
      {},
      make(
        "summary",
        {},
        make("span", { class: "outcome" }, outcome(entry)),
        make("span", { class: "to" }),
        make("time", { datetime: at }, brief(at)),
        make("span", { class: "gist", dir: "auto" }, gist(entry) || method),
        error ? make("span", { class: "reason" }, error) : null,
        fault ? make("span", { class: "reason" }, words.ledger.fault(words.faults.kinds[fault] ?? fault)) : null,
        make("code", { class: "method" }, method ?? words.ledger.updates),
      ),
      make("pre", { tabindex: "0", role: "region", "aria-label": words.ledger.parameters }, JSON.stringify(parameters ?? updates, null, 2)),
    ),
  );
}

function render() {
  if (!desk.state) return;
  const filter = { who: find("ledger-who").value, text: find("ledger-find").value.trim() };
  const all = entries.filter(OF_KIND[find("ledger-which").value]);
  const found = all.filter((entry) => fits(entry, filter)).reverse();
  const list = found.slice(0, shown);
  keep(find("entries"), list, ({ no, at }) => `${no} ${at}`, row, (node, entry) => {
    say(node.querySelector(".to"), toWhom(entry) ? words.ledger.to(toWhom(entry)) : "");
  });
  find("no-entries").hidden = list.length > 0;
  say(find("no-entries"), all.length ? words.ledger.noneFound : words.ledger.none);
  say(find("ledger-count"), all.length ? words.ledger.count(found.length, all.length) : "");
  find("more-entries").hidden = found.length <= shown;
}

/** Keep a list of people in step, with a first choice of everyone. */
function whoever(select, anyone) {
  const chosen = select.value;
  const options = [
    { id: "", name: anyone },
    ...desk.state.people,
    ...desk.state.groups.map(({ id, title }) => ({ id, name: title })),
  ];
  keep(select, options, ({ id }) => id, ({ id }) => make("option", { value: id }), (node, { name }) => say(node, name));
  select.value = options.some(({ id }) => String(id) === chosen) ? chosen : "";
}

// --- faults ------------------------------------------------------------------

function chosenFault() {
  const form = new FormData(find("fault-form"));
  const times = form.get("times");
  const chat = form.get("chat");
  return {
    method: form.get("method"),
    kind: form.get("kind"),
    times: times ? Number(times) : null,
    chat: chat ? Number(chat) : null,
    seconds: Number(form.get("seconds") || 0),
  };
}

const sentence = (fault) =>
  words.faults.sentence({ ...fault, kind: String(fault.kind) }, fault.chat ? nameOf(fault.chat) ?? words.ledger.chat(fault.chat) : null);

function renderFaults() {
  find("fault-seconds-field").hidden = !["delay", "429"].includes(find("fault-kind").value);
  say(find("fault-sentence"), sentence(chosenFault()));
  const { faults } = desk.state;
  keep(find("faults-set"), faults.map((fault, at) => ({ ...fault, at })), ({ at }) => at, () => make("li"), (node, fault) => say(node, sentence(fault)));
  find("no-faults").hidden = faults.length > 0;
  find("clear-faults").hidden = faults.length === 0;
  find("fault-mark").hidden = faults.length === 0;
  say(find("fault-mark"), String(faults.length));
}

async function setFault(event) {
  event.preventDefault();
  const fault = chosenFault();
  await attempt(async () => {
    await post("/simulator/faults", fault);
    await refresh();
    announce(sentence(fault));
  });
}

async function clearFaults() {
  await attempt(async () => {
    await remove("/simulator/faults");
    await refresh();
    announce(words.faults.cleared);
  });
  find("fault-kind").focus();
}

const options = (select, choices) =>
  select.append(...Object.entries(choices).map(([value, label]) => make("option", { value }, label)));

export function open() {
  options(find("ledger-which"), words.ledger.filters);
  options(find("fault-kind"), words.faults.kinds);
  find("fault-kind").value = "drop";
  options(find("fault-times"), words.faults.timesOf);
  options(find("fault-method"), words.faults.methods);
  find("fault-method").value = "sendMessage";

  const filter = () => {
    shown = AT_ONCE;
    render();
  };
  for (const id of ["ledger-which", "ledger-who", "ledger-find"]) find(id).addEventListener("input", filter);
  find("more-entries").addEventListener("click", () => {
    shown += AT_ONCE;
    render();
  });
  find("fault-form").addEventListener("submit", setFault);
  find("fault-form").addEventListener("input", renderFaults);
  find("clear-faults").addEventListener("click", clearFaults);

  whenChanged(() => {
    whoever(find("ledger-who"), words.ledger.anyone);
    whoever(find("fault-chat"), words.faults.everyone);
    render();
    renderFaults();
  });
}
