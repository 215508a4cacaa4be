// Slack's mrkdwn, to elements, or back to what a person typed.
// https://docs.slack.dev/messaging/formatting-message-text
import { make } from "./dom.js";
import { link, safe } from "./messages.js";

const MARKS = { "*": "strong", _: "em", "~": "s" };
const ADDRESS = /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?'")*~]/y;
const ESCAPES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Slack escapes these three characters, and no others. */
const unescape = (text) => text.replace(/&(amp|lt|gt);/g, (escaped) => ESCAPES[escaped]);

const isWord = (character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);
const isSpace = (character) => character === undefined || /\s/.test(character);

/** Where the mark that opens at `at` closes again on its line, or -1. Links and code are stepped over. */
function closing(text, at) {
  for (let i = at + 1; i < text.length && text[i] !== "\n"; i += 1) {
    if (text[i] === text[at] && i > at + 1 && !isSpace(text[i - 1]) && !isWord(text[i + 1])) return i;
    const end = { "<": ">", "`": "`" }[text[i]];
    if (end && text.indexOf(end, i + 1) > 0) i = text.indexOf(end, i + 1);
  }
  return -1;
}

const mention = (name) => make("span", { class: "mention" }, name);

/** What stands between < and >: somebody, a channel, everyone, a date or a link. */
function angle(inner, known) {
  const [address, label] = inner.split(/\|(.*)/s);
  const id = address.slice(1);
  if (address.startsWith("@")) return mention(`@${known.person(id) ?? label ?? id}`);
  if (address.startsWith("#")) return mention(`#${known.channel(id) ?? label ?? id}`);
  if (address.startsWith("!date^")) return make("span", {}, unescape(label ?? ""));
  if (address.startsWith("!")) return mention(label ? unescape(label) : `@${id}`);
  const url = unescape(address);
  const shown = unescape(label || address.replace(/^(mailto|tel):/, ""));
  if (safe(url)) return link(url, [shown]);
  return label ? make("span", {}, shown) : `<${unescape(inner)}>`;
}

/** The element that begins at `at`, and where it ends; or null: the character is only itself. */
function dressed(text, at, known) {
  const character = text[at];
  if (character === "<") {
    const end = text.indexOf(">", at);
    return end > at + 1 ? [angle(text.slice(at + 1, end), known), end + 1] : null;
  }
  if (character === "`") {
    const end = text.indexOf("`", at + 1);
    const inner = text.slice(at + 1, end);
    return end > at + 1 && !inner.includes("\n") ? [make("code", {}, unescape(inner)), end + 1] : null;
  }
  if (character === "h" && !isWord(text[at - 1])) {
    ADDRESS.lastIndex = at;
    const [address] = ADDRESS.exec(text) ?? [];
    return address ? [link(unescape(address), [unescape(address)]), at + address.length] : null;
  }
  if (MARKS[character] && !isWord(text[at - 1]) && !isSpace(text[at + 1]) && text[at + 1] !== character) {
    const end = closing(text, at);
    return end > 0 ? [make(MARKS[character], {}, ...inline(text.slice(at + 1, end), known)), end + 1] : null;
  }
  return null;
}

function inline(text, known) {
  const nodes = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const found = dressed(text, at, known);
    if (!found) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) nodes.push(unescape(plain));
    plain = "";
    nodes.push(found[0]);
    at = found[1];
  }
  if (plain) nodes.push(unescape(plain));
  return nodes;
}

const QUOTED = /^(?:&gt;|>) ?/;

/** Lines in order, those quoted gathered into quotations. */
function lines(text, known) {
  const nodes = [];
  for (const run of text.match(/(?:^(?:&gt;|>).*(?:\n|$))+|(?:^(?!&gt;|>).*(?:\n|$))+/gm) ?? []) {
    if (!run) continue;
    if (QUOTED.test(run)) {
      const inner = run.replace(/\n$/, "").split("\n").map((line) => line.replace(QUOTED, "")).join("\n");
      nodes.push(make("blockquote", {}, ...inline(inner, known)));
    } else {
      nodes.push(...inline(run, known));
    }
  }
  return nodes;
}

/** mrkdwn as nodes, in which `known` names people and channels. */
export function mrkdwn(text, known) {
  return text.split(/```\n?([\s\S]+?)\n?```\n?/).flatMap((part, at) => (at % 2 ? [make("pre", {}, unescape(part))] : lines(part, known)));
}

/** As it was typed, to be changed: names again, and no escapes. */
export function typed(text, known) {
  return unescape(
    text
      .replace(/<@([^|>]+)(?:\|([^>]*))?>/g, (_, id, label) => `@${known.person(id) ?? label ?? id}`)
      .replace(/<#([^|>]+)(?:\|([^>]*))?>/g, (_, id, label) => `#${known.channel(id) ?? label ?? id}`)
      .replace(/<([^|>]+)(?:\|([^>]*))?>/g, (_, address, label) => label || address),
  );
}
