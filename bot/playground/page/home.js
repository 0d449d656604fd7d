/** The two tabs of the conversation with Footnote: its messages and its App Home. */

import { api } from "./api.js";
import { fill, h } from "./dom.js";
import { renderBlocks } from "./blocks.js";

export class Home {
  /** `source()` gives `{viewer, names}`; `onTab(name)` follows the chosen tab. */
  constructor(side, { source, onTab, onProblem, confirm, count }) {
    Object.assign(this, { side, source, onTab, onProblem, confirm, count, tab: "messages" });
    const tab = (name, words) => h("button", { type: "button", role: "tab", id: `${side}-tab-${name}`, "aria-controls": `${side}-${name}`, on: { click: () => this.choose(name), keydown: (event) => this.key(event) } }, words);
    this.buttons = { messages: tab("messages", "Messages"), home: tab("home", "Home") };
    this.tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Footnote", hidden: true }, Object.values(this.buttons));
    this.node = h("div", { class: "home", id: `${side}-home`, role: "tabpanel", "aria-labelledby": `${side}-tab-home`, tabindex: "0", hidden: true });
  }

  key(event) {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    this.choose(this.tab === "home" ? "messages" : "home");
    this.buttons[this.tab].focus();
  }

  /** Shows the tabs only where the conversation is the one with Footnote; another begins with messages. */
  offer(offered, shows) {
    this.tabs.hidden = !offered;
    if (shows !== this.shows) this.set("messages");
    this.shows = shows;
  }

  set(tab) {
    this.tab = tab;
    for (const [name, button] of Object.entries(this.buttons)) {
      button.setAttribute("aria-selected", String(name === tab));
      button.tabIndex = name === tab ? 0 : -1;
    }
    this.node.hidden = tab !== "home";
    this.onTab(tab);
  }

  async choose(tab) {
    this.set(tab);
    const { viewer } = this.source();
    try {
      if (tab === "home") fill(this.node, h("p", { class: "blank" }, "Opening…"));
      await api.openHome({ as: viewer, tab });
      if (tab === "home") this.show(await api.home(viewer));
    } catch (problem) {
      this.onProblem(problem);
    }
  }

  show(view) {
    const { viewer, names } = this.source();
    if (!view) {
      fill(this.node, h("p", { class: "blank" }, `${names.bot.name} has not published a home for ${names.person(viewer)} yet.`));
      return;
    }
    const act = async (action) => {
      try {
        await api.interact({ as: viewer, view_id: view.id, ...action });
      } catch (problem) {
        this.onProblem(problem);
      }
    };
    fill(this.node, renderBlocks(view.blocks, { viewer, names, act, confirm: this.confirm, id: () => `${this.side}-home-${this.count()}` }));
  }
}
