// One message, from the server's JSON to elements.
import { icon, make } from "./dom.js";
import { time } from "./times.js";
import { words } from "./words.js";

const PLAIN = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};
const SAFE = ["http:", "https:", "mailto:", "tel:"];

/** An address that may be followed, or null: a message must not bring code of its own. */
export function safe(address) {
  try {
    return SAFE.includes(new URL(address).protocol) ? address : null;
  } catch {
    return null;
  }
}

export function link(address, children) {
  if (!safe(address)) return make("span", {}, ...children);
  return make("a", { href: address, target: "_blank", rel: "noopener" }, ...children, outside());
}

export const outside = () => make("span", { class: "unseen", lang: "en" }, ` ${words.chat.opens}`);

/** The element for one entity around its children. `does.command` is what pressing a command does. */
function wrap(entity, text, children, does) {
  const written = text.slice(entity.offset, entity.offset + entity.length);
  if (PLAIN[entity.type]) return make(PLAIN[entity.type], {}, ...children);
  switch (entity.type) {
    case "text_link":
      return link(entity.url ?? "", children);
    case "url":
      return link(/^[a-z][a-z0-9+.-]*:/i.test(written) ? written : `https://${written}`, children);
    case "email":
      return link(`mailto:${written}`, children);
    case "phone_number":
      return link(`tel:${written.replace(/[^+\d]/g, "")}`, children);
    case "bot_command":
      return make("button", { type: "button", class: "command", onclick: () => does.command(written) }, ...children);
    case "spoiler":
      return spoiler(children);
    default:
      return make("span", { class: "tag" }, ...children);
  }
}

function spoiler(children) {
  const hidden = make("span", { hidden: true }, ...children);
  const button = make("button", { type: "button", class: "command" }, words.chat.expand);
  button.addEventListener("click", () => {
    hidden.hidden = false;
    button.remove();
  });
  return make("span", {}, button, hidden);
}

/**
 * Text with entities as nodes. Offsets are UTF-16 units, as JavaScript's strings have them.
 * Entities nest; one that sticks out of its parent is cut at the parent's end.
 */
export function dress(text, entities, does) {
  const ordered = [...entities]
    .filter(({ offset, length }) => offset >= 0 && length > 0)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);

  function between(start, end, inside) {
    const nodes = [];
    let at = start;
    while (inside.length) {
      const [first, ...rest] = inside;
      const from = Math.max(first.offset, at);
      const to = Math.min(first.offset + first.length, end);
      inside = rest;
      if (from >= to) continue;
      const held = [];
      while (inside.length && inside[0].offset < to) held.push(inside.shift());
      if (from > at) nodes.push(text.slice(at, from));
      nodes.push(wrap({ ...first, offset: from, length: to - from }, text, between(from, to, held), does));
      at = to;
    }
    if (at < end) nodes.push(text.slice(at, end));
    return nodes;
  }
  return between(0, text.length, ordered);
}

const UNITS = ["bytes", "kB", "MB", "GB"];
function size(bytes) {
  const unit = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const amount = bytes / 1000 ** unit;
  return `${unit && amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${UNITS[unit]}`;
}

const STANDS_FOR = { voice: "voice", sticker: "sticker", location: "location" };

/** What a message holds besides words. A voice message or a sticker is named: the simulator keeps none to play. */
function holds({ kind, photo, document, text }, does) {
  if (photo && ours(photo)) {
    return make("img", { src: photo, alt: text ? words.chat.photoOf(text) : words.chat.photo, onload: does.grew });
  }
  if (STANDS_FOR[kind]) return make("p", { class: "file" }, icon(STANDS_FOR[kind]), make("span", { class: "name" }, words.compose.kinds[kind]));
  if (document) return file(document);
  return text ? null : make("p", { class: "nothing" }, words.chat.nothing);
}

export const ours = (url) => typeof url === "string" && /^\/(?!\/)/.test(url);

export function file({ name, size: bytes, url }) {
  const about = [
    icon("document"),
    make("span", {}, make("span", { class: "name" }, name), make("span", { class: "size" }, size(bytes ?? 0))),
  ];
  return ours(url)
    ? make("a", { class: "file", href: url, download: name, "aria-label": words.chat.download(name, size(bytes ?? 0)) }, ...about)
    : make("p", { class: "file" }, ...about);
}

function key(choice, message, does) {
  if (choice.url) {
    return safe(choice.url)
      ? make("a", { class: "key", href: choice.url, target: "_blank", rel: "noopener" }, choice.text, icon("out"), outside())
      : make("span", { class: "key" }, choice.text);
  }
  const button = make("button", { type: "button", class: "key" }, choice.text);
  button.addEventListener("click", () => does.press(button, message, choice));
  return button;
}

/** What is inside a message's article, for a reader with this id and language. */
export function contents(message, reader, does) {
  if (message.deleted) {
    return [make("div", { class: "bubble gone" }, make("p", {}, words.chat.deleted))];
  }
  if (message.kind === "service") return [make("p", { class: "service" }, words.chat.service)];
  const mine = message.from.id === reader.id;
  const bubble = make("div", { class: "bubble" }, make("p", { class: "who" }, mine ? words.you : message.from.name));
  bubble.append(...[holds(message, does)].filter(Boolean));
  if (message.text) {
    bubble.append(make("div", { class: "words", lang: reader.language, dir: "auto" }, ...dress(message.text, message.entities ?? [], does)));
  }
  bubble.append(
    make(
      "p",
      { class: "meta" },
      message.edited ? make("span", {}, `${words.chat.edited} `) : null,
      make("time", { datetime: message.date }, time(message.date)),
    ),
  );
  const nodes = [bubble];
  if (message.keyboard?.length) {
    nodes.push(
      make(
        "div",
        { class: "keys", role: "group", "aria-label": words.chat.choices },
        ...message.keyboard.map((row) =>
          make("div", { class: "row", lang: reader.language }, ...row.map((choice) => key(choice, message, does))),
        ),
      ),
    );
  }
  return nodes;
}
