/** One person's stack of modals, at most three, kept equal to what the server holds. */

import { api } from "./api.js";
import { fill, h } from "./dom.js";
import { renderBlocks } from "./blocks.js";
import { confirm, Dialog } from "./dialog.js";
import { findNear, spotOf } from "./focus.js";
import { Form } from "./form.js";

const title = (object, fallback) => object?.text ?? fallback;

export class Modals {
  /** `host` places dialogs in a pane; `source()` gives `{viewer, names}`; `onProblem` shows a sentence. */
  constructor(host, source, onProblem) {
    Object.assign(this, { host, source, onProblem, stack: [], earlier: null });
  }

  /** Asks the server which views are open and shows those that were opened since this screen looks. */
  async sync() {
    const { viewer } = this.source();
    const views = await api.views(viewer);
    if (viewer !== this.source().viewer) return;
    // A modal belongs to the screen it was opened in: as in Slack, it is gone once that was loaded anew.
    this.earlier ??= new Set(views.map((view) => view.id).filter((id) => !this.find(id)));
    this.keep(views.filter((view) => !this.earlier.has(view.id)));
  }

  find(viewId) {
    return this.stack.find((entry) => entry.view.id === viewId);
  }

  keep(views) {
    const wanted = new Set(views.map((view) => view.id));
    for (const entry of [...this.stack].reverse()) if (!wanted.has(entry.view.id)) this.drop(entry);
    for (const view of views) this.put(view);
  }

  put(view) {
    const known = this.find(view.id);
    if (known?.view.hash === view.hash && known) return;
    if (known) this.redraw(known, view);
    else this.push(view);
  }

  opened(view) {
    this.earlier?.delete(view.id);
    this.put(view);
  }

  updated(view) {
    if (!this.earlier?.has(view.id)) this.put(view);
  }

  push(view) {
    const leave = () => this.leave(entry);
    const entry = { view, dialog: new Dialog(this.host, { title: title(view.title, "Modal"), note: this.stack.length ? `${this.stack.length + 1} of 3` : "", onLeave: leave }) };
    this.stack.push(entry);
    entry.dialog.box.addEventListener("submit", () => this.submit(entry));
    this.draw(entry);
    entry.dialog.show({ focus: this.host.isActive() });
  }

  redraw(entry, view) {
    const { dialog, form: before } = entry;
    const focused = document.activeElement;
    const spot = dialog.content.contains(focused) ? spotOf(dialog.content, focused) : null;
    const pressed = dialog.foot.contains(focused) ? focused.textContent : null;
    entry.view = view;
    this.draw(entry);
    entry.form.restore(before);
    if (spot) (findNear(dialog.content, spot) ?? dialog.heading).focus();
    // A confirmation has no such button any more, and is read from its title.
    if (pressed !== null) ([...dialog.foot.querySelectorAll("button")].find((each) => each.textContent === pressed) ?? dialog.heading).focus();
  }

  draw(entry) {
    const { view, dialog } = entry;
    entry.form = new Form();
    entry.problem = h("p", { class: "problem", role: "alert" });
    dialog.heading.textContent = title(view.title, "Modal");
    fill(dialog.content, renderBlocks(view.blocks, this.context(entry)));
    entry.send = view.submit ? h("button", { type: "submit", class: "button primary" }, title(view.submit, "Submit")) : null;
    fill(dialog.foot, entry.problem, h("button", { type: "button", class: "button", on: { click: () => this.leave(entry) } }, title(view.close, view.submit ? "Cancel" : "Close")), entry.send);
  }

  context(entry) {
    const { viewer, names } = this.source();
    return {
      viewer, names, form: entry.form, id: () => `${this.host.id}-field-${this.host.count()}`,
      confirm: (wanted) => confirm(this.host, wanted),
      act: (action) => this.try(entry, async () => {
        await api.interact({ as: viewer, view_id: entry.view.id, values: entry.form.values(), ...action });
      }),
    };
  }

  async try(entry, work) {
    entry.problem.textContent = "";
    try {
      await work();
    } catch (problem) {
      entry.problem.textContent = problem.message;
    }
  }

  submit(entry) {
    const { send } = entry;
    if (!send || entry.sending) return null;
    entry.sending = true;
    // Not `disabled`: that takes the focus off the button, and nobody could give it back.
    send.setAttribute("aria-disabled", "true");
    return this.try(entry, async () => {
      const reply = await api.submit({ as: this.source().viewer, view_id: entry.view.id, values: entry.form.values() });
      entry.problem.textContent = entry.form.showErrors(reply.errors ?? {}).join(" ");
      if (!reply.errors) await this.sync();
    }).finally(() => {
      entry.sending = false;
      send.removeAttribute("aria-disabled");
    });
  }

  async leave(entry) {
    this.drop(entry);
    try {
      await api.closeView({ as: this.source().viewer, view_id: entry.view.id });
      await this.sync();
    } catch (problem) {
      this.onProblem(problem);
    }
  }

  drop(entry) {
    this.stack = this.stack.filter((each) => each !== entry);
    entry.dialog.remove();
  }

  closed(viewId) {
    const entry = this.find(viewId);
    if (entry) this.drop(entry);
  }

  clear() {
    this.earlier = null;
    for (const entry of [...this.stack].reverse()) this.drop(entry);
  }
}
