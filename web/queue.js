// Messages on their way: kept in the tab until they are answered, sent one after another, and sent again after a loss.
// Each carries a key of its own, so that the service knows a message that comes again.

import { keep, kept } from "./keep.js";

const NAME = "unsent";
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const MOST_FAULTS = 5; // of the service itself, for one message; a lost connection is waited for without end

/** Does a thing until it works. `told` hears of each Trouble that is waited for, and null when there is none any more. */
export class Patience {
  constructor(told) {
    this.told = told;
    this.trouble = null;
    this.goOn = () => {};
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
  }

  /** Tries again now; after "busy" the time that was asked for is waited all the same. */
  hurry() {
    if (this.trouble?.kind !== "busy") this.goOn();
  }

  /** What `action` gives in the end. Throws a Trouble that trying again will not mend. */
  async until(action) {
    for (let tries = 1; ; tries++) {
      try {
        const result = await action();
        this.tell(null);
        return result;
      } catch (trouble) {
        const passes = trouble.kind === "broken" ? tries < MOST_FAULTS : ["lost", "busy"].includes(trouble.kind);
        this.tell(passes ? trouble : null);
        if (!passes) throw trouble;
        const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)) * (0.75 + Math.random() / 2);
        await this.pause(trouble.seconds ? trouble.seconds * 1000 : pause);
      }
    }
  }

  tell(trouble) {
    if (trouble || this.trouble) this.told(trouble);
    this.trouble = trouble;
  }

  pause(milliseconds) {
    return new Promise((done) => {
      const timer = setTimeout(done, milliseconds);
      this.goOn = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

/**
 * The messages that are not answered yet, oldest first: {key, said: {text} or {button}, shown}.
 * `send(item)` gives the replies; `answered(item, replies)` and `refused(item, trouble)` hear how it ended.
 */
export class Queue {
  constructor(patience, send, answered, refused) {
    Object.assign(this, { patience, send, answered, refused });
    this.items = kept(NAME) ?? [];
    this.running = false;
  }

  add(said, shown) {
    const item = { key: newKey(), said, shown };
    this.items.push(item);
    this.save();
    return item;
  }

  drop(item) {
    this.items = this.items.filter((other) => other.key !== item.key);
    this.save();
  }

  clear() {
    this.items = [];
    this.save();
    this.patience.goOn();
  }

  save() {
    keep(NAME, this.items.length ? this.items : null);
  }

  has(item) {
    return this.items.some((other) => other.key === item.key);
  }

  /** Sends what waits. Only one run goes on at a time. */
  async run() {
    if (this.running) return;
    this.running = true;
    while (this.items.length) {
      const item = this.items[0];
      let end;
      try {
        // Forgotten in the meantime (a new conversation): nothing is sent any more.
        const replies = await this.patience.until(() => (this.has(item) ? this.send(item) : null));
        end = () => this.answered(item, replies);
      } catch (trouble) {
        end = () => this.refused(item, trouble);
      }
      if (this.has(item)) {
        this.drop(item);
        end();
      }
    }
    this.running = false;
  }
}

/** 22 characters that nobody else has. `crypto.randomUUID` is missing where a page came by plain http. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
