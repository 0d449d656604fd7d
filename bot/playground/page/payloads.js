/** The payload drawer: each request and reply of either side, by conversation, with its verdict. */

import { api } from "./api.js";
import { fill, h, iconButton } from "./dom.js";

const KEPT = 400;
const WAYS = { to_bot: ["→", "to Footnote"], to_slack: ["←", "from Footnote"] };

export class PayloadDrawer {
  /** `titles()` gives `[{id, title}]` of the conversations both panes know. */
  constructor(titles, onClose) {
    Object.assign(this, { titles, entries: new Map(), newest: 0 });
    this.filter = h("select", { class: "select", "aria-label": "Conversation", on: { change: () => this.draw() } });
    this.list = h("ol", { class: "payloads" });
    this.problem = h("p", { class: "problem", role: "alert" });
    this.node = h("aside", { class: "drawer", id: "payloads", "aria-label": "Payloads", hidden: true },
      h("header", {}, h("h2", { tabindex: "-1" }, "Payloads"), this.filter, iconButton("close", "Close payloads", onClose)),
      h("p", { class: "quiet" }, "What Slack and Footnote say to each other here, and whether the strict limits hold."), this.problem, this.list);
  }

  async open() {
    this.node.hidden = false;
    this.node.querySelector("h2").focus();
    fill(this.filter, h("option", { value: "" }, "all conversations"), this.titles().map(({ id, title }) => h("option", { value: id }, title)));
    try {
      for (const entry of await api.payloads({})) this.entries.set(entry.id, entry);
      this.problem.textContent = "";
    } catch (problem) {
      this.problem.textContent = problem.message;
    }
    this.draw();
  }

  add(entry) {
    if (this.entries.has(entry.id)) return;
    this.entries.set(entry.id, entry);
    if (!this.node.hidden && this.shows(entry)) this.list.prepend(row(entry));
  }

  shows(entry) {
    return !this.filter.value || entry.channel === this.filter.value;
  }

  draw() {
    const newestFirst = [...this.entries.values()].filter((entry) => this.shows(entry)).sort((a, b) => Number(b.id) - Number(a.id));
    const rows = newestFirst.slice(0, KEPT).map((entry) => row(entry));
    fill(this.list, rows.length ? rows : h("li", { class: "blank" }, "Nothing yet. Ask Footnote something."));
  }

  clear() {
    this.entries.clear();
    this.draw();
  }
}

function row(entry) {
  const [sign, words] = WAYS[entry.direction] ?? ["·", entry.direction];
  const held = entry.verdict === "ok";
  const more = h("details", {}, h("summary", {},
    h("span", { class: "way", title: words }, sign, h("span", { class: "visually-hidden" }, ` ${words}`)), h("code", {}, entry.name),
    h("span", { class: "quiet" }, [entry.channel, entry.status, entry.ms === undefined || entry.ms === null ? "" : `${Math.round(entry.ms)} ms`].filter(Boolean).join(" · ")),
    h("span", { class: held ? "verdict held" : "verdict broken" }, held ? "within limits" : entry.verdict)));
  // Bodies are large and mostly stay closed.
  more.addEventListener("toggle", () => more.open && more.children.length === 1 && more.append(body("Request", entry.request), body("Reply", entry.response)));
  return h("li", { class: `payload ${entry.direction}` }, more);
}

function body(title, value) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2) ?? "";
  const button = h("button", { type: "button", class: "button small", "aria-label": `Copy ${title.toLowerCase()}`, on: { click: () => copy(text, button) } }, "Copy");
  return h("section", { class: "wire" }, h("header", {}, h("h3", {}, title), button), h("pre", { tabindex: "0", "aria-label": `${title} body` }, text));
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed";
  }
  setTimeout(() => { button.textContent = "Copy"; }, 1500);
}
