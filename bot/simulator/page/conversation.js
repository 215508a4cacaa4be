// A conversation in the workspace: a channel, the direct messages, or one thread of either.
import { draw } from "./blocks.js";
import { coalesce, icon, keep, make, menu } from "./dom.js";
import { file, ours } from "./messages.js";
import { mrkdwn, typed } from "./mrkdwn.js";
import { show as showModal } from "./modal.js";
import { announce, attempt } from "./notices.js";
import { known, office, openThread, slack } from "./office.js";
import { toneOf, initials } from "./people.js";
import { post, read } from "./server.js";
import { day, time } from "./times.js";
import { words } from "./words.js";

const when = (ts) => Number(ts) * 1000;

/**
 * Put a conversation into `root`: its log and its composer. `id` begins its elements' ids; `inThread` makes it one
 * thread. It gives back `show`, to be called whenever what is open may have changed, `reread` and `focus`.
 */
export function conversation(root, { id, inThread, suggestions }) {
  let open = null; // what is on the screen: person, chat and thread
  let posts = new Map(); // by ts, as last read
  let filled = false; // the first reading is done; what comes now is new
  let editing = null; // the ts of one's own message in the composer, if it is being changed
  let atEnd = true;

  const place = () => ({ person: office.person, chat: office.place, thread: inThread ? office.thread : null });
  const same = (a, b) => a?.person === b?.person && a?.chat === b?.chat && a?.thread === b?.thread;
  const path = (what) => `/simulator/slack/chats/${open.chat}/${what}`;

  // --- its elements ---

  const quiet = make("div", { class: "suggestions quiet", hidden: true });
  const list = make("div", { class: "posts" });
  const log = make("div", { class: "log room", id: `${id}-log`, role: "log", "aria-live": "polite", tabindex: "0" }, quiet, list);
  const newer = make("button", { type: "button", class: "newer", hidden: true }, icon("down"), make("span", {}, words.chat.newer));
  const box = make("textarea", { id: `${id}-words`, rows: "1", "aria-describedby": `${id}-hint`, enterkeyhint: "send" });
  const ended = make("button", { type: "button", class: "quiet" }, words.cancel);
  const editingBar = make("div", { class: "editing", hidden: true }, make("p", {}, icon("pencil"), make("span", {}, words.compose.editing)), ended);
  const mention = make("button", { type: "button", class: "round" }, icon("at"));
  const slash = make("button", { type: "button", class: "round", "aria-label": words.office.commands, hidden: true }, icon("slash"));
  const clip = make("button", { type: "button", class: "round", "aria-label": words.compose.attach, hidden: inThread }, icon("clip"));
  const shares = make(
    "div",
    { class: "menu above right", id: `${id}-shares`, role: "group", "aria-label": words.compose.attach, hidden: true },
    ...["photo", "document"].map((kind) => make("button", { type: "button", onclick: () => share(kind) }, icon(kind), make("span", {}, words.compose.kinds[kind]))),
    make("p", { class: "hint" }, words.compose.attachHint),
  );
  const send = make("button", { type: "submit", class: "round main", "aria-label": words.compose.send }, icon("send"));
  const commands = make("div", { class: "menu above right", id: `${id}-commands`, role: "group", "aria-label": words.office.commands, hidden: true });
  const form = make(
    "form",
    { class: "composer", autocomplete: "off" },
    editingBar,
    make("div", { class: "box" }, box, mention, make("div", { class: "holder" }, slash, commands), make("div", { class: "holder" }, clip, shares)),
    send,
    make("p", { class: "unseen", id: `${id}-hint` }, words.compose.hint),
  );
  root.append(make("div", { class: "log-holder" }, log, newer), form);
  const closeCommands = menu(slash, commands);
  const closeShares = menu(clip, shares);

  // --- reading ---

  const reread = coalesce(async () => {
    const asked = open;
    if (!asked) return;
    const thread = asked.thread ? `&thread=${asked.thread}` : "";
    const told = await read(`/simulator/slack/chats/${asked.chat}/messages?as=${asked.person}&after=0${thread}`);
    if (asked !== open) return;
    posts = new Map(told.messages.map((one) => [one.ts, one]));
    render();
    filled = true;
  });

  // --- showing ---

  function toEnd() {
    log.scrollTop = log.scrollHeight;
    atEnd = true;
    newer.hidden = true;
  }

  function withDays(all) {
    const items = [];
    let last = null;
    for (const one of all) {
      const today = day(when(one.ts));
      if (today !== last && !inThread) items.push({ ts: `day ${today}`, day: today });
      items.push(one);
      last = today;
    }
    return items;
  }

  const mine = ({ from }) => from.id === open.person;

  const kit = (one) => ({
    id: `${id}-${one.ts}`,
    rank: 4,
    known,
    people: () => slack().people,
    channels: () => slack().channels,
    grew: () => atEnd && toEnd(),
    act: (block, element, node, value) => act(one, block, element, node, value),
    set() {},
  });

  function files(one) {
    return (one.files ?? []).map((held) =>
      held.image && ours(held.url)
        ? make("img", { src: held.url, alt: held.alt || words.chat.photoOf(held.name), onload: () => atEnd && toEnd() })
        : file(held),
    );
  }

  function reactions({ reactions: given }) {
    const chips = Object.entries(given ?? {}).map(([name, by]) =>
      make("li", { class: "tag" }, words.office.reaction(name, by.map((person) => known.person(person) ?? person))),
    );
    return chips.length ? make("ul", { class: "reactions" }, ...chips) : null;
  }

  function contents(one) {
    if (one.deleted) return [make("p", { class: "gone" }, words.chat.deleted)];
    const said = one.blocks?.length
      ? make("div", { class: "kit" }, ...draw(one.blocks, kit(one)))
      : one.text
        ? make("div", { class: "words", dir: "auto" }, ...mrkdwn(one.text, known))
        : null;
    const face = make("span", { class: `face ${one.from.bot ? "spark" : toneOf(one.from.id)}`, "aria-hidden": "true" });
    face.append(one.from.bot ? icon("spark") : initials(one.from.name));
    const about = make(
      "p",
      { class: "meta" },
      make("strong", {}, one.from.name),
      one.from.bot ? make("span", { class: "is-bot" }, words.office.assistant) : null,
      make("time", { datetime: new Date(when(one.ts)).toISOString() }, time(when(one.ts))),
      one.edited ? make("span", {}, words.chat.edited) : null,
    );
    const nodes = [face, about];
    if (one.ephemeral) nodes.push(make("p", { class: "only-you" }, icon("eye"), make("span", {}, words.office.onlyYou)));
    nodes.push(...[said, ...files(one), reactions(one)].filter(Boolean));
    const tools = [];
    const tool = (mark, picture, label, act) => make("button", { type: "button", "data-mark": mark, onclick: act }, icon(picture), make("span", {}, label));
    if (!inThread && !one.ephemeral) {
      const label = one.replies ? words.office.replies(one.replies) : words.office.reply;
      tools.push(tool("thread", "thread", label, () => openThread(one.ts)));
      tools[0].classList.toggle("replies", one.replies > 0);
    }
    if (mine(one)) {
      if (one.text) tools.push(tool("edit", "pencil", words.compose.editThis, () => beginEdit(one)));
      tools.push(tool("delete", "close", words.office.takeBack, () => takeBack(one)));
    }
    if (tools.length) nodes.push(make("div", { class: "tools" }, ...tools));
    return nodes;
  }

  function create(item) {
    if (item.day) return make("p", { class: "day" }, make("span", {}, item.day));
    return make("article", { class: filled ? "post arriving" : "post", tabindex: "-1" });
  }

  function update(node, item) {
    if (item.day) return;
    const is = JSON.stringify([item, [...slack().people, ...slack().channels].map(({ name }) => name)]);
    if (node.is === is) return;
    node.is = is;
    const held = node.contains(document.activeElement) ? document.activeElement : null;
    node.classList.toggle("private", item.ephemeral);
    // What one has just written oneself need not be read out again.
    if (mine(item)) node.setAttribute("aria-live", "off");
    else node.removeAttribute("aria-live");
    node.replaceChildren(...contents(item));
    if (held && held !== node) {
      const again = [...node.querySelectorAll("[data-mark]")].find(({ dataset }) => dataset.mark === held.dataset.mark);
      (again ?? node).focus({ preventScroll: true });
    }
  }

  function render() {
    const all = [...posts.values()].sort((a, b) => Number(a.ts) - Number(b.ts));
    const before = list.childElementCount;
    const following = atEnd || !filled;
    if (!filled) log.setAttribute("aria-live", "off");
    keep(list, withDays(all), ({ ts }) => ts, create, update);
    if (!filled) setTimeout(() => log.setAttribute("aria-live", "polite"), 150);
    quiet.hidden = all.length > 0;
    if (following) toEnd();
    else if (list.childElementCount > before) newer.hidden = false;
  }

  function renderCommands() {
    slash.hidden = inThread || !slack().commands.length;
    const is = JSON.stringify(slack().commands);
    if (commands.is === is) return;
    commands.is = is;
    const insert = (command) => {
      closeCommands();
      write(`${command} `);
    };
    commands.replaceChildren(...slack().commands.map((command) => make("button", { type: "button", onclick: () => insert(command) }, make("span", { class: "slash" }, command))));
  }

  /** Show what is open now, called `title`; nothing, where nothing is. */
  function show(title) {
    const now = place();
    const there = now.person !== null && (!inThread || now.thread !== null);
    if (!there) {
      open = null;
      return;
    }
    if (!same(open, now)) {
      open = now;
      filled = false;
      atEnd = true;
      posts = new Map();
      list.replaceChildren();
      quiet.hidden = true;
      endEdit();
      box.value = "";
      grow();
      reread().catch(() => {});
    } else if (filled) {
      render();
    }
    log.setAttribute("aria-label", (inThread ? words.office.threadLog : words.office.logOf)(title));
    box.setAttribute("aria-label", inThread ? words.office.replyTo(title) : words.compose.label(title));
    box.setAttribute("placeholder", inThread ? words.office.reply : words.compose.placeholder);
    mention.setAttribute("aria-label", words.office.mention(slack().bot.name));
    if (suggestions) quiet.replaceChildren(...suggestions(title, utter));
    renderCommands();
  }

  // --- doing ---

  /** Say something, or give a slash command. True if it worked. */
  async function utter(text) {
    box.focus({ preventScroll: true });
    const [, command, rest] = /^(\/[a-z][\w-]*)(?:\s+|$)([\s\S]*)$/.exec(text) ?? [];
    if (command && inThread) return attempt(() => Promise.reject(new Error(words.office.noCommandHere)));
    return attempt(async () => {
      if (command) {
        const told = await post(path("command"), { as: open.person, command, text: rest.trim(), wait: true });
        if (told?.error) throw new Error(words.office.commandFailed(command, told.error));
      } else {
        await post(path("say"), { as: open.person, text, ...(open.thread ? { thread: open.thread } : {}) });
      }
      atEnd = true;
      await reread();
    });
  }

  /** Use a button or a choice in somebody's message. */
  async function act(one, block, element, node, value) {
    if (node.getAttribute("aria-busy") === "true") return;
    node.setAttribute("aria-busy", "true");
    const named = one.blocks.some(({ block_id: name }) => name === block.block_id) ? { block: block.block_id } : {};
    const what = { as: open.person, chat: open.chat, ts: one.ts, ...named, action: element.action_id, wait: true };
    await attempt(async () => {
      const told = await post("/simulator/slack/press", value === null ? what : { ...what, value });
      if (told?.error) throw new Error(words.office.pressFailed(told.error));
      if (told?.view) showModal(told.view);
      await reread();
    });
    node.removeAttribute("aria-busy");
  }

  async function takeBack(one) {
    await attempt(async () => {
      await post(path("delete"), { as: open.person, ts: one.ts });
      await reread();
      announce(words.chat.deleted);
    });
    focus(one.ts);
  }

  /** Share a sample file; what stands in the box goes with it. */
  async function share(kind) {
    closeShares();
    const text = box.value.trim();
    await attempt(async () => {
      await post(path("send"), { as: open.person, kind, ...(text ? { text } : {}) });
      box.value = "";
      grow();
      atEnd = true;
      await reread();
    });
    box.focus();
  }

  async function submit() {
    const text = box.value;
    if (!text.trim()) return;
    const before = editing;
    box.value = "";
    grow();
    const worked = before === null
      ? await utter(text)
      : await attempt(async () => {
          await post(path("edit"), { as: open.person, ts: before, text });
          endEdit();
          await reread();
        });
    if (!worked && !box.value) {
      box.value = text;
      grow();
    }
  }

  function write(text) {
    const [from, to] = [box.selectionStart, box.selectionEnd];
    const spaced = from > 0 && !/\s$/.test(box.value.slice(0, from)) ? ` ${text}` : text;
    box.setRangeText(spaced, from, to, "end");
    grow();
    box.focus();
  }

  const lastOfMine = () =>
    [...posts.values()].filter((one) => mine(one) && !one.deleted).sort((a, b) => Number(b.ts) - Number(a.ts))[0];

  function beginEdit(one) {
    editing = one.ts;
    editingBar.hidden = false;
    send.setAttribute("aria-label", words.compose.save);
    box.value = typed(one.text, known);
    grow();
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    announce(words.compose.editing);
  }

  function endEdit() {
    if (editing !== null) box.value = "";
    editing = null;
    editingBar.hidden = true;
    send.setAttribute("aria-label", words.compose.send);
    grow();
  }

  function grow() {
    if (CSS.supports("field-sizing", "content")) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  }

  function compose(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    } else if (event.key === "ArrowUp" && !box.value && editing === null && lastOfMine()) {
      event.preventDefault();
      beginEdit(lastOfMine());
    } else if (event.key === "Escape" && editing !== null) {
      event.preventDefault();
      event.stopPropagation();
      endEdit();
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  box.addEventListener("keydown", compose);
  box.addEventListener("input", grow);
  ended.addEventListener("click", () => {
    endEdit();
    box.focus();
  });
  mention.addEventListener("click", () => write(`@${slack().bot.name} `));
  log.addEventListener("scroll", () => {
    atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 48;
    if (atEnd) newer.hidden = true;
  });
  newer.addEventListener("click", () => {
    toEnd();
    log.focus();
  });
  new ResizeObserver(() => atEnd && toEnd()).observe(log);

  /** The focus goes to the composer, or to what bears a mark in the message with this ts. */
  function focus(ts, marked) {
    const node = ts && [...list.children].find(({ dataset }) => dataset.key === ts);
    ((node && [...node.querySelectorAll("[data-mark]")].find(({ dataset }) => dataset.mark === marked)) || node || box).focus();
  }

  return { show, reread, utter, focus };
}
