// Block Kit, from a message, a modal or a home page, to elements. https://docs.slack.dev/reference/block-kit
//
// `kit` is where the blocks stand: `id` begins the ids of its elements, `known` names people and channels,
// `act(block, element, node, value)` is what using an interactive element does, `set(block, value)` what changing a field does,
// `bring(block, files)` what choosing files does, `values(block, element)` what was entered there before, `errors` says by block what is wrong, `rank` is a header's.
import { ask, find, icon, make, menu, say } from "./dom.js";
import { ours, outside, safe } from "./messages.js";
import { mrkdwn } from "./mrkdwn.js";
import { words } from "./words.js";

/** A text object as nodes: plain text is text and nothing else. */
const written = (text, kit) => (text?.type === "mrkdwn" ? mrkdwn(text.text, kit.known) : [text?.text ?? ""]);
const prose = (text, kit) => make("div", { class: "words", dir: "auto" }, ...written(text, kit));

// --- what only shows ---------------------------------------------------------

/** A picture; one from elsewhere is named and linked, since the page loads nothing from outside. */
function picture({ image_url: url, slack_file: file, alt_text: alt }, kit) {
  const shared = file?.id ?? /\/slack\/files\/([^/]+)/.exec(file?.url ?? "")?.[1];
  const address = shared ? `/simulator/files/${shared}` : (url ?? "");
  if (ours(address)) return make("img", { src: address, alt: alt ?? "", onload: kit.grew });
  const about = [icon("photo"), make("span", {}, words.kit.picture(alt || words.chat.photo))];
  return safe(address)
    ? make("a", { class: "picture", href: address, target: "_blank", rel: "noopener" }, ...about, outside())
    : make("span", { class: "picture" }, ...about);
}

const SHOWN = {
  header: ({ text }, kit) => make(`h${kit.rank}`, { class: "kit-header", dir: "auto" }, text.text),
  divider: () => make("hr"),
  markdown: ({ text }) => make("div", { class: "words", dir: "auto" }, text),
  image: (block, kit) => make("figure", {}, block.title ? make("figcaption", {}, block.title.text) : null, picture(block, kit)),
  context: ({ elements }, kit) =>
    make("div", { class: "kit-context" }, ...elements.map((one) => (one.type === "image" ? picture(one, kit) : prose(one, kit)))),
  section: (block, kit) =>
    make(
      "div",
      { class: "kit-section" },
      make(
        "div",
        { class: "kit-said" },
        block.text ? prose(block.text, kit) : null,
        block.fields ? make("div", { class: "kit-fields" }, ...block.fields.map((field) => prose(field, kit))) : null,
      ),
      block.accessory ? make("div", { class: "kit-accessory" }, element(block.accessory, block, kit)) : null,
    ),
  actions: (block, kit) =>
    make("div", { class: "kit-actions", role: "group", "aria-label": words.chat.choices }, ...block.elements.map((one) => element(one, block, kit))),
  input: field,
};

const stranger = (type) => make("p", { class: "hint" }, words.kit.unknown(type));
const shown = (block, kit) => (SHOWN[block.type] ?? (() => stranger(block.type)))(block, kit);

// --- what acts at once: in sections and rows of actions ----------------------

/** Ask first, where the element says so. */
async function agreed({ confirm }) {
  if (!confirm) return true;
  const dialog = find("confirm");
  say(find("confirm-title"), confirm.title?.text ?? words.kit.sure);
  say(find("confirm-text"), confirm.text?.text ?? "");
  say(find("confirm-yes"), confirm.confirm?.text ?? words.ok);
  say(find("confirm-no"), confirm.deny?.text ?? words.cancel);
  find("confirm-yes").classList.toggle("wrong", confirm.style === "danger");
  return Boolean(await ask(dialog));
}

const tone = { primary: "main", danger: "danger" };

/** What finds a control again after its block was drawn anew. */
const mark = (one, value) => `${one.action_id ?? ""}/${value ?? ""}`;

function button(one, block, kit) {
  const about = { class: `kit-button ${tone[one.style] ?? ""}`, "aria-label": one.accessibility_label, "data-mark": mark(one, one.value) };
  if (one.url && safe(one.url)) {
    // Following it tells the app as well.
    const follow = (event) => kit.act(block, one, event.currentTarget, one.value ?? null);
    return make("a", { ...about, href: one.url, target: "_blank", rel: "noopener", onclick: follow }, one.text.text, icon("out"), outside());
  }
  const press = async (event) => {
    const node = event.currentTarget;
    if (await agreed(one)) kit.act(block, one, node, one.value ?? null);
  };
  return make("button", { ...about, type: "button", onclick: press }, one.text.text);
}

/** What an element offers: [value, label, description], in groups where it has them. */
function offers(one, kit) {
  const named = (list, sign) => list.map(({ id, name }) => [id, `${sign}${name}`]);
  const kind = one.type.replace(/^multi_/, "");
  if (kind === "users_select") return [[null, named(kit.people(), "")]];
  if (kind === "channels_select") return [[null, named(kit.channels(), "#")]];
  if (kind === "conversations_select") return [[null, [...named(kit.channels(), "#"), ...named(kit.people(), "")]]];
  const options = (list) => (list ?? []).map(({ value, text, description }) => [value, text.text, description?.text]);
  if (one.option_groups) return one.option_groups.map(({ label, options: held }) => [label.text, options(held)]);
  return [[null, options(one.options)]];
}

