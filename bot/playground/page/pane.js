/** One person's screen: who looks, the conversations, the messages, the composer, modals and App Home. */

import { api } from "./api.js";
import { plainLine } from "./blocks.js";
import { Composer } from "./composer.js";
import { answersOf } from "./differs.js";
import { confirm } from "./dialog.js";
import { fill, h, icon } from "./dom.js";
import { EventStream } from "./events.js";
import { Home } from "./home.js";
import { Modals } from "./modals.js";
import { Names } from "./names.js";
import { Sidebar } from "./sidebar.js";
import { Timeline } from "./timeline.js";
import { toWire } from "./wire.js";

export class Pane {
  /** `side` is left or right; `desk` hears of changes: changed, line, announce, payload, fault, reset. */
  constructor(side, people, desk) {
    Object.assign(this, { side, people, desk, numbers: 0 });
    const count = () => (this.numbers += 1);
    const source = () => ({ viewer: this.viewer, names: this.names, commands: this.state?.commands ?? [], members: this.conversation()?.members ?? [] });
    const onProblem = (problem) => this.composer.fail(problem);
    this.sidebar = new Sidebar((channel) => this.open(channel, { chosen: true }));
    this.timeline = new Timeline(`Messages, ${side} pane`);
    this.composer = new Composer(side, this.acts(), source);
    this.build(count);
    this.home = new Home(side, { source, onProblem, count, onTab: (tab) => this.showTab(tab), confirm: (wanted) => confirm(this.host, wanted) });
    this.head.append(this.home.tabs);
    this.center.insertBefore(this.home.node, this.feed);
    this.modals = new Modals(this.host, source, onProblem);
  }

  build(count) {
    this.select = h("select", { id: `${this.side}-person`, class: "person", on: { change: () => this.become(this.select.value) } },
      this.people.map((person) => h("option", { value: person.id }, `${person.name} · ${person.role}`)));
    this.title = h("h3", { tabindex: "-1" });
    this.about = h("span", { class: "quiet about" });
    this.lister = h("button", { type: "button", class: "lister", "aria-expanded": "false", on: { click: () => this.showList(!this.node.classList.contains("listing")) } }, icon("list"), h("span", { class: "visually-hidden" }, "Conversations"));
    this.head = h("header", { class: "place" }, this.title, this.about);
    this.feed = h("div", { class: "feed", id: `${this.side}-messages` }, this.timeline.node, this.timeline.jump, this.composer.node);
    this.center = h("div", { class: "center" }, this.head, this.feed);
    this.body = h("div", { class: "screen" }, h("div", { class: "viewing" }, this.lister, h("label", { for: this.select.id }, "viewing as"), this.select), this.sidebar.node, this.center);
    this.body.addEventListener("keydown", (event) => this.leaveList(event));
    this.layer = h("div", { class: "layer" });
    this.node = h("section", { class: "pane", id: this.side, "aria-label": `${this.side} pane` }, this.body, this.layer);
    this.host = { id: this.side, pane: this.node, body: this.body, layer: this.layer, count, isActive: () => this.node.contains(document.activeElement), fallback: () => this.resting() };
  }

  acts() {
    return {
      post: (typed, thread) => this.post(toWire(typed, this.names), thread),
      ask: (prompt) => this.ask(prompt),
      edit: (message, typed) => api.edit({ as: this.viewer, channel: this.channel, ts: message.ts, text: toWire(typed, this.names) }),
      command: (command, text) => this.command(command, text),
      latestOwn: () => this.timeline.latestOwn(),
    };
  }

  conversation() {
    return this.names?.channels.get(this.channel);
  }

  /** Who looks at what. */
  shows() {
    return `${this.viewer} ${this.channel}`;
  }

  /** Looks at the company as that person, in that conversation or the first one. */
  become(person, channel = this.channel) {
    this.viewer = this.select.value = person;
    this.channel = channel;
    this.stream?.close();
    this.modals.clear();
    // First the stream, then a look: nothing that happens in between is missed.
    this.stream = new EventStream(person, {
      onEvent: (event) => this.hear(event),
      onLine: (line) => this.desk.line(this.side, line),
      onOpen: () => this.tell(() => this.look()),
    });
  }

  async look() {
    await this.holding(() => this.reload());
    await this.modals.sync();
  }

  /** Keeps what arrives until the work that asks for the present state is done. */
  async holding(work) {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    this.held ??= [];
    try {
      await work();
    } finally {
      if (turn === this.turn) this.release();
    }
  }

  release() {
    const held = this.held ?? [];
    this.held = null;
    for (const event of held) this.hear(event);
  }

  async reload() {
    const { viewer, channel } = this;
    const state = await api.state(viewer);
    if (viewer !== this.viewer) return;
    this.state = state;
    this.names = new Names(this.people, state);
    this.node.setAttribute("aria-label", `${this.names.person(viewer)}'s screen, ${this.side} pane`);
    const known = this.names.channels.has(channel) ? channel : state.conversations.find((each) => each.member !== false)?.id;
    await this.open(known);
  }

  open(channel, how = {}) {
    return this.holding(() => this.enter(channel, how));
  }

  async enter(channel, { chosen = false }) {
    this.channel = channel;
    const conversation = this.conversation();
    this.showList(false);
    this.sidebar.show(this.names, this.state.person, channel);
    if (chosen) this.home.set("messages");
    this.place(conversation);
    const { viewer } = this;
    const messages = await api.messages(viewer, channel).catch((problem) => {
      this.composer.fail(problem);
      return [];
    });
    if (viewer !== this.viewer || channel !== this.channel) return;
    this.timeline.load(messages, this.context(conversation), this.blank(conversation), this.shows());
    this.desk.changed(this.side);
    if (chosen) this.composer.field.focus();
    if (chosen && conversation?.kind === "dm") api.openHome({ as: viewer, tab: "messages" }).catch((problem) => this.composer.fail(problem));
  }

