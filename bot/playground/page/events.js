/** One person's event stream, kept open: it reconnects, says so, and tells each time it is open again. */

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

export class EventStream {
  /** `onEvent(event)` for each event, `onLine("live" | "reconnecting")`, `onOpen()` whenever it opens. */
  constructor(person, { onEvent, onLine, onOpen }) {
    this.address = `/control/events?as=${encodeURIComponent(person)}`;
    this.listeners = { onEvent, onLine, onOpen };
    this.wait = FIRST_WAIT_MS;
    this.onVisibility = () => (document.hidden ? this.pause() : this.open());
    document.addEventListener("visibilitychange", this.onVisibility);
    this.open();
  }

  open() {
    if (this.source) return;
    this.source = new EventSource(this.address);
    this.source.addEventListener("open", () => this.opened());
    this.source.addEventListener("message", (event) => this.listeners.onEvent(JSON.parse(event.data)));
    this.source.addEventListener("error", () => this.lost());
  }

  opened() {
    this.wait = FIRST_WAIT_MS;
    this.listeners.onLine("live");
    this.listeners.onOpen();
  }

  lost() {
    this.listeners.onLine("reconnecting");
    // The browser retries by itself unless the reply was an HTTP error; then the stream is closed for good.
    if (this.source?.readyState !== EventSource.CLOSED) return;
    this.source = null;
    this.timer = setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  // A browser opens six connections to one origin: tabs nobody looks at must not hold two each.
  pause() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  close() {
    document.removeEventListener("visibilitychange", this.onVisibility);
    this.pause();
  }
}
