/** Builds DOM nodes from data; text only ever becomes text nodes. */

const REFUSED = /^(on|style$|srcdoc$)/i;
const SVG = "http://www.w3.org/2000/svg";

function set(node, name, value) {
  if (REFUSED.test(name)) throw new TypeError(`${name} is not set from data`);
  if (value === false || value === null || value === undefined) return;
  node.setAttribute(name, value === true ? "" : String(value));
}

/** One element: attributes by name, `on` for listeners, children as nodes or text. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  const { on = {}, ...rest } = attributes;
  for (const [name, value] of Object.entries(rest)) set(node, name, value);
  for (const [name, listener] of Object.entries(on)) node.addEventListener(name, listener);
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Replaces what a node shows. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Gives a parent exactly these children, moving as little as possible so that focus survives. */
export function sync(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  let cursor = parent.firstChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
}

const PATHS = {
  public: ["M6.5 3 5 17M13 3l-1.5 14M3 7.5h14M2.5 12.5h14"],
  private: ["M5 9h10v8H5z", "M7 9V6.5a3 3 0 0 1 6 0V9"],
  shared: ["M3 7h12m-3-3 3 3-3 3", "M17 13H5m3-3-3 3 3 3"],
  group: ["M7.5 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z", "M3 16c0-3 2-4.5 4.5-4.5S12 13 12 16", "M13 9.5a2 2 0 1 0-.5-4", "M14 11.7c2 .3 3 1.8 3 4.3"],
  dm: ["M4 17V3.5h9M4 10h6.5", "M14.5 8.5 17 7v7"],
  faults: ["M2.5 10h3l2-5 4 10 2.5-7 1 2h2.5"],
  payloads: ["M8 3.5c-2.5 0-2.5 1-2.5 3S5 9.5 3.5 10c1.5.5 2 1.5 2 3.5s0 3 2.5 3", "M12 3.5c2.5 0 2.5 1 2.5 3s.5 3 2 3.5c-1.5.5-2 1.5-2 3.5s0 3-2.5 3"],
  reset: ["M4.5 6.5A6.5 6.5 0 1 1 3.5 11", "M4 3v4h4"],
  close: ["M5 5l10 10M15 5 5 15"],
  more: ["M4.5 10h.01M10 10h.01M15.5 10h.01"],
  thumbup: ["M3.5 9h3v7.5h-3z", "M6.5 9.5 9 3.5c1.5 0 2 1 2 2.2V8h4a1.5 1.5 0 0 1 1.5 1.8l-1.2 5.2a1.8 1.8 0 0 1-1.8 1.5h-7"],
  thumbdown: ["M3.5 11h3V3.5h-3z", "M6.5 10.5 9 16.5c1.5 0 2-1 2-2.2V12h4a1.5 1.5 0 0 0 1.5-1.8l-1.2-5.2a1.8 1.8 0 0 0-1.8-1.5h-7"],
  stop: ["M6 6h8v8H6z"],
  list: ["M4 6h12M4 10h12M4 14h12"],
  reply: ["M8 5 3.5 9.5 8 14", "M4 9.5h7.5c3 0 5 1.5 5 5"],
  edit: ["M4 16l.8-3.5L13 4.3l2.7 2.7-8.2 8.2z"],
  trash: ["M4 6h12M8 6V4h4v2M5.5 6l1 11h7l1-11"],
  send: ["M4 10h11m-4.5-5L15.5 10l-5 5"],
  eye: ["M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5z", "M10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z"],
  down: ["M5 8l5 5 5-5"],
  image: ["M3 4.5h14v11H3z", "M3 13l4-4 3.5 3.5 2.5-2 4 3.5"],
};

/** A decorative line icon; its control carries the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  for (const d of PATHS[name] ?? PATHS.more) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** An icon button with an accessible name. */
export function iconButton(name, label, click, extra = {}) {
  return h("button", { type: "button", class: "ghost", "aria-label": label, title: label, ...extra, on: { click } }, icon(name));
}
