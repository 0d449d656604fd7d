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
  public: ["M6.5 3 5 17M13 3l-1.500 14M3 7.500h14M2.500 12.500h14"],
  private: ["M5 9h10v8H5z", "M7 9V6.500a3 3 0 0 1 6 0V9"],
  shared: ["M3 7h12m-3-3 3 3-3 3", "M17 13H5m3-3-3 3 3 3"],
  group: ["M7.500 9a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z", "M3 16c0-3 2-4.500 4.500-4.500S12 13 12 16", "M13 9.500a2 2 0 1 0-.500-4", "M14 11.700c2 .300 3 1.800 3 4.300"],
  dm: ["M4 17V3.500h9M4 10h6.500", "M14.500 8.500 17 7v7"],
  faults: ["M2.500 10h3l2-5 4 10 2.500-7 1 2h2.500"],
  payloads: ["M8 3.500c-2.500 0-2.500 1-2.500 3S5 9.500 3.500 10c1.500.500 2 1.500 2 3.500s0 3 2.500 3", "M12 3.500c2.500 0 2.500 1 2.500 3s.500 3 2 3.500c-1.500.500-2 1.500-2 3.500s0 3-2.500 3"],
  reset: ["M4.500 6.500A6.500 6.500 0 1 1 3.500 11", "M4 3v4h4"],
  close: ["M5 5l10 10M15 5 5 15"],
  more: ["M4.500 10h.01M10 10h.01M15.500 10h.01"],
  reply: ["M8 5 3.500 9.500 8 14", "M4 9.500h7.500c3 0 5 1.500 5 5"],
  edit: ["M4 16l.800-3.500L13 4.300l2.700 2.700-8.200 8.200z"],
  trash: ["M4 6h12M8 6V4h4v2M5.500 6l1 11h7l1-11"],
  send: ["M4 10h11m-4.500-5L15.500 10l-5 5"],
  eye: ["M2.500 10S5 5 10 5s7.500 5 7.500 5-2.500 5-7.500 5-7.500-5-7.500-5z", "M10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z"],
  down: ["M5 8l5 5 5-5"],
  image: ["M3 4.500h14v11H3z", "M3 13l4-4 3.500 3.500 2.500-2 4 3.500"],
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
