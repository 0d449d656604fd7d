/** Starts the page: two panes, the tools above them, and what they share. */

import { api } from "./api.js";
import { fromAddress, fromOpening, toAddress } from "./address.js";
import { plainLine } from "./blocks.js";
import { marksFor } from "./differs.js";
import { fill, h, icon } from "./dom.js";
import { FaultPanel } from "./faults.js";
import { Pane } from "./pane.js";
import { PayloadDrawer } from "./payloads.js";

const SPOKEN = 240;
const byId = (id) => document.getElementById(id);
// Where a drawer lies over everything else, as in panels.css.
const NARROW = matchMedia("(max-width: 760px)");

class Desk {
  constructor(people) {
    this.lines = {};
    this.spoken = new Set();
    this.panes = { left: new Pane("left", people, this), right: new Pane("right", people, this) };
    this.payloads = new PayloadDrawer(() => this.titles(), () => this.toggle("payloads"));
    this.faults = new FaultPanel((count) => this.countFaults(count), () => this.toggle("faults"));
    byId("stage").replaceChildren(this.panes.left.node, this.panes.right.node, this.payloads.node, this.faults.node);
    this.buildTools();
    this.buildSwitch();
    this.buildSkips();
    NARROW.addEventListener("change", () => this.cover());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.escape(event));
  }

  buildTools() {
    const tool = (name, words, click, extra = {}) => h("button", { type: "button", class: "tool", ...extra, on: { click } }, icon(name), h("span", { class: "words" }, words));
    this.tools = {
      faults: tool("faults", "Faults", () => this.toggle("faults"), { "aria-expanded": "false", "aria-controls": "faults" }),
      payloads: tool("payloads", "Payloads", () => this.toggle("payloads"), { "aria-expanded": "false", "aria-controls": "payloads" }),
      reset: tool("reset", "Reset", () => this.askReset()),
    };
    fill(byId("tools"), Object.values(this.tools));
  }

  buildSwitch() {
    const button = (side) => h("button", { type: "button", "aria-pressed": "false", "data-side": side, on: { click: () => this.show(side) } });
    fill(byId("switch"), button("left"), button("right"));
    this.show("left");
  }

  // The address keeps the two screens, and the pane to write in may be the hidden one.
  buildSkips() {
    for (const link of document.querySelectorAll(".skips a")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        const side = link.hash.slice(1).replace("-text", "");
        this.show(side);
        this.panes[side].write();
      });
    }
  }

  show(side) {
    byId("stage").dataset.shown = side;
    for (const button of byId("switch").children) button.setAttribute("aria-pressed", String(button.dataset.side === side));
  }

  /** A pane shows something else: the marks, the address and the switch follow. */
  changed() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.compare());
  }

  compare() {
    const { left, right } = this.panes;
    if (!left.names || !right.names) return;
    const answers = { left: left.answers(), right: right.answers() };
    left.timeline.setMarks(marksFor(answers.left, answers.right, right.names.person(right.viewer)));
    right.timeline.setMarks(marksFor(answers.right, answers.left, left.names.person(left.viewer)));
    for (const button of byId("switch").children) {
      const pane = this.panes[button.dataset.side];
      button.textContent = pane.names.person(pane.viewer);
    }
    history.replaceState(null, "", toAddress({ left: { as: left.viewer, channel: left.channel }, right: { as: right.viewer, channel: right.channel } }));
  }

  line(side, line) {
    this.lines[side] = line;
    const away = Object.values(this.lines).includes("reconnecting");
    byId("line").classList.toggle("away", away);
    byId("line").textContent = away ? "Reconnecting…" : "";
  }

  /** Says an arriving message once, although both panes may show it. */
  announce(channel, message, names, place) {
    const key = `${channel} ${message.ts}`;
    if (this.spoken.has(key)) return;
    this.spoken.add(key);
    const words = plainLine(message.text, names);
    const said = h("p", {}, `${names.person(message.user)} in ${place}${message.ephemeral ? ", only visible to you" : ""}: ${words.slice(0, SPOKEN)}`);
    byId("arrivals").append(said);
    while (byId("arrivals").children.length > 5) byId("arrivals").firstElementChild.remove();
  }

  payload(entry) {
    this.payloads.add(entry);
  }

  fault(event) {
    this.faults.hear(event);
  }

  countFaults(count) {
    this.tools.faults.classList.toggle("on", count > 0);
    this.tools.faults.querySelector(".words").textContent = count ? `Faults (${count} on)` : "Faults";
  }

  toggle(name) {
    const opens = this[name].node.hidden;
    for (const each of ["payloads", "faults"]) {
      this[each].node.hidden = true;
      this.tools[each].setAttribute("aria-expanded", String(each === name && opens));
    }
    byId("stage").classList.toggle("with-drawer", opens);
    this.cover();
    if (opens) this[name].open();
    else this.tools[name].focus();
  }

  /** What a drawer hides is not reached by Tab either. */
  cover() {
    const covered = NARROW.matches && byId("stage").classList.contains("with-drawer");
    const behind = [document.querySelector(".skips"), document.querySelector(".bar"), byId("switch"), this.panes.left.node, this.panes.right.node];
    for (const each of behind) each.inert = covered;
  }

  escape(event) {
    if (event.defaultPrevented) return;
    const open = ["payloads", "faults"].find((name) => !this[name].node.hidden);
    if (open) this.toggle(open);
  }

  async askReset() {
    const button = this.tools.reset;
    const words = button.querySelector(".words");
    if (!button.classList.contains("sure")) {
      button.classList.add("sure");
      words.textContent = "Really reset?";
      button.addEventListener("blur", () => this.calmReset(), { once: true });
      return;
    }
    this.calmReset();
    try {
      await api.reset();
    } catch (problem) {
      this.panes.left.composer.fail(problem);
    }
  }

  calmReset() {
    this.tools.reset.classList.remove("sure");
    this.tools.reset.querySelector(".words").textContent = "Reset";
  }

  // Both panes hear of it; one look is enough.
  reset() {
    clearTimeout(this.again);
    this.again = setTimeout(() => {
      this.payloads.clear();
      this.faults.look();
      for (const pane of Object.values(this.panes)) {
        pane.composer.forget();
        pane.become(pane.viewer, pane.channel);
      }
    }, 0);
  }

  titles() {
    const all = new Map();
    for (const { names } of Object.values(this.panes)) {
      for (const each of names?.conversations ?? []) all.set(each.id, each.kind === "dm" ? `${names.bot.name} (${each.id})` : names.title(each));
    }
    return [...all].map(([id, title]) => ({ id, title }));
  }
}

async function start() {
  const people = await api.people();
  const first = await api.state(people[0].id);
  const company = first.workspace.name;
  byId("company").textContent = company;
  document.title = `Footnote playground · ${company}`;
  const desk = new Desk(people);
  const panes = fromAddress(location.hash, people) ?? fromOpening(first.opening ?? [], people);
  for (const side of ["left", "right"]) desk.panes[side].become(panes[side].as, panes[side].channel);
  desk.faults.look();
}

start().catch((problem) => fill(byId("stage"), h("p", { class: "blank", role: "alert" }, problem.message)));
