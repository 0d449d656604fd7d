/** Finds answers that the two panes show differently to the same question. */

import { plainLine } from "./blocks.js";
import { keyOf } from "./message.js";

const SHOWS_TEXT = new Set(["section", "markdown", "rich_text", "table", "header"]);

function question(message, names) {
  const bare = String(message.text ?? "").replaceAll(`<@${names.bot.id}>`, " ");
  return plainLine(bare, names).toLowerCase().replace(/[\s?!.]+$/g, "");
}

function textsIn(value) {
  if (typeof value === "string") return [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value === null || typeof value !== "object") return [];
  const own = typeof value.text === "string" ? [value.text] : [];
  return [...own, ...Object.values(value).flatMap(textsIn)];
}

// Ids, times and buttons differ in every reply; what was answered is its prose.
function answered(message) {
  const prose = (message.blocks ?? []).filter((block) => SHOWS_TEXT.has(block.type)).flatMap((block) => textsIn(block));
  return (prose.length ? prose.join("\n") : message.text ?? "").trim();
}

/** `Map(question -> [{key, text}])` of a pane's visible answers. */
export function answersOf(shown, names) {
  const messages = [...shown];
  const questions = new Map();
  for (const message of messages) {
    if (!names.isBot(message.user) && !message.ephemeral) questions.set(message.ts, question(message, names));
  }
  const answers = new Map();
  for (const message of messages) {
    const asked = names.isBot(message.user) && message.thread_ts ? questions.get(message.thread_ts) : null;
    if (!asked) continue;
    answers.set(asked, [...(answers.get(asked) ?? []), { key: keyOf(message), text: answered(message) }]);
  }
  return answers;
}

/** `Map(key -> words)` for the answers in `mine` that `theirs`, who asked the same, do not have. */
export function marksFor(mine, theirs, other) {
  const marks = new Map();
  for (const [asked, answers] of mine) {
    const others = theirs.get(asked) ?? [];
    if (!others.length) continue;
    const known = new Set(others.map((answer) => answer.text));
    for (const answer of answers) if (!known.has(answer.text)) marks.set(answer.key, `${other} gets another answer`);
  }
  return marks;
}
