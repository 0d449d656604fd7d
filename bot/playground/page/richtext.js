/** `rich_text` blocks into DOM nodes. */

import { h } from "./dom.js";
import { anchor, mention } from "./inline.js";

function styled(node, style = {}) {
  let shown = node;
  if (style.code) shown = h("code", {}, shown);
  if (style.bold) shown = h("strong", {}, shown);
  if (style.italic) shown = h("em", {}, shown);
  if (style.strike) shown = h("s", {}, shown);
  return shown;
}

const LEAVES = {
  text: (leaf) => leaf.text ?? "",
  link: (leaf) => anchor(leaf.url ?? "", [leaf.text || leaf.url || ""]),
  user: (leaf, names) => mention(leaf.user_id, names),
  channel: (leaf, names) => h("span", { class: "mention" }, names.channel(leaf.channel_id)),
  usergroup: () => h("span", { class: "mention" }, "@group"),
  broadcast: (leaf) => h("span", { class: "mention" }, `@${leaf.range}`),
  emoji: (leaf) => (leaf.unicode ? String.fromCodePoint(...leaf.unicode.split("-").map((part) => Number.parseInt(part, 16))) : `:${leaf.name}:`),
  date: (leaf) => leaf.fallback ?? new Date(leaf.timestamp * 1000).toLocaleDateString(),
  color: (leaf) => leaf.value ?? "",
};

function leaves(elements = [], names) {
  return elements.map((leaf) => {
    const render = LEAVES[leaf.type];
    return render ? styled(render(leaf, names), leaf.style) : h("code", {}, JSON.stringify(leaf));
  });
}

function part(element, names) {
  if (element.type === "rich_text_list") {
    const items = (element.elements ?? []).map((item) => h("li", {}, leaves(item.elements, names)));
    const list = h(element.style === "ordered" ? "ol" : "ul", { class: `indent-${Math.min(4, element.indent ?? 0)}` }, items);
    if (element.offset) list.setAttribute("start", String(element.offset + 1));
    return list;
  }
  const inside = leaves(element.elements, names);
  if (element.type === "rich_text_preformatted") return h("pre", { tabindex: "0", "aria-label": "code" }, h("code", {}, inside));
  if (element.type === "rich_text_quote") return h("blockquote", {}, inside);
  return h("div", { class: "prose" }, inside);
}

export function richText(block, names) {
  return h("div", { class: "block rich" }, (block.elements ?? []).map((element) => part(element, names)));
}
