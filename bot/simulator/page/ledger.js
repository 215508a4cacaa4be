// What the bot delivered, and what was refused; and making things go wrong on purpose.
import { chats, desk, nameOf, refresh, whenChanged } from "./desk.js";
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

const isMessage = ({ method }) => /^(send(?!ChatAction)|edit|delete|copy|forward|chat\.(post|update|delete)|views\.|response_url)/.test(method);
const toWhom = ({ chat }) => (chat === null || chat === undefined ? null : nameOf(chat) ?? words.ledger.chat(chat));

/** What an entry was about, in a line: its words, or its plain values. */
function gist({ kind, updates, parameters }) {
  if (updates) return words.ledger[kind](updates.length);
  const said = parameters?.text || parameters?.caption || parameters?.view?.title?.text;
  if (typeof said === "string" && said) return said.split("\n").find((line) => line.trim()) ?? "";
  return Object.entries(parameters ?? {})
    .filter(([name, value]) => !["chat_id", "channel"].includes(name) && ["string", "number", "boolean"].includes(typeof value))
    .map(([name, value]) => `${name} ${value}`)
    .join(" · ");
}

const OF_KIND = { messages: isMessage, refused: ({ ok }) => !ok, all: () => true };

function fits(entry, { who, text }) {
  if (who && String(entry.chat).replace(/^U/, "D") !== who) return false;
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
  const { at, platform, method, ok, error, fault, parameters, updates } = entry;
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
        make("code", { class: "method" }, `${words.platforms[platform] ?? platform} · ${method ?? words.ledger.updates}`),
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

/** Keep a list of whom one can write to in step, with a first choice of everyone. */
function whoever(select, anyone, list) {
  const chosen = select.value;
  const all = [{ id: "", name: anyone }, ...list];
  keep(select, all, ({ id }) => id, ({ id }) => make("option", { value: id }), (node, { name }) => say(node, name));
  select.value = all.some(({ id }) => String(id) === chosen) ? chosen : "";
}

// --- faults ------------------------------------------------------------------

const AT_ONCE_KINDS = ["cut", "half_open", "refresh"]; // these happen when they are asked for, to every connection
const OF_ALL = [...AT_ONCE_KINDS, "no_ack"]; // neither of one kind of call nor of one chat

const platform = () => find("fault-platform").value;

function chosenFault() {
  const form = new FormData(find("fault-form"));
  const kind = form.get("kind");
  const times = form.get("times");
  const chat = OF_ALL.includes(kind) ? null : form.get("chat");
  return {
    ...(desk.state.slack ? { platform: platform() } : {}),
    method: OF_ALL.includes(kind) ? "*" : form.get("method"),
    kind,
    times: times ? Number(times) : null,
    chat: chat ? (platform() === "slack" ? chat : Number(chat)) : null,
    seconds: Number(form.get("seconds") || 0),
  };
}

const sentence = (fault) =>
  words.faults.sentence({ ...fault, kind: String(fault.kind) }, fault.chat ? nameOf(fault.chat) ?? words.ledger.chat(fault.chat) : null);

let offered = null; // the platform whose faults the form offers
function offerFaults() {
  find("fault-platform-field").hidden = !desk.state.slack;
  if (!desk.state.slack) find("fault-platform").value = "telegram";
  if (offered !== platform()) {
    offered = platform();
    options(find("fault-kind"), Object.fromEntries(words.faults.kindsOn[offered].map((kind) => [kind, words.faults.kinds[kind]])));
    options(find("fault-method"), words.faults.methods[offered]);
    find("fault-kind").value = "drop";
    find("fault-method").selectedIndex = 0;
  }
  whoever(find("fault-chat"), words.faults.everyone, chats[offered]());
}

function renderFaults() {
  offerFaults();
  const kind = find("fault-kind").value;
  find("fault-seconds-field").hidden = !["delay", "429"].includes(kind);
  find("fault-times-field").hidden = AT_ONCE_KINDS.includes(kind);
  find("fault-chat-field").hidden = OF_ALL.includes(kind);
  find("fault-method-field").hidden = OF_ALL.includes(kind);
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
  select.replaceChildren(...Object.entries(choices).map(([value, label]) => make("option", { value }, label)));

export function open() {
  options(find("ledger-which"), words.ledger.filters);
  options(find("fault-platform"), words.platforms);
  options(find("fault-times"), words.faults.timesOf);

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
    whoever(find("ledger-who"), words.ledger.anyone, [...chats.telegram(), ...chats.slack().map(({ id, name }) => ({ id, name: words.ledger.onSlack(name) }))]);
    render();
    renderFaults();
  });
}
