/** What a person types and what goes over the wire: escapes, mentions and addresses, both ways. */

import { unescape } from "./inline.js";

const escapeRegExp = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function mentionPattern(names) {
  const all = names.mentionable().map((person) => person.name).sort((a, b) => b.length - a.length);
  return new RegExp(`(?<![\\p{L}\\p{N}])@(${all.map((name) => escapeRegExp(escape(name))).join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

/** The wire text of what was typed: `@Footnote` becomes `<@U0FOOTNOTE>`, `<b>` becomes `&lt;b&gt;`. */
export function toWire(typed, names) {
  const ids = new Map(names.mentionable().map((person) => [escape(person.name).toLowerCase(), person.id]));
  return typed.trim().split(/(<@[A-Z0-9]+>|https?:\/\/[^\s<>]+)/).map((piece, index) => {
    if (index % 2 === 1) return piece.startsWith("<@") ? piece : `<${escape(piece)}>`;
    return escape(piece).replace(mentionPattern(names), (_, name) => `<@${ids.get(name.toLowerCase())}>`);
  }).join("");
}

/** What a person would have typed for a wire text. */
export function fromWire(text, names) {
  return unescape(text.replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id) => `@${names.person(id)}`).replace(/<(https?:[^>|]+)(?:\|[^>]*)?>/g, "$1"));
}

/** Letters without case and accents, so `chloe` finds Chloé. */
export const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
