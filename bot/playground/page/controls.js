/** Block elements that act at once (buttons, selects, overflow menus, feedback) in messages and App Home. */

import { h, icon } from "./dom.js";
import { flatOptions, optionText, optionsOf } from "./options.js";

const SELECTS = new Set(["static_select", "users_select", "conversations_select", "channels_select"]);

const label = (object, fallback = "") => object?.text ?? fallback;

async function busy(node, work) {
  node.setAttribute("aria-busy", "true");
  node.classList.add("busy");
  try {
    await work();
  } finally {
    node.removeAttribute("aria-busy");
    node.classList.remove("busy");
  }
}

async function act(context, element, value, node) {
  if (element.confirm && !(await context.confirm(element.confirm, node))) return;
  await busy(node, () => context.act({ action_id: element.action_id, value }, node));
}

function button(element, context) {
  const kind = `button ${element.style === "primary" ? "primary" : element.style === "danger" ? "danger" : ""}`;
  const name = { "aria-label": element.accessibility_label };
  if (element.url) return urlButton(element, context, kind, name);
  const node = h("button", { type: "button", class: kind, "data-action": element.action_id, "data-value": element.value, ...name }, label(element.text, "Button"));
  node.addEventListener("click", () => act(context, element, element.value ?? null, node));
  return node;
}

function urlButton(element, context, kind, name) {
  if (!/^(https?:|mailto:)/i.test(element.url)) return h("span", { class: kind }, label(element.text));
  const node = h("a", { class: kind, href: element.url, target: "_blank", rel: "noopener noreferrer", ...name }, label(element.text, "Open"));
  node.addEventListener("click", () => context.act({ action_id: element.action_id, value: element.value ?? null }, node));
  return node;
}

function select(element, context) {
  const groups = optionsOf(element, context);
  const hint = label(element.placeholder, "Choose");
  const node = h("select", { class: "select", "aria-label": hint, "data-action": element.action_id }, h("option", { value: "" }, hint), optionNodes(groups));
  const first = element.initial_option?.value ?? element.initial_user ?? element.initial_conversation ?? element.initial_channel;
  if (first) node.value = first;
  node.addEventListener("change", () => node.value && act(context, element, node.value, node));
  return node;
}

/** `<option>` and `<optgroup>` nodes for grouped options. */
export function optionNodes(groups) {
  return groups.map((group) => {
    const nodes = group.options.map((option) => h("option", { value: option.value }, optionText(option)));
    return group.label ? h("optgroup", { label: group.label }, nodes) : nodes;
  });
}

function overflow(element, context) {
  const name = ["More actions", context.about].filter(Boolean).join(" for ");
  const summary = h("summary", { class: "ghost", "aria-label": name, title: name, "data-action": element.action_id }, icon("more"));
  const menu = h("details", { class: "overflow" }, summary);
  const close = () => {
    menu.open = false;
    summary.focus();
  };
  const items = flatOptions(optionsOf(element, context)).map((option) => overflowItem(option, element, context, close, summary));
  menu.append(h("div", { class: "menu" }, items));
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      event.stopPropagation();
      close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !menu.open) return;
    event.preventDefault();
    const at = items.indexOf(document.activeElement);
    // From the button, up goes to the last as well.
    items.at(at < 0 && step < 0 ? -1 : (at + step) % items.length).focus();
  });
  menu.addEventListener("toggle", () => menu.open && place(menu.lastElementChild));
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(event.relatedTarget)) menu.open = false;
  });
  return menu;
}

// A menu may be wider than what is left beside its button: it turns to the other side, or moves in. Only then is it
// scrolled to, since a scroll to what sticks out would push the whole conversation sideways.
function place(list) {
  const room = list.closest(".timeline, .dialog-body, .home");
  list.style.translate = "none";
  const { left, right } = list.getBoundingClientRect();
  const start = room.getBoundingClientRect().left;
  const turned = left < start ? list.parentElement.getBoundingClientRect().left - left : 0;
  const over = Math.max(0, right + turned - start - room.clientWidth);
  list.style.translate = `${turned - over}px 0`;
  list.scrollIntoView({ block: "nearest" });
}

function overflowItem(option, element, context, close, summary) {
  const choose = () => {
    close();
    act(context, element, option.value, summary);
  };
  if (option.url && /^https?:/i.test(option.url)) {
    return h("a", { href: option.url, target: "_blank", rel: "noopener noreferrer", on: { click: choose } }, optionText(option));
  }
  return h("button", { type: "button", on: { click: choose } }, optionText(option));
}

function feedback(element, context) {
  const buttons = [["positive_button", "thumbup"], ["negative_button", "thumbdown"]].filter(([side]) => element[side]).map(([side, sign]) => {
    const each = element[side];
    const name = each.accessibility_label ?? label(each.text, side);
    const node = h("button", { type: "button", class: "ghost thumb", "aria-label": name, title: name, "aria-pressed": "false", "data-action": element.action_id, "data-value": each.value }, icon(sign));
    node.addEventListener("click", async () => {
      for (const other of node.parentElement.children) other.setAttribute("aria-pressed", String(other === node));
      await act(context, element, each.value, node);
    });
    return node;
  });
  return h("span", { class: "thumbs", role: "group", "aria-label": "Was this answer right?" }, buttons);
}

function iconAction(element, context) {
  const hidden = element.visible_to_user_ids && !element.visible_to_user_ids.includes(context.viewer);
  if (hidden) return null;
  const name = element.accessibility_label ?? label(element.text, element.icon);
  const node = h("button", { type: "button", class: "ghost", "aria-label": name, title: name, "data-action": element.action_id, "data-value": element.value }, icon(element.icon === "trash" ? "trash" : "more"));
  node.addEventListener("click", () => act(context, element, element.value ?? null, node));
  return node;
}

const CONTROLS = { button, workflow_button: button, overflow, feedback_buttons: feedback, icon_button: iconAction };

/** The control for an element, or null where another renderer knows it. */
export function control(element, context) {
  if (SELECTS.has(element.type)) return select(element, context);
  return CONTROLS[element.type]?.(element, context) ?? null;
}

export const isControl = (element) => SELECTS.has(element.type) || element.type in CONTROLS;
