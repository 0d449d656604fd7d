/** The list of one person's conversations. */

import { fill, h, icon } from "./dom.js";

const KINDS = { public: "public channel", private: "private channel", shared: "shared with another company", group: "group conversation", dm: "direct messages" };

export class Sidebar {
  constructor(open) {
    this.open = open;
    this.list = h("ul", { class: "conversations" });
    this.node = h("nav", { class: "sidebar" }, this.list);
    this.unread = new Set();
  }

  show(names, person, current) {
    this.unread.delete(current);
    this.last = { names, person, current };
    this.node.setAttribute("aria-label", `Conversations of ${person.name}`);
    const held = this.list.contains(document.activeElement) ? document.activeElement.dataset.channel : null;
    fill(this.list, names.conversations.map((each) => this.row(each, names, current)));
    if (held) this.list.querySelector(`[data-channel="${CSS.escape(held)}"]`)?.focus();
  }

  row(each, names, current) {
    const fresh = this.unread.has(each.id);
    const outside = each.member === false;
    const notes = [KINDS[each.kind], fresh ? "new messages" : "", outside ? "not a member" : ""].filter(Boolean).join(", ");
    return h("li", {}, h("button", {
      type: "button", class: `conversation ${fresh ? "fresh" : ""} ${outside ? "outside" : ""}`, "data-channel": each.id, title: notes,
      "aria-current": each.id === current ? "true" : false, on: { click: () => this.open(each.id) },
    }, icon(each.kind), h("span", { class: "name" }, names.title(each).replace(/^#/, "")), h("span", { class: "visually-hidden" }, `, ${notes}`), fresh ? h("i", { class: "dot" }) : null));
  }

  arrived(channel) {
    if (!this.last || channel === this.last.current || this.unread.has(channel)) return;
    this.unread.add(channel);
    this.show(this.last.names, this.last.person, this.last.current);
  }
}
