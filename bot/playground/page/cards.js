/** The progress of a streamed answer: its plan and its tasks. */

import { h } from "./dom.js";
import { anchor } from "./inline.js";
import { richText } from "./richtext.js";

const STATES = { pending: ["○", "waiting"], in_progress: ["◌", "in progress"], complete: ["✓", "done"], error: ["!", "failed"] };

const prose = (value, names) => (value?.type === "rich_text" ? richText(value, names) : String(value));

/** One task: what is being done, how it stands, and what came of it. */
export function taskCard(card, context) {
  const [sign, words] = STATES[card.status] ?? STATES.pending;
  const sources = (card.sources ?? []).map((source) => h("li", {}, anchor(source.url ?? "", [source.text || source.url || ""])));
  return h("div", { class: `block task task-${card.status ?? "pending"}` },
    h("p", {}, h("span", { class: "task-sign", "aria-hidden": "true" }, sign), card.title ?? "Task", h("span", { class: "visually-hidden" }, `, ${words}`)),
    [card.details, card.output].filter(Boolean).map((text) => h("div", { class: "prose quiet" }, prose(text, context.names))),
    sources.length ? h("ul", { class: "quiet" }, sources) : null);
}

/** A plan: its title and the tasks given with it. */
export function plan(block, context) {
  return h("div", { class: "block plan" }, h("p", {}, h("strong", {}, block.title ?? "Plan")), (block.tasks ?? []).map((task) => taskCard(task, context)));
}
