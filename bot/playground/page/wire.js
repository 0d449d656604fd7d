/** What a person types and what goes over the wire, both ways; the server escapes, as Slack's own clients do. */

import { unescape } from "./inline.js";

const escapeRegExp = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function mentionPattern(names) {
  const all = names.mentionable().map((person) => person.name).sort((a, b) => b.length - a.length);
  return new RegExp(`(?<![\\p{L}\\p{N}])@(${all.map((name) => escapeRegExp(name)).join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

/** The text to send for what was typed: `@Footnote` becomes `<@U0FOOTNOTE>`. */
export function toWire(typed, names) {
  const ids = new Map(names.mentionable().map((person) => [person.name.toLowerCase(), person.id]));
  return typed.trim().replace(mentionPattern(names), (_, name) => `<@${ids.get(name.toLowerCase())}>`);
}

/** What a person would have typed for a wire text. */
export function fromWire(text, names) {
  return unescape(text.replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id) => `@${names.person(id)}`).replace(/<(https?:[^>|]+)(?:\|[^>]*)?>/g, "$1"));
}

/** Letters without case and accents, so `chloe` finds Chloé. */
export const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
