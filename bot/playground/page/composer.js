/** Where a person writes: a message, a reply, an edit or a command. */

import { fill, h, icon, iconButton } from "./dom.js";
import { describe } from "./message.js";
import { Suggestions } from "./suggest.js";
import { fromWire } from "./wire.js";

export class Composer {
  /** `side` names the pane for ids; `acts` has post, command, edit, latestOwn; `source` feeds suggestions. */
  constructor(side, acts, source) {
    this.acts = acts;
    this.source = source;
    this.drafts = new Map();
    this.field = h("textarea", { id: `${side}-text`, rows: "1", class: "text", autocomplete: "off", spellcheck: "true", "aria-describedby": `${side}-hint` });
    this.label = h("label", { class: "visually-hidden", for: `${side}-text` }, "Message");
    this.suggestions = new Suggestions(this.field, side, source);
    this.chip = h("p", { class: "chip", hidden: true });
    this.problem = h("p", { class: "problem", role: "alert" });
    this.status = h("p", { class: "status", role: "status" });
    this.prompts = h("div", { class: "prompts", role: "group", "aria-label": "Questions to try" });
    this.sender = h("button", { type: "submit", class: "button primary send", "aria-label": "Send" }, icon("send"));
    this.hint = h("p", { class: "hints", id: `${side}-hint` }, h("kbd", {}, "/"), " for commands · ", h("kbd", {}, "@"), " for people · ", h("kbd", {}, "Enter"), " sends");
    this.form = h("form", { class: "composer", on: { submit: (event) => this.submit(event) } }, this.suggestions.list, this.chip,
      h("div", { class: "entry" }, this.label, this.field, this.sender));
    this.closed = h("p", { class: "quiet closed", hidden: true });
    this.node = h("div", { class: "writing" }, this.status, this.problem, this.form, this.closed, this.hint, this.prompts);
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("input", () => this.grow());
  }

  /** Sets up for what is shown: the name, whether this person may write, and the prompts to try. */
  aim({ shows, title, person, prompts, refusal }) {
    if (shows !== this.shows) this.turn(shows);
    this.problem.textContent = "";
    this.status.textContent = "";
    fill(this.label, `Message ${title} as ${person}`);
    this.field.placeholder = `Message ${title}`;
    this.form.hidden = this.hint.hidden = Boolean(refusal);
    this.closed.hidden = !refusal;
    this.closed.textContent = refusal ?? "";
    this.prompts.hidden = Boolean(refusal) || !prompts.length;
    fill(this.prompts, h("span", { class: "try" }, "Try"), prompts.map((prompt) => h("button", { type: "button", class: "prompt", title: prompt, on: { click: () => this.acts.ask(prompt) } }, prompt)));
  }

  /** What was begun stays with the person and the conversation it was written for. */
  turn(shows) {
    if (this.editing) this.plain();
    this.drafts.set(this.shows ?? shows, { text: this.field.value, answers: this.answers });
    this.plain();
    this.shows = shows;
    const { text = "", answers = null } = this.drafts.get(shows) ?? {};
    this.write(text);
    if (answers) this.answer(answers);
  }

  /** The messages that were begun to be answered are gone. */
  forget() {
    this.drafts.clear();
    this.plain();
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) this.submit(event);
    else if (event.key === "Escape" && (this.thread || this.editing)) this.plain({ focus: true });
    else if (event.key === "ArrowUp" && !this.field.value && this.acts.latestOwn()) {
      event.preventDefault();
      this.startEdit(this.acts.latestOwn());
    }
  }

  async submit(event) {
    event.preventDefault();
    const typed = this.field.value;
    if (!typed.trim()) return;
    const { shows, thread, editing } = this;
    this.problem.textContent = "";
    this.write("");
    try {
      await this.send(typed, thread, editing);
      if (editing) this.plain();
    } catch (problem) {
      this.fail(problem);
      if (!this.field.value && shows === this.shows) this.write(typed);
    }
  }

  send(typed, thread, editing) {
    if (editing) return this.acts.edit(editing, typed);
    const command = /^(\/\S+)\s*([\s\S]*)$/.exec(typed.trim());
    if (!command) return this.acts.post(typed, thread);
    if (thread) throw new Error("Commands cannot be used inside a thread. Press Esc to leave the thread, then send it again.");
    const known = this.source().commands.some((each) => each.command === command[1]);
    if (!known) throw new Error(`There is no command ${command[1]}. Type / to see those there are.`);
    return this.acts.command(command[1], command[2]);
  }

  fail(problem) {
    this.problem.textContent = problem.message;
  }

  startReply(message) {
    this.plain();
    this.answer(message);
    this.field.focus();
  }

  answer(message) {
    this.answers = message;
    this.thread = message.thread_ts ?? message.ts;
    this.showChip(`Reply to ${describe(message, this.source().names)}`, "Leave the thread");
  }

  startEdit(message) {
    this.plain();
    this.editing = message;
    this.write(fromWire(message.text, this.source().names));
    this.showChip("Editing your message", "Stop editing");
    this.field.focus();
  }

  showChip(words, leave) {
    fill(this.chip, h("span", {}, words), iconButton("close", leave, () => this.plain({ focus: true })));
    this.chip.hidden = false;
  }

  plain({ focus = false } = {}) {
    if (this.editing) this.write("");
    this.thread = this.answers = this.editing = null;
    this.chip.hidden = true;
    if (focus) this.field.focus();
  }

  write(text) {
    this.field.value = text;
    this.grow();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }
}
