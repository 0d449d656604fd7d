/** A dialog inside one pane: the rest of that pane is inert, focus stays in, Esc leaves, focus returns. */

import { fill, h, iconButton } from "./dom.js";
import { findNear, findSame, spotOf, stopsIn, visible } from "./focus.js";

export class Dialog {
  /** `onLeave()` runs on Esc and the close button; removing the dialog stays with the caller. */
  constructor(host, { title, onLeave, note = "" }) {
    this.host = host;
    this.back = host.pane.contains(document.activeElement) ? document.activeElement : null;
    this.spot = this.back ? spotOf(this.under(), this.back) : null;
    this.heading = h("h3", { tabindex: "-1", id: `${host.id}-dialog-${host.count()}` }, title);
    this.note = h("span", { class: "quiet" }, note);
    this.content = h("div", { class: "dialog-body" });
    this.foot = h("div", { class: "dialog-foot" });
    this.box = h("form", { class: "dialog", role: "dialog", "aria-modal": "true", "aria-labelledby": this.heading.id, novalidate: true },
      h("header", {}, this.heading, this.note, iconButton("close", "Close", onLeave)), this.content, this.foot);
    this.node = h("div", { class: "veil" }, this.box);
    this.onLeave = onLeave;
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("submit", (event) => event.preventDefault());
  }

  show({ focus }) {
    for (const each of this.host.layer.children) each.inert = true;
    this.host.layer.append(this.node);
    this.host.body.inert = true;
    if (focus) this.focusFirst();
  }

  focusFirst() {
    (stopsIn(this.content)[0] ?? this.heading).focus();
  }

  /** What this dialog stands on: the dialog below it, or the screen. */
  under() {
    return this.host.layer.lastElementChild?.querySelector(".dialog-body") ?? this.host.body;
  }

  key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.onLeave();
    }
    if (event.key === "Tab") this.keepInside(event);
  }

  keepInside(event) {
    const stops = stopsIn(this.box);
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    const outside = document.activeElement === this.heading && event.shiftKey;
    if (document.activeElement !== edge && !outside) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  }

  remove() {
    const held = this.node.contains(document.activeElement);
    this.node.remove();
    const below = this.host.layer.lastElementChild;
    if (below) below.inert = false;
    else this.host.body.inert = false;
    if (held) this.returnFocus();
  }

  returnFocus() {
    if (this.back?.isConnected && visible(this.back)) this.back.focus();
    else (this.again() ?? this.host.fallback()).focus();
  }

  // What stands below was drawn anew meanwhile, and with it what the focus came from.
  again() {
    const under = this.under();
    if (under === this.host.body) return this.spot && findSame(under, this.spot);
    return (this.spot && findNear(under, this.spot)) ?? stopsIn(under)[0] ?? under.parentElement.querySelector("h3");
  }
}

/** Slack's confirmation object as a question; resolves to true or false. */
export function confirm(host, wanted) {
  return new Promise((resolve) => {
    const leave = (answer) => {
      dialog.remove();
      resolve(answer);
    };
    const dialog = new Dialog(host, { title: wanted.title?.text ?? "Are you sure?", onLeave: () => leave(false) });
    fill(dialog.content, h("p", { class: "prose" }, wanted.text?.text ?? ""));
    fill(dialog.foot,
      h("button", { type: "button", class: "button", on: { click: () => leave(false) } }, wanted.deny?.text ?? "Cancel"),
      h("button", { type: "button", class: `button ${wanted.style === "danger" ? "danger" : "primary"}`, on: { click: () => leave(true) } }, wanted.confirm?.text ?? "Yes"));
    dialog.show({ focus: true });
  });
}