const chosenFirst = (one) =>
  one.initial_option?.value ?? one.initial_user ?? one.initial_channel ?? one.initial_conversation ?? one.initial_date ??
  one.initial_time ?? one.initial_value ?? null;
const chosenSome = (one) =>
  one.initial_options?.map(({ value }) => value) ?? one.initial_users ?? one.initial_channels ?? one.initial_conversations ?? [];
const before = (one, block, kit) => kit.values?.(block, one) ?? chosenFirst(one);
const someBefore = (one, block, kit) => kit.values?.(block, one) ?? chosenSome(one);

let menus = 0;

/** A button that opens a list to pick from. A select would act on each press of an arrow key. */
function picker(one, block, kit) {
  const groups = offers(one, kit);
  const chosen = before(one, block, kit);
  const label = one.placeholder?.text ?? (one.type === "overflow" ? words.kit.more : words.kit.choose);
  const now = groups.flatMap(([, list]) => list).find(([value]) => value === chosen)?.[1];
  const opener = make(
    "button",
    { type: "button", class: one.type === "overflow" ? "round" : "kit-button pick", "aria-label": now ? words.kit.chosen(label, now) : label, "data-mark": mark(one) },
    one.type === "overflow" ? null : make("span", {}, now ?? label),
    icon(one.type === "overflow" ? "dots" : "turn"),
  );
  menus += 1;
  const panel = make("div", { class: "menu kit-menu", id: `kit-menu-${menus}`, role: "group", "aria-label": label, hidden: true });
  for (const [title, list] of groups) {
    if (title) panel.append(make("p", { class: "hint" }, title));
    for (const [value, text, description] of list) {
      const pick = async () => {
        close(true);
        if (await agreed(one)) kit.act(block, one, opener, value);
      };
      panel.append(
        make(
          "button",
          { type: "button", "aria-current": value === chosen ? "true" : null, onclick: pick },
          make("span", {}, make("span", {}, text), description ? make("span", { class: "hint" }, description) : null),
        ),
      );
    }
  }
  const close = menu(opener, panel);
  return make("div", { class: "holder" }, opener, panel);
}

function element(one, block, kit) {
  if (one.type === "button" || one.type === "workflow_button") return button(one, block, kit);
  if (one.type === "image") return picture(one, kit);
  if (one.type === "overflow" || /^(static|users|channels|conversations)_select$/.test(one.type)) return picker(one, block, kit);
  const label = one.placeholder?.text ?? words.kit.choose;
  if (GROUPS.test(one.type)) return choices(one, block, kit, label, {}, (node, value) => kit.act(block, one, node, value));
  const kind = KINDS[one.type];
  if (!kind) return stranger(one.type);
  const node = typedIn(one, block, kit, { "aria-label": label });
  node.addEventListener("change", () => kit.act(block, one, node, node.value || null));
  return node;
}

// --- what is filled in: input blocks -----------------------------------------

const GROUPS = /^(checkboxes|radio_buttons|multi_(static|users|channels|conversations)_select)$/;
const KINDS = {
  plain_text_input: "text",
  number_input: "number",
  email_text_input: "email",
  url_text_input: "url",
  datepicker: "date",
  timepicker: "time",
};

/** A box to type in, or a native picker. */
function typedIn(one, block, kit, attributes) {
  const about = {
    ...attributes,
    "data-mark": mark(one),
    placeholder: ["datepicker", "timepicker"].includes(one.type) ? null : one.placeholder?.text,
    minlength: one.min_length,
    maxlength: one.max_length,
    min: one.min_value,
    max: one.max_value,
    step: one.type === "number_input" ? (one.is_decimal_allowed ? "any" : "1") : null,
    type: one.multiline ? null : KINDS[one.type],
    rows: one.multiline ? 4 : null,
    autocomplete: "off",
  };
  const node = make(one.multiline ? "textarea" : "input", about);
  node.value = before(one, block, kit) ?? "";
  return node;
}

/** One of several as radio buttons, or some of them as boxes to tick. */
function choices(one, block, kit, label, attributes, changed) {
  const single = one.type === "radio_buttons";
  const first = single ? [before(one, block, kit)] : someBefore(one, block, kit);
  const group = make("fieldset", { class: "kit-choices", role: single ? "radiogroup" : null, ...attributes }, make("legend", {}, label));
  menus += 1;
  for (const [value, text, description] of offers(one, kit).flatMap(([, list]) => list)) {
    group.append(
      make(
        "label",
        { class: "check" },
        make("input", {
          type: single ? "radio" : "checkbox",
          name: `${kit.id}-choice-${menus}`,
          value,
          checked: first.includes(value),
          "data-mark": mark(one, value),
        }),
        make("span", {}, make("span", {}, text), description ? make("span", { class: "hint" }, description) : null),
      ),
    );
  }
  const value = () => {
    const ticked = [...group.querySelectorAll("input:checked")].map((box) => box.value);
    return single ? (ticked[0] ?? null) : ticked;
  };
  group.addEventListener("change", (event) => changed(event.target, value()));
  group.read = value;
  return group;
}

