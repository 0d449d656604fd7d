/** The Markdown of a `markdown` block into DOM nodes: headings, lists, quotes, fences, tables, paragraphs. */

import { h } from "./dom.js";
import { inlineMarkdown } from "./inline.js";

const FENCE = /^\s*(```+|~~~+)/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^\s*([-*_])(?:\s*\1){2,}\s*$/;
const ITEM = /^(\s*)(?:([-*+•])|(\d{1,9})[.)])\s+(.*)$/;
const DIVIDER = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
// The page's own headings go down to h3.
const OFFSET = 3;

/** DOM nodes for a Markdown text. */
export function markdown(text, names) {
  const lines = String(text).replaceAll("\r\n", "\n").split("\n");
  const nodes = [];
  for (let at = 0; at < lines.length;) {
    const read = READERS.find((reader) => reader.starts(lines, at));
    const [node, next] = read.take(lines, at, names);
    if (node) nodes.push(node);
    at = next;
  }
  return nodes;
}

function takeFence(lines, at) {
  const mark = FENCE.exec(lines[at])[1];
  let end = at + 1;
  while (end < lines.length && !lines[end].trim().startsWith(mark)) end += 1;
  return [h("pre", { tabindex: "0", "aria-label": "code" }, h("code", {}, lines.slice(at + 1, end).join("\n"))), end + 1];
}

function takeHeading(lines, at, names) {
  const [, marks, text] = HEADING.exec(lines[at]);
  return [h(`h${Math.min(6, marks.length + OFFSET)}`, {}, inlineMarkdown(text, names)), at + 1];
}

function takeQuote(lines, at, names) {
  let end = at;
  while (end < lines.length && /^\s*(>|&gt;)/.test(lines[end])) end += 1;
  const inside = lines.slice(at, end).map((line) => line.replace(/^\s*(>|&gt;) ?/, "")).join("\n");
  return [h("blockquote", {}, markdown(inside, names)), end];
}

function takeList(lines, at, names) {
  const [, indent, bullet, number] = ITEM.exec(lines[at]);
  const depth = indent.length;
  const list = bullet ? h("ul") : h("ol", { start: number });
  let end = at;
  while (end < lines.length) {
    const match = ITEM.exec(lines[end]);
    if (match && match[1].length > depth + 1) {
      const [nested, next] = takeList(lines, end, names);
      (list.lastElementChild ?? list).append(nested);
      end = next;
    } else if (match && match[1].length >= depth - 1 && Boolean(match[2]) === Boolean(bullet)) {
      list.append(h("li", {}, inlineMarkdown(match[4], names)));
      end += 1;
    } else if (lines[end].trim() && /^\s{2,}/.test(lines[end]) && !match) {
      list.lastElementChild.append(" ", ...inlineMarkdown(lines[end].trim(), names));
      end += 1;
    } else break;
  }
  return [list, end];
}

const cells = (line) => line.trim().replace(/^\|/, "").replace(/\|$/, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));

function takeTable(lines, at, names) {
  let end = at + 2;
  while (end < lines.length && lines[end].includes("|") && lines[end].trim()) end += 1;
  const head = h("tr", {}, cells(lines[at]).map((cell) => h("th", { scope: "col" }, inlineMarkdown(cell, names))));
  const body = lines.slice(at + 2, end).map((line) => h("tr", {}, cells(line).map((cell) => h("td", {}, inlineMarkdown(cell, names)))));
  return [tableBox(h("thead", {}, head), h("tbody", {}, body)), end];
}

/** A table that scrolls in its own box, by keyboard too. */
export function tableBox(...parts) {
  return h("div", { class: "table-box", tabindex: "0", role: "region", "aria-label": "table" }, h("table", {}, parts));
}

function takeParagraph(lines, at, names) {
  let end = at + 1;
  while (end < lines.length && lines[end].trim() && !READERS.slice(0, -1).some((reader) => reader.starts(lines, end))) end += 1;
  return [h("p", {}, inlineMarkdown(lines.slice(at, end).join("\n"), names)), end];
}

const READERS = [
  { starts: (lines, at) => !lines[at].trim(), take: (lines, at) => [null, at + 1] },
  { starts: (lines, at) => FENCE.test(lines[at]), take: takeFence },
  { starts: (lines, at) => HEADING.test(lines[at]), take: takeHeading },
  { starts: (lines, at) => RULE.test(lines[at]), take: (lines, at) => [h("hr"), at + 1] },
  { starts: (lines, at) => /^\s*(>|&gt;)/.test(lines[at]), take: takeQuote },
  { starts: (lines, at) => lines[at].includes("|") && DIVIDER.test(lines[at + 1] ?? ""), take: takeTable },
  { starts: (lines, at) => ITEM.test(lines[at]), take: takeList },
  { starts: () => true, take: takeParagraph },
];
