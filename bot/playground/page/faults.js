/** The fault panel: each fault is one switch, and its effect shows in the next reply. */

import { api } from "./api.js";
import { fill, h, iconButton } from "./dom.js";

export class FaultPanel {
  constructor(onChange, onClose) {
    Object.assign(this, { onChange, faults: [] });
    this.list = h("ul", { class: "faults" });
    this.problem = h("p", { class: "problem", role: "alert" });
    this.node = h("aside", { class: "drawer", id: "faults", "aria-label": "Faults", hidden: true },
      h("header", {}, h("h2", { tabindex: "-1" }, "Faults"), iconButton("close", "Close faults", onClose)),
      h("p", { class: "quiet" }, "Make something go wrong, then ask again: the next reply shows the effect."), this.problem, this.list);
  }

  async open() {
    this.node.hidden = false;
    this.node.querySelector("h2").focus();
    await this.look();
  }

  async look() {
    try {
      this.faults = await api.faults();
      this.problem.textContent = "";
    } catch (problem) {
      this.problem.textContent = problem.message;
    }
    this.draw();
  }

  draw() {
    const held = document.activeElement?.dataset.fault;
    fill(this.list, this.faults.map((fault) => this.row(fault)));
    if (held) this.list.querySelector(`[data-fault="${CSS.escape(held)}"]`)?.focus();
    this.onChange(this.faults.filter((fault) => fault.on).length);
  }

  row(fault) {
    const knob = h("button", { type: "button", role: "switch", class: "knob", "data-fault": fault.name, "aria-checked": String(fault.on), "aria-describedby": `effect-${fault.name}`, on: { click: () => this.flip(fault) } },
      h("i", { "aria-hidden": "true" }), fault.title);
    return h("li", {}, knob, h("p", { class: "quiet", id: `effect-${fault.name}` }, fault.effect));
  }

  async flip(fault) {
    this.problem.textContent = "";
    this.hear({ name: fault.name, on: !fault.on });
    try {
      await api.setFault({ name: fault.name, on: !fault.on });
    } catch (problem) {
      this.hear({ name: fault.name, on: fault.on });
      this.problem.textContent = problem.message;
    }
  }

  hear({ name, on }) {
    this.faults = this.faults.map((fault) => (fault.name === name ? { ...fault, on } : fault));
    this.draw();
  }
}
