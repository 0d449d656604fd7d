/** Inline text of both Slack dialects, mrkdwn and Markdown, into DOM nodes. */

import { h } from "./dom.js";

const SAFE_LINK = /^(https?:|mailto:)/i;
const WORD = /[\p{L}\p{N}_]/u;
const EMOJI = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", white_check_mark: "✅", warning: "⚠️", x: "❌", lock: "🔒",
  mag: "🔍", eyes: "👀", wave: "👋", bulb: "💡", page_facing_up: "📄", books: "📚", link: "🔗", tada: "🎉", gear: "⚙️",
  hourglass_flowing_sand: "⏳", information_source: "ℹ️", speech_balloon: "💬", pencil2: "✏️", no_entry: "⛔", rocket: "🚀",
  robot_face: "🤖", smile: "😄", slightly_smiling_face: "🙂", heart: "❤️", question: "❓", point_right: "👉", calendar: "📅",
};

/** Slack's three escapes undone, ampersand last so that `&amp;lt;` stays `&lt;`. */
export function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** A link in a new tab; an address that is not web or mail stays text. */
export function anchor(address, label) {
  const target = unescape(address);
  const children = label ?? [target];
  if (!SAFE_LINK.test(target)) return h("span", {}, children);
  const shown = h("a", { href: target, target: "_blank", rel: "noopener noreferrer" }, children);
  if (/^\[?\d{1,2}\]?$/.test(shown.textContent)) shown.classList.add("ref");
  return shown;
}

function special(body, label) {
  if (/^(here|channel|everyone)$/.test(body)) return h("span", { class: "mention" }, `@${body}`);
  if (body.startsWith("subteam^")) return h("span", { class: "mention" }, label || "@group");
  return h("span", {}, label || body);
}

function angle([, inside], { names, recurse }) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : inside.slice(bar + 1);
  if (target.startsWith("@")) return mention(target.slice(1), names);
  if (target.startsWith("#")) return h("span", { class: "mention" }, names.channel(target.slice(1), unescape(label)));
  if (target.startsWith("!")) return special(target.slice(1), unescape(label));
  if (SAFE_LINK.test(target)) return anchor(target, label ? recurse(label, true) : null);
  return `<${unescape(inside)}>`;
}

export function mention(id, names) {
  return h("span", { class: names.isBot(id) ? "mention mention-bot" : "mention" }, `@${names.person(id)}`);
}

const wrap = (tag) => (match, { recurse }) => h(tag, {}, recurse(match[1]));
const code = ([, inside]) => h("code", {}, unescape(inside));
const emoji = ([whole, name]) => EMOJI[name] ?? whole;
const bare = ([whole]) => anchor(whole);
const alone = (pattern, render) => ({ pattern, render, alone: true });

const COMMON = [
  { pattern: /<([^<>\n]+)>/y, render: angle },
  { pattern: /:([a-z0-9_+-]+):/y, render: emoji },
  alone(/https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]}'"*_~]/y, bare),
];

const MRKDWN = [
  { pattern: /`([^`\n]+)`/y, render: code },
  ...COMMON,
  alone(/\*(?=\S)([^*\n]*[^*\s])\*(?![\p{L}\p{N}])/uy, wrap("strong")),
  alone(/_(?=\S)([^_\n]*[^_\s])_(?![\p{L}\p{N}])/uy, wrap("em")),
  alone(/~(?=\S)([^~\n]*[^~\s])~(?![\p{L}\p{N}])/uy, wrap("s")),
];

const MARKDOWN = [
  { pattern: /\\([!-/:-@[-`{-~])/y, render: ([, character]) => character },
  { pattern: /``([^\n]+?)``/y, render: code },
  { pattern: /`([^`\n]+)`/y, render: code },
  // An image address in an answer could carry data out, so an image is its alternative text.
  { pattern: /!\[([^\]\n]*)\]\([^)\n]*\)/y, render: ([, alt]) => h("span", { class: "image-alt" }, `Image: ${unescape(alt)}`) },
  { pattern: /\[((?:[^[\]\n]|\[[^\]\n]*\])+)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/y, render: (match, { recurse }) => anchor(match[2], recurse(match[1], true)) },
  ...COMMON,
  { pattern: /\*\*(?=\S)(.+?\S?)\*\*/y, render: wrap("strong") },
  alone(/__(?=\S)(.+?\S?)__(?![\p{L}\p{N}])/uy, wrap("strong")),
  { pattern: /~~(?=\S)(.+?\S?)~~/y, render: wrap("s") },
  { pattern: /\*(?=[^\s*])([^*\n]*[^*\s])\*/y, render: wrap("em") },
  alone(/_(?=[^\s_])([^_\n]*[^_\s])_(?![\p{L}\p{N}])/uy, wrap("em")),
];

function takes(rule, text, at) {
  if (rule.alone && at > 0 && WORD.test(text[at - 1])) return null;
  rule.pattern.lastIndex = at;
  return rule.pattern.exec(text);
}

function scan(rules, text, names, insideLink) {
  const nodes = [];
  let plain = "";
  const recurse = (inner, link = insideLink) => scan(rules, inner, names, link);
  for (let at = 0; at < text.length;) {
    const usable = insideLink ? rules.filter((rule) => rule.render !== bare && rule.render !== angle) : rules;
    const rule = /[\w\s]/.test(text[at]) && text[at] !== "h" && text[at] !== "_" ? null : usable.find((each) => takes(each, text, at));
    if (!rule) {
      plain += text[at];
      at += 1;
      continue;
    }
    const match = takes(rule, text, at);
    if (plain) nodes.push(unescape(plain));
    plain = "";
    nodes.push(rule.render(match, { names, recurse }));
    at += match[0].length;
  }
  if (plain) nodes.push(unescape(plain));
  return nodes;
}

export const inlineMrkdwn = (text, names) => scan(MRKDWN, text, names, false);
export const inlineMarkdown = (text, names) => scan(MARKDOWN, text, names, false);

/** mrkdwn with its fences and quotes; line breaks are kept by the style sheet. */
export function mrkdwn(text, names) {
  const pieces = String(text).split(/```\n?([\s\S]*?)\n?```\n?/);
  const nodes = [];
  pieces.forEach((piece, index) => {
    if (index % 2 === 1) nodes.push(h("pre", { tabindex: "0", "aria-label": "code" }, h("code", {}, unescape(piece))));
    else if (piece) nodes.push(...quoted(piece, names));
  });
  return nodes;
}

function quoted(text, names) {
  const nodes = [];
  for (const run of text.split(/((?:^(?:>|&gt;)[^\n]*(?:\n|$))+)/m)) {
    if (/^(>|&gt;)/.test(run)) {
      const inside = run.replace(/\n$/, "").replace(/^(>|&gt;) ?/gm, "");
      nodes.push(h("blockquote", {}, inlineMrkdwn(inside, names)));
    } else if (run) nodes.push(...inlineMrkdwn(run, names));
  }
  return nodes;
}
