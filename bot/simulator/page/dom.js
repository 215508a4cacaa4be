// Small tools for the page's elements. Text only ever goes in as text, never as markup.

export const find = (id) => document.getElementById(id);

/** An element with its attributes (`onclick` and the like are listeners) and children. */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** One of icons.svg, for the eye only: what it stands for is said by the words around it. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `/page/icons.svg#${name}`);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** A button that offers something to say. */
export const suggestion = (question, act) =>
  make("button", { type: "button", class: "suggestion", onclick: act }, make("span", {}, question), icon("send"));

/** Make a list's children those of `items`, in order, touching only what changed: focus and screen readers stay put. */
export function keep(parent, items, key, create, update) {
  const wanted = new Set(items.map((item) => String(key(item))));
  const had = new Map();
  for (const node of [...parent.children]) {
    if (wanted.has(node.dataset.key)) had.set(node.dataset.key, node);
    else node.remove();
  }
  let place = parent.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    const node = had.get(name) ?? create(item);
    node.dataset.key = name;
    update(node, item);
    if (node === place) place = place.nextElementSibling;
    else parent.insertBefore(node, place);
  }
}

/** Change an element's words only if they differ, so that a live region says nothing twice. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Open a dialog and wait: what its form holds, or null if the person left it. A button with data-leaves leaves. */
export function ask(dialog) {
  return new Promise((resolve) => {
    dialog.returnValue = "";
    const leave = dialog.querySelector("[data-leaves]");
    if (leave) leave.onclick = () => dialog.close("");
    dialog.addEventListener(
      "close",
      () => resolve(dialog.returnValue === "yes" ? new FormData(dialog.querySelector("form")) : null),
      { once: true },
    );
    dialog.showModal();
  });
}

/** A button that shows and hides a small menu: Escape, or a press elsewhere, closes it; arrows walk through it. */
export function menu(button, panel) {
  const elsewhere = (event) => {
    if (!panel.contains(event.target) && !button.contains(event.target)) close();
  };
  const close = (andReturn) => {
    if (panel.hidden) return;
    panel.hidden = true;
    document.removeEventListener("pointerdown", elsewhere);
    button.setAttribute("aria-expanded", "false");
    if (andReturn) button.focus();
  };
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", panel.id);
  button.addEventListener("click", () => {
    if (!panel.hidden) return close(true);
    panel.hidden = false;
    document.addEventListener("pointerdown", elsewhere);
    button.setAttribute("aria-expanded", "true");
    panel.scrollIntoView({ block: "nearest" });
    (panel.querySelector('[aria-current="true"]') ?? panel.querySelector("button"))?.focus();
  });
  for (const node of [button, panel]) {
    node.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !panel.hidden) {
        event.preventDefault();
        close(true);
      }
    });
  }
  panel.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...panel.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  });
  panel.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !panel.contains(event.relatedTarget) && event.relatedTarget !== button) close();
  });
  return close;
}

/** Run `work` one at a time; however often it is asked for meanwhile, it runs just once more. */
export function coalesce(work) {
  let again = false;
  let running = null;
  return () => {
    again = true;
    running ??= (async () => {
      try {
        while (again) {
          again = false;
          await work();
        }
      } finally {
        running = null;
      }
    })();
    return running;
  };
}

/** What the browser remembers between two visits, where it may. */
export const memory = {
  get(name) {
    try {
      return JSON.parse(localStorage.getItem(`sparkplug.${name}`));
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(`sparkplug.${name}`, JSON.stringify(value));
    } catch {
      // A private window keeps nothing; the page works all the same.
    }
  },
};