function selectIn(one, block, kit, attributes) {
  const node = make("select", { ...attributes, "data-mark": mark(one) }, make("option", { value: "" }, one.placeholder?.text ?? words.kit.choose));
  for (const [title, list] of offers(one, kit)) {
    const options = list.map(([value, text]) => make("option", { value }, text));
    node.append(...(title ? [make("optgroup", { label: title }, ...options)] : options));
  }
  node.value = before(one, block, kit) ?? "";
  return node;
}

/** A field to choose files in. */
function files(one, attributes) {
  const accept = (one.filetypes ?? []).map((ending) => `.${ending}`).join(",");
  return make("input", { ...attributes, "data-mark": mark(one), type: "file", multiple: (one.max_files ?? 10) > 1, accept: accept || null });
}

/** An input block: a label, its control, a hint, and what is wrong with what was entered. */
function field(block, kit) {
  const { element: one } = block;
  const id = `${kit.id}-${block.block_id}`;
  const wrong = kit.errors?.[block.block_id];
  const described = [block.hint ? `${id}-hint` : null, wrong ? `${id}-wrong` : null].filter(Boolean).join(" ");
  const attributes = { "aria-describedby": described || null, "aria-invalid": wrong ? "true" : null, "aria-required": block.optional ? null : "true" };
  const label = block.label.text;
  const grouped = GROUPS.test(one.type);
  let control = null;
  if (grouped) {
    // ARIA has no aria-required for a group of boxes, and none is needed: the label says what is optional.
    const about = { ...attributes, "aria-required": one.type === "radio_buttons" ? attributes["aria-required"] : null };
    control = choices(one, block, kit, block.optional ? words.kit.optional(label) : label, about, (_, value) => kit.set(block, value));
  } else if (/_select$/.test(one.type)) {
    control = selectIn(one, block, kit, { id, ...attributes });
  } else if (KINDS[one.type]) {
    control = typedIn(one, block, kit, { id, ...attributes });
  } else if (one.type === "file_input") {
    control = files(one, { id, ...attributes });
  } else {
    return stranger(one.type);
  }
  if (one.type === "file_input") {
    // They are with Slack as soon as they are chosen; the form names them by their ids.
    control.addEventListener("change", () => kit.bring(block, [...control.files]));
  } else if (!grouped) {
    control.read = () => control.value || null;
    control.addEventListener("change", () => kit.set(block, control.read()));
  }
  control.classList.add("kit-control");
  control.action = one.action_id;
  return make(
    "div",
    { class: "kit-field" },
    grouped ? null : make("label", { for: id }, make("span", {}, block.optional ? words.kit.optional(label) : label)),
    control,
    block.hint ? make("p", { class: "hint", id: `${id}-hint` }, block.hint.text) : null,
    wrong ? make("p", { class: "wrong-field", id: `${id}-wrong` }, icon("stop"), make("span", {}, wrong)) : null,
  );
}

// --- a whole surface ---------------------------------------------------------

// Slack names every block that has no name of its own.
const named = (blocks) => blocks.map((block, at) => ({ ...block, block_id: block.block_id ?? `block-${at}` }));

/** Blocks as elements, drawn once. */
export const draw = (blocks, kit) => named(blocks ?? []).map((block) => shown(block, kit));

/** Keep a surface's blocks in step with `blocks`: what did not change keeps its focus, and what is being typed there. */
export function redraw(parent, blocks, kit) {
  const list = named(blocks ?? []);
  const had = new Map([...parent.children].map((node) => [node.dataset.block, node]));
  const held = parent.contains(document.activeElement) ? document.activeElement : null;
  const within = held?.closest("[data-block]")?.dataset.block;
  const nodes = list.map((block) => {
    const is = JSON.stringify([block, kit.errors?.[block.block_id] ?? null]);
    const old = had.get(block.block_id);
    if (old?.is === is) return old;
    const node = make("div", { class: "kit-block", "data-block": block.block_id }, shown(block, kit));
    node.is = is;
    return node;
  });
  const same = nodes.length === parent.children.length && nodes.every((node, at) => node === parent.children[at]);
  if (same) return;
  // Put each in its place without lifting those that stay: lifting would lose the focus.
  for (const node of [...parent.children]) if (!nodes.includes(node)) node.remove();
  nodes.forEach((node, at) => parent.children[at] === node || parent.insertBefore(node, parent.children[at] ?? null));
  if (!held || parent.contains(document.activeElement)) return;
  const again = nodes.find((node) => node.dataset.block === within) ?? nodes[0];
  const marked = [...(again?.querySelectorAll("[data-mark]") ?? [])];
  (marked.find((node) => node.dataset.mark === held.dataset.mark) ?? marked[0])?.focus({ preventScroll: true });
}
