// The page: a desk with panels on it. Each panel opens itself and follows the shared state; nudges say what to read again.
import * as clock from "./clock.js";
import { desk, refresh } from "./desk.js";
import { find, icon } from "./dom.js";
import * as ledger from "./ledger.js";
import { announce, trouble } from "./notices.js";
import * as people from "./people.js";
import * as phone from "./phone.js";
import { listen, Silent } from "./server.js";
import * as views from "./views.js";
import { words } from "./words.js";
import * as workspace from "./workspace.js";

const PANELS = [views, clock, people, phone, workspace, ledger];

/** Put the words into the markup: data-say is an element's text, data-label its accessible name, data-icon its picture. */
function wordThePage() {
  const at = (path) => path.split(".").reduce((tree, name) => tree[name], words);
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = at(node.dataset.say);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", at(node.dataset.label));
  for (const node of document.querySelectorAll("[data-hint]")) node.setAttribute("placeholder", at(node.dataset.hint));
  for (const node of document.querySelectorAll("[data-icon]")) node.prepend(icon(node.dataset.icon));
}

/** Read again on our own account: silence is shown by the connection's mark, a refusal is said. */
const quietly = (reading) => reading().catch((error) => error instanceof Silent || trouble(error));

const here = (chat) => chat === undefined || chat === null || chat === desk.chat;
const HEAR = {
  message: ({ chat }) => quietly(here(chat) ? phone.reread : refresh),
  typing: ({ chat }) => here(chat) && quietly(phone.reread),
  edited: ({ chat }) => here(chat) && quietly(phone.readAll),
  deleted: ({ chat }) => here(chat) && quietly(phone.readAll),
  ledger: () => quietly(ledger.readLedger),
  clock: () => quietly(refresh),
  people: () => quietly(refresh),
  commands: () => quietly(refresh),
  slack: (nudge) => quietly(() => workspace.hear(nudge)),
};

let lost = false;
function connected(is) {
  find("link").hidden = is;
  if (!is && !lost) announce(words.link.away);
  if (is && lost) announce(words.link.back);
  lost = !is;
}

wordThePage();
for (const panel of PANELS) panel.open();
listen({
  nudge: (event) => HEAR[event.kind]?.(event),
  opened: async () => {
    connected(true);
    await quietly(refresh);
    if (!desk.state) return;
    find("organisation").textContent = desk.state.organisation ?? words.intro;
    document.body.classList.add("ready");
    await Promise.all([quietly(phone.readAll), quietly(workspace.rereadAll), quietly(ledger.readWholeLedger)]);
  },
  lost: () => connected(false),
});
