/** One message as an article: who, when, what, and what its viewer may do with it. */

import { h, icon, iconButton } from "./dom.js";
import { renderBlocks, shortLine } from "./blocks.js";
import { mrkdwn } from "./inline.js";
import { initials, tint } from "./names.js";

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

export const moment = (ts) => new Date(Number.parseFloat(ts) * 1000);
export const day = (ts) => DAY.format(moment(ts));

/** What tells one message from another; an ephemeral may carry the ts of an ordinary one. */
export const keyOf = (message) => `${message.ts}${message.ephemeral ? "-only-you" : ""}`;

/** Name and time of a message in words, for labels of its controls. */
export function describe(message, names) {
  return `${names.person(message.user)}: ${shortLine(message.text, names) || "message"}`;
}

function face(message, names) {
  const bot = names.isBot(message.user);
  if (bot) return h("span", { class: "face face-bot", "aria-hidden": "true" }, icon("dm"));
  return h("span", { class: `face tint-${tint(message.user)}`, "aria-hidden": "true" }, initials(names.person(message.user)));
}

function heading(message, names) {
  const when = moment(message.ts);
  const time = message.pending
    ? h("span", { class: "time" }, "sending…")
    : h("time", { class: "time", datetime: when.toISOString(), title: when.toLocaleString() }, CLOCK.format(when));
  return h("p", { class: "who" },
    h("b", {}, names.person(message.user)),
    names.isBot(message.user) ? h("span", { class: "badge" }, "app") : h("span", { class: "role" }, names.role(message.user)),
    time,
    message.ephemeral ? h("span", { class: "only-you" }, icon("eye"), "Only visible to you") : null);
}

function tools(message, context) {
  if (message.pending || message.ephemeral || !context.writable) return null;
  const about = describe(message, context.names);
  const own = message.user === context.viewer;
  return h("div", { class: "doings" },
    iconButton("reply", `Reply in thread to ${about}`, () => context.reply(message), { "data-action": "page.reply" }),
    own ? iconButton("edit", `Edit ${about}`, () => context.edit(message), { "data-action": "page.edit" }) : null,
    own ? iconButton("trash", `Delete ${about}`, () => context.remove(message), { "data-action": "page.delete" }) : null);
}

function body(message, context) {
  const blocks = message.blocks ?? [];
  if (blocks.length) return namedNotes(renderBlocks(blocks, { ...context, about: describe(message, context.names), act: (action, node) => context.act({ ...action, ts: message.ts }, node) }));
  return h("div", { class: "prose" }, mrkdwn(message.text ?? "", context.names));
}

/** A footnote is but a number: its name is that, and what the other link to the same place is called. */
function namedNotes(nodes) {
  const links = nodes.flatMap((node) => [...node.querySelectorAll("a")]);
  const titles = new Map(links.filter((link) => !link.matches(".ref")).map((link) => [link.href, link.textContent]));
  for (const note of links) {
    const title = note.matches(".ref") && titles.get(note.href);
    if (!title) continue;
    note.setAttribute("aria-label", `${note.textContent} ${title}`);
    note.title = title;
  }
  return nodes;
}

/** The article of a message. */
export function renderMessage(message, context) {
  const classes = ["message"];
  if (context.names.isBot(message.user)) classes.push("from-bot");
  if (message.ephemeral) classes.push("ephemeral");
  if (message.pending) classes.push("pending");
  return h("article", { class: classes.join(" "), "data-ts": message.ts, "aria-label": `${context.names.person(message.user)}${message.ephemeral ? ", only visible to you" : ""}` },
    face(message, context.names),
    h("div", { class: "said" }, heading(message, context.names), h("div", { class: "body" }, body(message, context))),
    tools(message, context));
}

/** Shows or takes away the mark that the other pane has another answer. */
export function markDiffers(node, words) {
  const shown = node.querySelector(":scope > .said > .differs");
  if (shown?.textContent === words) return;
  shown?.remove();
  node.classList.toggle("is-different", Boolean(words));
  if (words) node.querySelector(":scope > .said").append(h("p", { class: "differs" }, words));
}
