/** Input elements of modals: each is a node with `read()` for its value and `write(value)`. */

import { h } from "./dom.js";
import { optionNodes } from "./controls.js";
import { flatOptions, initialValues, optionText, optionsOf } from "./options.js";
import { mrkdwn } from "./inline.js";

const FILTER_FROM = 9;
const TYPED = { number_input: "number", email_text_input: "email", url_text_input: "url", datepicker: "date", timepicker: "time" };

function textual(element, name) {
  const shared = {
    ...name,
    placeholder: element.placeholder?.text,
    maxlength: element.max_length,
    // Slack checks these on submit and so does the bot; the browser's own bubbles would hide that.
    autocomplete: "off",
  };
  const node = element.multiline
    ? h("textarea", { ...shared, rows: "4", class: "field" })
    : h("input", { ...shared, type: TYPED[element.type] ?? "text", class: "field" });
  return { node, read: () => node.value || null, write: (value) => { node.value = value ?? ""; } };
}

function single(element, name, context) {
  const hint = element.placeholder?.text ?? "Choose";
  const node = h("select", { ...name, class: "field" }, h("option", { value: "" }, hint), optionNodes(optionsOf(element, context)));
  return { node, read: () => node.value || null, write: (value) => { node.value = value ?? ""; } };
}

function choices(element, name, context, type) {
  const radioName = `${name.id}-choice`;
  const rows = flatOptions(optionsOf(element, context)).map((option) => {
    const box = h("input", { type, name: radioName, value: option.value });
    const note = option.description?.text ?? option.note;
    return h("label", { class: "choice" }, box, h("span", {}, option.text?.type === "mrkdwn" ? mrkdwn(option.text.text, context.names) : optionText(option), note ? h("small", {}, ` ${note}`) : null));
  });
  const list = h("div", { class: "choices" }, rows.length ? rows : h("p", { class: "quiet" }, "Nothing to choose from."));
  const node = h("div", { ...name, role: type === "radio" ? "radiogroup" : "group", tabindex: "-1" }, rows.length >= FILTER_FROM ? filter(rows, element) : null, list);
  const boxes = () => [...list.querySelectorAll("input")];
  const checked = () => boxes().filter((box) => box.checked).map((box) => box.value);
  return {
    node,
    read: () => (type === "radio" ? checked()[0] ?? null : checked()),
    write: (value) => boxes().forEach((box) => { box.checked = [value ?? []].flat().includes(box.value); }),
  };
}

function filter(rows, element) {
  const narrow = (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  };
  return h("input", { type: "search", class: "field filter", placeholder: element.placeholder?.text ?? "Filter", "aria-label": "Filter the choices", on: { input: narrow } });
}

const many = (element, name, context) => choices(element, name, context, "checkbox");
const INPUTS = {
  plain_text_input: textual, number_input: textual, email_text_input: textual, url_text_input: textual, datepicker: textual, timepicker: textual,
  static_select: single, users_select: single, conversations_select: single, channels_select: single,
  multi_static_select: many, multi_users_select: many, multi_conversations_select: many, multi_channels_select: many, checkboxes: many,
  radio_buttons: (element, name, context) => choices(element, name, context, "radio"),
};

/** The input for an element, or null for a type this page does not know. */
export function inputFor(element, name, context) {
  const make = INPUTS[element.type];
  if (!make) return null;
  const input = make(element, name, context);
  const first = initialValues(element);
  const listed = Array.isArray(input.read());
  input.write(listed ? first : first[0] ?? null);
  input.node.dataset.action = element.action_id;
  return input;
}

/** True for controls that are labelled as a group and not by `for`. */
export const isGroup = (element) => /^multi_|^checkboxes$|^radio_buttons$/.test(element.type);
