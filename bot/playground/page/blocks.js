/** Slack blocks into DOM nodes; what is not known is shown as a labelled box with its JSON. */

import { h, icon } from "./dom.js";
import { plan, taskCard } from "./cards.js";
import { control, isControl } from "./controls.js";
import { inputFor, isGroup } from "./inputs.js";
import { inlineMrkdwn, mrkdwn, unescape } from "./inline.js";
import { markdown, tableBox } from "./markdown.js";
import { richText } from "./richtext.js";

const LONGEST_NAME = 48;

/** A text object, plain or mrkdwn. */
export function textObject(object, context) {
  if (!object) return null;
  if (object.type === "mrkdwn") return mrkdwn(object.text, context.names);
  return unescape(String(object.text ?? ""));
}

function unknown(thing, kind) {
  return h("figure", { class: "block unknown" }, h("figcaption", {}, `${kind} “${thing?.type ?? "no type"}” is not drawn by this page; its JSON:`), h("pre", { tabindex: "0", "aria-label": "JSON" }, JSON.stringify(thing, null, 2)));
}

/** An element of an actions block or accessory; in a modal its value is kept with the form. */
function element(item, context) {
  if (item.type === "image") return picture(item);
  if (context.form && !isControl(item)) return formElement(item, context);
  if (context.form && /select$/.test(item.type)) return formElement(item, context);
  return isControl(item) ? control(item, context) : formElement(item, context);
}

function formElement(item, context) {
  const name = { id: context.id(), "aria-label": item.placeholder?.text ?? item.accessibility_label ?? item.action_id };
  const input = inputFor(item, name, context);
  if (!input) return unknown(item, "The element");
  context.form?.add(context.blockId, item, input);
  const at = /text_input$/.test(item.type) ? "blur" : "change";
  input.node.addEventListener(at, () => context.act({ action_id: item.action_id, value: input.read() }, input.node));
  return input.node;
}

// Never loaded: a picture's address in an answer could carry data out of the company.
function picture(image) {
  const title = textOf(image.title);
  return h("span", { class: "picture", role: "img", "aria-label": image.alt_text || "image" }, icon("image"), h("span", {}, image.alt_text || "image", title ? ` · ${title}` : ""));
}

const textOf = (object) => object?.text ?? "";

function section(block, context) {
  const words = h("div", { class: "words" }, block.text ? h("div", { class: "prose" }, textObject(block.text, context)) : null);
  if (block.fields) words.append(h("div", { class: "fields" }, block.fields.map((field) => h("div", { class: "prose" }, textObject(field, context)))));
  return h("div", { class: "block section" }, words, block.accessory ? h("div", { class: "accessory" }, element(block.accessory, { ...context, about: shortLine(textOf(block.text), context.names) || context.about })) : null);
}

function contextBlock(block, context) {
  const parts = (block.elements ?? []).map((each) => (each.type === "image" ? picture(each) : h("span", { class: "prose" }, textObject(each, context))));
  return h("div", { class: "block context" }, parts);
}

/** A menu stays beside the button before it: alone on a line, it looks like a menu of nothing. */
function actions(block, context) {
  const row = h("div", { class: "block actions" });
  for (const each of block.elements ?? []) {
    const node = element(each, context);
    const before = row.lastElementChild;
    if (each.type === "overflow" && before) {
      row.append(h("span", { class: "together" }, before, node));
    } else {
      row.append(node);
    }
  }
  return row;
}

const image = (block) => h("div", { class: "block" }, picture(block));

function cell(value, context) {
  if (value?.type === "rich_text") return richText(value, context.names);
  if (value?.type === "raw_number") return String(value.text ?? value.value ?? "");
  return String(value?.text ?? "");
}

function table(block, context) {
  const aligned = (column) => (block.column_settings?.[column]?.align ? `align-${block.column_settings[column].align}` : null);
  const [head = [], ...rows] = block.rows ?? [];
  const heads = head.map((each, column) => h("th", { scope: "col", class: aligned(column) }, cell(each, context)));
  const body = rows.map((row) => h("tr", {}, row.map((each, column) => h("td", { class: aligned(column) }, cell(each, context)))));
  const shown = tableBox(h("thead", {}, h("tr", {}, heads)), h("tbody", {}, body));
  shown.classList.add("block");
  return shown;
}

function input(block, context) {
  const item = block.element ?? {};
  const id = context.id();
  const group = isGroup(item);
  const described = [block.hint ? `${id}-hint` : "", `${id}-error`].join(" ").trim();
  const name = { id, "aria-describedby": described, ...(group ? { "aria-labelledby": `${id}-label` } : {}) };
  const made = inputFor(item, name, context);
  if (!made) return unknown(item, "The input");
  const title = [unescape(textOf(block.label)), block.optional ? h("small", {}, " (optional)") : null];
  const error = h("p", { class: "error", id: `${id}-error`, role: "alert" });
  context.form?.add(block.block_id, item, made, error);
  if (block.dispatch_action) made.node.addEventListener("change", () => context.act({ action_id: item.action_id, value: made.read() }, made.node));
  return h("div", { class: "block input" },
    group ? h("span", { class: "label", id: `${id}-label` }, title) : h("label", { class: "label", for: id }, title),
    made.node, block.hint ? h("p", { class: "hint", id: `${id}-hint` }, textOf(block.hint)) : null, error);
}

const BLOCKS = {
  section, actions, image, table, input, plan,
  task_card: taskCard,
  context: contextBlock,
  context_actions: actions,
  divider: () => h("hr", { class: "block" }),
  header: (block) => h("h4", { class: "block" }, unescape(textOf(block.text))),
  markdown: (block, context) => h("div", { class: "block markdown" }, markdown(block.text ?? "", context.names)),
  rich_text: (block, context) => richText(block, context.names),
};

/** The nodes of a block list; `context` carries names, viewer, act, confirm, id, and a form in modals. */
export function renderBlocks(blocks, context) {
  return (blocks ?? []).map((block) => {
    const render = BLOCKS[block.type];
    const node = render ? render(block, { ...context, blockId: block.block_id }) : unknown(block, "The block");
    if (block.block_id) node.dataset.block = block.block_id;
    return node;
  });
}

/** A message's one-line text, without its markup. */
export function plainLine(text, names) {
  return h("span", {}, inlineMrkdwn(String(text ?? ""), names)).textContent.replace(/\s+/g, " ").trim();
}

/** The beginning of that, for the names of controls. */
export function shortLine(text, names) {
  const line = plainLine(text, names);
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME - 1)}…` : line;
}
