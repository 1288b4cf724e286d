// The chat page: one conversation with Murshid over the API of the service. No library, no build step.

import { Api } from "./api.js";
import { keep, kept } from "./keep.js";
import { Patience, Queue } from "./queue.js";
import { dictate } from "./speech.js";
import { asNodes } from "./text.js";
import { Transcript } from "./transcript.js";
import { duration, WORDS } from "./words.js";

const TOKEN = "conversation";
const DRAFT = "draft";
const LONGEST_MESSAGE = 300; // characters; the service may take longer ones from elsewhere
const COUNTER_FROM = 0.8; // of the limit: from here on the counter shows
const SAID_AT = [60, 20, 10, 0]; // characters left at which the counter is read out

/** A conversation inside `root`, an element with the parts that index.html marks with data-... */
class Chat {
  constructor(root, api) {
    this.api = api;
    this.token = null;
    this.limit = LONGEST_MESSAGE;
    this.left = LONGEST_MESSAGE;
    this.turn = 0; // counts conversations begun here, so that an old one's late answer changes nothing
    this.started = Promise.resolve();
    const part = (name) => root.querySelector(`[data-${name}]`);
    this.box = part("box");
    this.counter = part("counter");
    this.bar = part("bar");
    this.barText = part("bar-text");
    this.hurry = part("hurry");
    this.transcript = new Transcript(
      root,
      (id, title) => {
        this.focusBox();
        this.say({ button: id }, title);
      },
      () => this.focusBox(),
    );
    this.patience = new Patience((trouble) => this.showTrouble(trouble));
    this.queue = new Queue(
      this.patience,
      (item) => this.deliver(item),
      (_item, replies) => this.transcript.replies(replies),
      (item, trouble) => this.giveBack(item, trouble),
    );
    part("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("input", () => this.typed());
    this.box.addEventListener("pointerdown", () => this.box.removeAttribute("inputmode"));
    this.hurry.addEventListener("click", () => {
      this.focusBox();
      this.patience.hurry();
    });
    part("restart").addEventListener("click", () => this.restart());
    this.stopListening = dictate(
      part("speak"),
      this.box,
      (text) => this.showBar(text),
      () => this.typed(),
    );
    this.box.value = kept(DRAFT) ?? "";
    this.count();
  }

  /** Goes on with the conversation of this tab, or opens one; then sends what was not sent. */
  start() {
    const turn = ++this.turn;
    const token = kept(TOKEN);
    this.started = this.patience
      .until(async () => {
        if (turn !== this.turn || (token && (await this.resume(token)))) return;
        if (turn === this.turn) await this.open(token ? WORDS.ended : "");
      })
      .catch((trouble) => this.transcript.notice(trouble.message))
      .then(() => (turn === this.turn ? this.send() : null));
  }

  /** Opens a conversation in place of what is shown; what is not sent yet will go there. */
  async open(notice = "") {
    const opened = await this.api.open();
    this.use(opened.id, opened);
    this.transcript.clear();
    if (notice) this.transcript.notice(notice);
    this.transcript.replies(opened.replies);
    if (this.queue.items.length) this.transcript.withdrawChoices();
    for (const item of this.queue.items) this.transcript.citizen(item);
    this.transcript.toStart();
  }

  use(token, { max_message_length: longest }) {
    this.token = token;
    keep(TOKEN, token);
    this.limit = Math.min(LONGEST_MESSAGE, longest ?? LONGEST_MESSAGE);
    this.count();
  }

  /** Shows the conversation again; false where it is gone. */
  async resume(token) {
    let history;
    try {
      history = await this.api.history(token);
    } catch (trouble) {
      if (trouble.kind === "ended") return false;
      throw trouble;
    }
    this.use(token, history);
    const messages = history.messages;
    const lastOfCitizen = messages.findLastIndex((message) => message.author === "citizen");
    this.transcript.clear();
    messages.forEach((message, place) => {
      if (message.author !== "citizen") {
        // Only the last words' buttons still ask for an answer.
        const asks = place > lastOfCitizen && !this.queue.items.length;
        this.transcript.reply({ ...message, buttons: asks ? message.buttons : [] });
      } else {
        if (message.text) this.transcript.citizen({ key: message.key, shown: message.text });
        // One that got through and was answered needs no second sending, though its answer never reached this page.
        if (message.key && message.status) this.queue.drop(message);
      }
    });
    for (const item of this.queue.items) this.transcript.citizen(item);
    this.transcript.toStart();
    return true;
  }

  restart() {
    keep(TOKEN, null);
    this.token = null;
    this.queue.clear();
    this.transcript.clear();
    this.focusBox();
    this.start();
  }

  submit() {
    const text = this.box.value.trim();
    if (!text || this.left < 0) {
      this.box.focus();
      return;
    }
    this.stopListening();
    if (!this.patience.trouble) this.showBar("");
    this.box.value = "";
    this.typed();
    this.box.focus();
    this.say({ text }, text);
  }

  /** Shows what the citizen said, and sends it when everything before it is answered. */
  say(said, shown) {
    this.transcript.withdrawChoices();
    const item = this.queue.add(said, shown);
    this.transcript.citizen(item);
    if (this.patience.trouble) this.transcript.mark(item.key, WORDS.unsent);
    this.transcript.toEnd();
    this.started.then(() => this.send());
  }

  async send() {
    if (!this.queue.items.length) return;
    this.transcript.showTyping(!this.patience.trouble);
    await this.queue.run();
    if (!this.queue.items.length) this.transcript.showTyping(false);
  }

  /** The replies to one message. A conversation that is gone is followed by a new one, and the message goes there. */
  async deliver(item) {
    const { key, said } = item;
    if (!this.token) await this.open();
    try {
      return (await this.api.send(this.token, said, key)).replies;
    } catch (trouble) {
      if (trouble.kind !== "ended" || !this.queue.has(item)) throw trouble;
      this.token = null;
      keep(TOKEN, null);
      await this.open(WORDS.ended);
      this.transcript.showTyping(true);
      return (await this.api.send(this.token, said, key)).replies;
    }
  }

  /** A message that the service does not take: said so, and given back to be changed. */
  giveBack({ key, said, shown }, trouble) {
    this.transcript.mark(key, WORDS.refused);
    this.transcript.notice(trouble.message);
    if (said.text && !this.box.value) {
      this.box.value = shown;
      this.typed();
    }
  }

  /** What is waited for, or null when nothing is any more. */
  showTrouble(trouble) {
    for (const { key } of this.queue.items) this.transcript.mark(key, trouble ? WORDS.unsent : "");
    this.transcript.showTyping(!trouble && this.queue.items.length > 0);
    if (!trouble) {
      this.showBar("");
      return;
    }
    const then = trouble.kind === "busy" ? `${WORDS.busy} ${duration(trouble.seconds)}.` : WORDS.willSend;
    this.showBar(this.queue.items.length ? `${trouble.message} ${then}` : trouble.message, trouble.kind !== "busy");
  }

  showBar(text, retry = false) {
    if (text && text !== this.barText.textContent) this.transcript.announce(text);
    this.bar.hidden = !text;
    this.hurry.hidden = !retry;
    this.barText.replaceChildren(...asNodes(text));
  }

  key(event) {
    const { key, ctrlKey, shiftKey } = event;
    const empty = !this.box.value;
    if (key === "Enter" && !shiftKey && !event.isComposing) this.submit();
    else if (key === "PageUp" || key === "PageDown") this.transcript.move(key === "PageUp" ? -1 : 1);
    else if ((key === "Home" || key === "End") && (empty || ctrlKey)) this.transcript.move(key === "Home" ? -9e9 : 9e9);
    else return;
    event.preventDefault();
  }

  typed() {
    keep(DRAFT, this.box.value || null);
    this.count();
  }

  /** Shows how many characters are left when few are; reads it out now and then, not at every letter. */
  count() {
    const length = [...this.box.value.trim()].length;
    const before = this.left;
    this.left = this.limit - length;
    const over = this.left < 0;
    const words = length < this.limit * COUNTER_FROM ? "" : `${over ? WORDS.over : WORDS.left} ${Math.abs(this.left)}`;
    this.counter.hidden = !words;
    this.counter.classList.toggle("over", over);
    this.counter.replaceChildren(...asNodes(words));
    if (words && ((over && before >= 0) || SAID_AT.some((mark) => before > mark && this.left <= mark))) {
      this.transcript.announce(words);
    }
    if (over) this.box.setAttribute("aria-invalid", "true");
    else this.box.removeAttribute("aria-invalid");
  }

  /** Back to the box, on touch screens without calling up the keyboard. */
  focusBox() {
    if (matchMedia("(pointer: coarse)").matches) this.box.setAttribute("inputmode", "none");
    this.box.focus({ preventScroll: true });
  }
}

/** Inside the panel of widget.js: the panel is closed from here too, and tells when it opens. */
function embed(chat, close) {
  const shut = () => parent.postMessage("murshid:close", "*"); // carries nothing: any page may know it
  close.hidden = false;
  close.addEventListener("click", shut);
  addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && shut());
  addEventListener("message", (event) => {
    if (event.source === parent && event.data === "murshid:opened") chat.focusBox();
  });
}

const root = document.querySelector("[data-chat]");
const chat = new Chat(root, new Api());
if (new URLSearchParams(location.search).has("embedded") && parent !== window) {
  embed(chat, root.querySelector("[data-close]"));
}
chat.start();
