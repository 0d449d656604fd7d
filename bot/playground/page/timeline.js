/** The messages of one conversation: roots in order, each with its thread under it. */

import { fill, h, icon, sync } from "./dom.js";
import { findNear, spotOf, stopsIn } from "./focus.js";
import { day, describe, keyOf, markDiffers, renderMessage } from "./message.js";

const SHOWN_REPLIES = 3;
const NEAR_END_PX = 80;
const ABOVE_PX = 8;
const QUIET = new Set(["", "active", "closed", "suspended"]);

const inOrder = (a, b) => Number.parseFloat(a.ts) - Number.parseFloat(b.ts) || Number(Boolean(a.ephemeral)) - Number(Boolean(b.ephemeral));

export class Timeline {
  constructor(label) {
    this.list = h("ol", { class: "groups", "aria-label": label });
    this.jump = h("button", { type: "button", class: "jump", hidden: true, on: { click: () => this.toEnd() } }, "New messages ↓");
    this.node = h("div", { class: "timeline", tabindex: "0", role: "region", "aria-label": label, on: { scroll: () => this.scrolled() } }, this.list);
    this.cache = new Map();
    this.stays = true;
    this.place = 0;
    this.places = new Map();
    this.clear();
    // Marks, a growing composer and a pane that comes to be shown move the end after it was scrolled to.
    const sizes = new ResizeObserver(() => this.stays && this.follow());
    for (const each of [this.node, this.list]) sizes.observe(each);
  }

  clear() {
    Object.assign(this, { messages: new Map(), drawn: new Map(), groups: new Map(), open: new Set(), working: new Map(), pending: [], marks: new Map(), reads: null, left: null });
  }

  /**
   * Shows a conversation from its messages; `context` says who looks and what they may do, `shows` what
   * it is: opened again, it stands where it was left, and at its end where it was left there.
   */
  load(messages, context, blank, shows) {
    this.leave();
    this.clear();
    this.shows = shows;
    this.context = context;
    this.blank = blank;
    for (const message of messages) this.messages.set(keyOf(message), message);
    const left = this.places.get(shows);
    if (left) this.open = left.open;
    this.render({ toEnd: true });
    this.left = left ?? null;
    if (left) this.follow();
  }

  /** Remembers which message is at the upper edge; what is not shown just now was left before. */
  leave() {
    if (!this.shows || !this.node.clientHeight) return;
    this.places.delete(this.shows);
    const [key] = [...this.drawn].find(([, { node }]) => this.below(node) + node.offsetHeight > 0) ?? [];
    if (!key || this.atEnd()) return;
    this.places.set(this.shows, { key, top: this.below(this.drawn.get(key).node), open: this.open, newest: this.newest() });
  }

  put(message) {
    const key = keyOf(message);
    const known = this.messages.has(key);
    // The server escapes what was typed, so the first own message of the same thread is the one under way.
    const twin = this.pending.findIndex((each) => each.user === message.user && each.thread_ts === message.thread_ts);
    if (twin >= 0 && !known) this.pending.splice(twin, 1);
    this.messages.set(key, message);
    if (message.thread_ts && message.user === this.context.viewer) this.open.add(message.thread_ts);
    const own = message.user === this.context.viewer;
    this.render({ toEnd: !known && own, fresh: known || own ? null : key });
    return !known;
  }

  drop(ts) {
    this.messages.delete(ts);
    this.messages.delete(`${ts}-only-you`);
    this.render();
  }

  addPending(text, threadTs) {
    const message = { ts: String(Date.now() / 1000), thread_ts: threadTs ?? null, user: this.context.viewer, text, blocks: [], links: [], ephemeral: false, pending: true };
    this.pending.push(message);
    this.render({ toEnd: true });
    return message;
  }

  dropPending(message) {
    this.pending = this.pending.filter((each) => each !== message);
    this.render();
  }

  setStatus(threadTs, status) {
    const words = status === "processing" ? "is working…" : status;
    if (QUIET.has(status ?? "")) this.working.delete(threadTs);
    else this.working.set(threadTs, words);
    this.render();
  }

  hasThread(threadTs) {
    return this.groups.has(threadTs);
  }

  latestOwn() {
    return [...this.messages.values()].filter((each) => each.user === this.context.viewer && !each.ephemeral).sort(inOrder).at(-1);
  }

  /** Marks answers by key: `Map(key -> words)`. */
  setMarks(marks) {
    this.marks = marks;
    for (const [key, { node }] of this.drawn) markDiffers(node, marks.get(key) ?? "");
  }

  threads() {
    const threads = new Map();
    const all = [...this.messages.values(), ...this.pending].sort(inOrder);
    for (const message of all) {
      const root = message.thread_ts && message.thread_ts !== message.ts ? message.thread_ts : keyOf(message);
      const thread = threads.get(root) ?? { root: null, replies: [] };
      if (root === keyOf(message)) thread.root = message;
      else thread.replies.push(message);
      threads.set(root, thread);
    }
    return threads;
  }

  /** `fresh` is the key of what somebody else has just said. */
  render({ toEnd = false, fresh = null } = {}) {
    const wasAtEnd = this.atEnd();
    const held = this.held();
    const rows = [];
    let shownDay = "";
    this.kept = new Map();
    const threads = this.threads();
    for (const [root, thread] of threads) {
      const at = day(thread.root?.ts ?? root);
      if (at !== shownDay) rows.push(this.cached(`day ${at}`, () => h("li", { class: "day" }, h("span", {}, at))));
      shownDay = at;
      rows.push(this.group(root, thread));
    }
    this.groups = threads;
    sync(this.list, rows.length ? rows : [h("li", { class: "blank" }, this.blank ?? "Nothing here yet.")]);
    this.drawn = new Map([...this.kept].filter(([, entry]) => entry.message));
    this.cache = this.kept;
    this.refocus(held);
    if (fresh && wasAtEnd) this.reads = fresh;
    if (toEnd) this.toEnd();
    else if (wasAtEnd || (this.stays && !fresh)) this.follow();
    else {
      this.stays = false;
      this.left = null;
      if (fresh) this.jump.hidden = false;
    }
  }

