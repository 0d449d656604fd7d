/** Completion of `/commands` and `@people` under a text field, as a listbox driven from the field. */

import { fill, h } from "./dom.js";
import { folded } from "./wire.js";

const SHOWN = 8;

export class Suggestions {
  /** `field` is the textarea; `source()` gives `{names, commands, members}` of the moment. */
  constructor(field, id, source) {
    this.field = field;
    this.source = source;
    this.list = h("ul", { class: "suggestions", id: `${id}-list`, role: "listbox", "aria-label": "Suggestions", hidden: true });
    this.found = [];
    this.at = 0;
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.addEventListener("input", () => this.look());
    field.addEventListener("click", () => this.look());
    field.addEventListener("blur", () => this.close());
    // Before the composer's own Enter, which would send.
    field.addEventListener("keydown", (event) => this.key(event), { capture: true });
  }

  look() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    const command = /^\/(\S*)$/.exec(before);
    const person = /(?:^|[\s(])@([^\s@]*(?: [^\s@]*)?)$/.exec(before);
    if (command) this.show(this.commands(command[1]), command[0].length);
    else if (person) this.show(this.people(person[1]), person[1].length + 1);
    else this.close();
  }

  commands(typed) {
    return this.source().commands.filter((each) => each.command.slice(1).startsWith(typed.toLowerCase()))
      .map((each) => ({ insert: `${each.command} `, name: each.command, note: [each.usage, each.description].filter(Boolean).join(" · ") }));
  }

  people(typed) {
    const { names, members } = this.source();
    const wanted = folded(typed);
    const here = new Set(members);
    const rank = (person) => (names.isBot(person.id) ? 0 : here.has(person.id) ? 1 : 2);
    return names.mentionable().filter((person) => folded(person.name).split(" ").some((word, index, words) => words.slice(index).join(" ").startsWith(wanted)))
      .sort((a, b) => rank(a) - rank(b)).map((person) => ({ insert: `@${person.name} `, name: person.name, note: person.role ?? "" }));
  }

  show(found, length) {
    this.found = found.slice(0, SHOWN);
    this.length = length;
    this.at = 0;
    if (!this.found.length) return this.close();
    fill(this.list, this.found.map((each, index) => this.option(each, index)));
    this.list.hidden = false;
    return this.mark();
  }

  option(each, index) {
    const pick = (event) => {
      event.preventDefault();
      this.at = index;
      this.take();
    };
    return h("li", { id: `${this.list.id}-${index}`, role: "option", on: { mousedown: pick } }, h("b", {}, each.name), h("small", {}, each.note));
  }

  mark() {
    [...this.list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
    this.field.setAttribute("aria-activedescendant", this.list.children[this.at].id);
    this.list.children[this.at].scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (this.list.hidden || event.isComposing) return null;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (this.at + step + this.found.length) % this.found.length;
    if (step) this.mark();
    if (event.key === "Enter" && this.field.value.trim() === this.found[this.at].name) return this.close();
    const takes = (event.key === "Enter" && !event.shiftKey) || event.key === "Tab";
    if (takes) this.take();
    if (event.key === "Escape") this.close();
    if (step || takes || event.key === "Escape") {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    return null;
  }

  take() {
    const caret = this.field.selectionStart;
    this.field.setRangeText(this.found[this.at].insert, caret - this.length, caret, "end");
    this.field.focus();
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }
}