  place(conversation) {
    const name = this.names.title(conversation);
    const count = Array.isArray(conversation.members) ? conversation.members.length : conversation.members;
    fill(this.title, icon(conversation.kind), h("span", {}, name.replace(/^#/, "")));
    this.about.textContent = conversation.kind === "dm" ? "only you two" : `${count} people`;
    const refusal = conversation.member === false ? `${this.state.person.name} is not a member of ${name} and can only read it.` : "";
    this.composer.aim({ shows: this.shows(), title: name, person: this.state.person.name, prompts: this.state.prompts, refusal });
    this.home.offer(conversation.kind === "dm", this.shows());
  }

  context(conversation) {
    return {
      viewer: this.viewer, names: this.names, writable: conversation.member !== false,
      id: () => `${this.side}-element-${this.host.count()}`,
      confirm: (wanted) => confirm(this.host, wanted),
      reply: (message) => this.composer.startReply(message),
      edit: (message) => this.composer.startEdit(message),
      remove: (message) => this.remove(message),
      lost: () => this.resting(),
      stop: (thread) => this.tell(() => api.stop({ as: this.viewer, channel: this.channel, thread_ts: thread })),
      act: (action) => this.tell(() => api.interact({ as: this.viewer, channel: this.channel, ...action })),
    };
  }

  blank(conversation) {
    return conversation.kind === "dm" ? `Ask ${this.names.bot.name} anything. Only ${this.state.person.name} reads the answers here.` : `Nothing here yet. Mention @${this.names.bot.name} and ask.`;
  }

  async tell(work) {
    this.composer.problem.textContent = "";
    try {
      return await work();
    } catch (problem) {
      this.composer.fail(problem);
      return null;
    }
  }

  async post(text, thread) {
    const pending = this.timeline.addPending(text, thread);
    try {
      await api.post({ as: this.viewer, channel: this.channel, text, ...(thread ? { thread_ts: thread } : {}) });
    } catch (problem) {
      this.timeline.dropPending(pending);
      throw problem;
    }
  }

  ask(prompt) {
    const mention = this.conversation().kind === "dm" ? "" : `<@${this.names.bot.id}> `;
    return this.tell(() => this.post(mention + toWire(prompt, this.names)));
  }

  async command(command, text) {
    this.composer.status.classList.remove("visually-hidden");
    this.composer.status.textContent = `${command} sent…`;
    try {
      await api.command({ as: this.viewer, channel: this.channel, command, text: toWire(text, this.names) });
    } finally {
      this.composer.status.textContent = "";
    }
  }

  async remove(message) {
    const words = { title: { text: "Delete this message?" }, text: { text: plainLine(message.text, this.names) }, confirm: { text: "Delete" }, deny: { text: "Keep" }, style: "danger" };
    if (await confirm(this.host, words)) await this.tell(() => api.remove({ as: this.viewer, channel: this.channel, ts: message.ts }));
  }

  hear(event) {
    if (this.held) {
      this.held.push(event);
      return;
    }
    const heard = {
      message: () => this.arrived(event),
      message_changed: () => event.channel === this.channel && this.timeline.put(event.message),
      message_deleted: () => event.channel === this.channel && this.timeline.drop(event.ts),
      status: () => event.channel === this.channel && this.working(event),
      view_opened: () => this.modals.opened(event.view),
      view_updated: () => this.modals.updated(event.view),
      view_closed: () => this.modals.closed(event.view.id),
      home: () => this.home.tab === "home" && this.home.show(event.view),
      conversations: () => this.tell(() => this.holding(() => this.reload())),
      payload: () => this.desk.payload(event.entry),
      fault: () => this.desk.fault(event),
      reset: () => this.desk.reset(),
    }[event.type];
    heard?.();
    if (event.type.startsWith("message")) this.desk.changed(this.side);
  }

  arrived({ channel, message }) {
    if (channel !== this.channel) return this.sidebar.arrived(channel);
    const fresh = this.timeline.put(message);
    if (fresh && message.user !== this.viewer) this.desk.announce(channel, message, this.names, this.names.channel(channel));
    return fresh;
  }

  working({ thread_ts: thread, status }) {
    this.timeline.setStatus(thread, status);
    const busy = this.timeline.working.get(thread);
    this.composer.status.classList.toggle("visually-hidden", this.timeline.hasThread(thread));
    this.composer.status.textContent = busy ? `${this.names.bot.name} ${busy}` : "";
  }

  answers() {
    return this.names && this.timeline.context ? answersOf(this.timeline.messages.values(), this.names) : new Map();
  }

  /** Where the focus goes when what had it is gone. */
  resting() {
    if (this.home.tab === "home") return this.home.buttons.home;
    return this.composer.form.hidden ? this.timeline.node : this.composer.field;
  }

  /** Brings a person to where they write, or to the dialog that is in front of it. */
  write() {
    this.showList(false);
    this.home.set("messages");
    (this.layer.lastElementChild?.querySelector("h3") ?? this.resting()).focus();
  }

  showTab(tab) {
    // Hidden, nobody could tell where it is left.
    this.timeline.leave();
    this.feed.hidden = tab === "home";
  }

  showList(on) {
    this.node.classList.toggle("listing", on);
    this.center.inert = on;
    this.lister.setAttribute("aria-expanded", String(on));
    const { list } = this.sidebar;
    if (on) (list.querySelector("[aria-current]") ?? list.querySelector("button"))?.focus();
  }

  leaveList(event) {
    if (event.key !== "Escape" || !this.node.classList.contains("listing")) return;
    event.preventDefault();
    this.showList(false);
    this.lister.focus();
  }
}