  /** Which message the focus is in, and where in it. */
  held() {
    const focused = document.activeElement;
    if (!this.list.contains(focused)) return null;
    const [key, entry] = [...this.cache].find(([, each]) => each.message && each.node.contains(focused)) ?? [];
    return { focused, key, spot: entry && spotOf(entry.node, focused) };
  }

  // A button that was pressed keeps the focus in the new drawing of its message, or leaves it to the composer.
  refocus(held) {
    if (!held || document.activeElement === held.focused) return;
    const node = this.drawn.get(held.key)?.node;
    const again = node && (findNear(node, held.spot) ?? stopsIn(node.querySelector(".body"))[0]);
    (again ?? this.context.lost()).focus();
  }

  cached(key, make, signature = "", message = null) {
    const before = this.cache.get(key);
    const entry = before && before.signature === signature ? before : { signature, node: make(), message };
    this.kept.set(key, entry);
    return entry.node;
  }

  group(root, { root: first, replies }) {
    const item = this.cached(`group ${root}`, () => h("li", { class: "group" }));
    const parts = [first ? this.message(first) : this.cached(`gone ${root}`, () => h("p", { class: "quiet gone" }, "The first message of this thread is gone."))];
    const words = this.working.get(root);
    if (replies.length || words) parts.push(this.thread(root, first, replies, words));
    sync(item, parts);
    return item;
  }

  thread(root, first, replies, words) {
    const box = this.cached(`thread ${root}`, () => h("div", { class: "thread", role: "group", "aria-label": first ? `Thread under ${describe(first, this.context.names)}` : "Thread" }));
    const folds = replies.length > SHOWN_REPLIES;
    // The first reply is the answer, the last ones are where the talk is: what lies between is folded.
    const shown = folds && !this.open.has(root) ? [replies[0], ...replies.slice(1 - SHOWN_REPLIES)] : replies;
    const parts = shown.map((reply) => this.message(reply));
    if (folds) parts.splice(1, 0, this.fold(root, replies.length));
    if (words) parts.push(this.cached(`working ${root}`, () => working(this.context.names.bot.name, words, () => this.context.stop(root)), words));
    sync(box, parts);
    return box;
  }

  fold(root, count) {
    const open = this.open.has(root);
    const words = open ? "Show fewer replies" : `Show ${count - SHOWN_REPLIES} more ${count - SHOWN_REPLIES === 1 ? "reply" : "replies"}`;
    const node = this.cached(`fold ${root}`, () => h("button", { type: "button", class: "fold", on: { click: () => this.toggle(root) } }));
    node.setAttribute("aria-expanded", String(open));
    if (node.textContent !== words) fill(node, words);
    return node;
  }

  /** What was pressed stays where it is: who unfolds a thread reads on from there. */
  toggle(root) {
    const { node } = this.cache.get(`fold ${root}`);
    const top = this.below(node);
    if (!this.open.delete(root)) this.open.add(root);
    this.render();
    this.node.scrollTop += this.below(node) - top;
    this.stays = this.atEnd();
  }

  message(message) {
    const key = keyOf(message);
    const make = () => {
      const node = renderMessage(message, this.context);
      markDiffers(node, this.marks.get(key) ?? "");
      return node;
    };
    // Who looks decides what may be done with a message.
    return this.cached(key, make, JSON.stringify([this.context.viewer, this.context.writable, message]), message);
  }

  atEnd() {
    return this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < NEAR_END_PX;
  }

  newest() {
    return Math.max(...[...this.messages.values()].map((each) => Number.parseFloat(each.ts)));
  }

  /** How far below the upper edge a message begins. */
  below(node) {
    return node.getBoundingClientRect().top - this.node.getBoundingClientRect().top;
  }

  scrolled() {
    const moved = Math.abs(this.node.scrollTop - this.place) > 1;
    if (moved) this.left = null;
    if (this.atEnd()) this.jump.hidden = true;
    // Who went to the end by themselves is not taken back to a beginning.
    if (this.atEnd() && moved) this.reads = null;
    this.stays = this.atEnd() || !moved;
  }

  toEnd() {
    if (document.activeElement === this.jump) this.node.focus();
    this.reads = this.left = null;
    this.follow();
  }

  /** To where it was left; else to the end, but never past the beginning of what came last. */
  follow() {
    this.stays = true;
    const left = this.drawn.get(this.left?.key)?.node;
    // What came last may be taller than the window.
    const read = this.reads === [...this.drawn.keys()].at(-1) ? this.drawn.get(this.reads)?.node : null;
    const top = left ? this.below(left) - this.left.top : read ? this.below(read) - ABOVE_PX : Infinity;
    this.node.scrollTop = Math.min(this.node.scrollHeight, this.node.scrollTop + top);
    this.place = this.node.scrollTop;
    this.jump.hidden = !left || this.newest() <= this.left.newest;
  }
}

function working(name, words, stop) {
  return h("p", { class: "working" }, h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), `${name} ${words}`,
    h("button", { type: "button", class: "stop", "data-action": "page.stop", on: { click: stop } }, icon("stop"), "Stop"));
}
