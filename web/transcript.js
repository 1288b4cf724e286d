// What was said, as a list that scrolls; and the same, once, for those who hear it.

import { asNodes, asParagraphs, make } from "./text.js";
import { WORDS } from "./words.js";

const NEAR_END_PX = 60;
const SAID_FOR_MS = 20_000;

/** The transcript inside `root`. `pressed(id, title)` hears of quick replies, `back()` of a return from the list. */
export class Transcript {
  constructor(root, pressed, back) {
    this.pressed = pressed;
    const part = (name) => root.querySelector(`[data-${name}]`);
    this.scroll = part("scroll");
    this.list = part("transcript");
    this.live = part("live");
    this.newMessages = part("new-messages");
    this.typing = make("li", "message murshid typing", ...[1, 2, 3].map(() => make("span")));
    this.typing.setAttribute("aria-hidden", "true");
    let atEnd = true;
    this.scroll.addEventListener("scroll", () => {
      atEnd = this.isNearEnd();
      if (atEnd) this.newMessages.hidden = true;
    });
    // Who reads the end goes on reading it when the box grows or a keyboard opens.
    new ResizeObserver(() => atEnd && this.toEnd()).observe(this.scroll);
    this.newMessages.addEventListener("click", () => {
      this.newMessages.hidden = true;
      this.toEnd();
      back();
    });
  }

  clear() {
    this.newMessages.hidden = true;
    this.list.replaceChildren();
  }

  /** The citizen's line of this message; the one that is already there, if it is. */
  citizen({ key, shown }) {
    const old = key && this.lineOf(key);
    if (old) return old;
    const line = this.line("citizen", WORDS.you, shown);
    for (const paragraph of line.querySelectorAll("p")) paragraph.dir = "auto";
    if (key) line.dataset.key = key;
    this.list.append(line);
    return line;
  }

  lineOf(key) {
    return this.list.querySelector(`[data-key="${CSS.escape(key)}"]`);
  }

  /** Says under a citizen's line how it stands; nothing where all is well. */
  mark(key, words) {
    const line = this.lineOf(key);
    line?.querySelector(".state")?.remove();
    if (line && words) line.append(make("span", "state", words));
  }

  /** New replies: shown from the beginning of the first, or behind a button where the citizen reads further up. */
  replies(replies) {
    const wasNearEnd = this.isNearEnd();
    const first = replies.map((reply) => this.reply(reply))[0];
    this.keepTypingLast();
    if (!wasNearEnd) this.newMessages.hidden = false;
    else if (first) this.toEnd(first);
    for (const { text, buttons = [] } of replies) {
      const titles = buttons.map((button) => button.title).join("، ");
      this.announce(titles ? `${text}\n${WORDS.choices}: ${titles}` : text);
    }
  }

  reply({ text, status, buttons, attachments }) {
    const line = this.line("murshid", WORDS.murshid, text);
    if (status) line.dataset.status = status;
    if (attachments?.length) line.append(...this.files(attachments));
    this.list.append(line);
    if (buttons?.length) this.list.append(this.choices(buttons));
    return line;
  }

  line(author, name, text) {
    return make("li", `message ${author}`, make("span", "unseen", `${name}: `), ...asParagraphs(text));
  }

  /** A sentence of the page's own. */
  notice(text) {
    const wasNearEnd = this.isNearEnd();
    this.list.append(make("li", "notice", ...asNodes(text)));
    this.keepTypingLast();
    if (wasNearEnd) this.toEnd();
    this.announce(text);
  }

  choices(buttons) {
    const list = make("ul", "choices");
    list.setAttribute("aria-label", WORDS.choices);
    for (const { id, title } of buttons) {
      const button = make("button", "choice", ...asNodes(title));
      button.type = "button";
      button.addEventListener("click", () => this.pressed(id, title));
      list.append(make("li", "", button));
    }
    return make("li", "choices-item", list);
  }

  /** An answered question's buttons ask nothing any more. */
  withdrawChoices() {
    for (const old of this.list.querySelectorAll(".choices-item")) old.remove();
  }

  /** The picture, small, and a link to save each file. Only addresses of our own service are followed. */
  files(attachments) {
    const ours = attachments.filter(({ url }) => url.startsWith("/") && !url.startsWith("//"));
    const links = make("p", "files");
    const pictures = [];
    for (const { kind, url, title } of ours) {
      const link = make("a", "", ...asNodes(`${WORDS.save} ${title}`));
      link.href = url;
      link.download = "";
      links.append(link);
      if (kind === "picture") pictures.push(this.picture(url, title));
    }
    return [...pictures, links];
  }

  picture(url, title) {
    const image = make("img", "");
    image.src = url;
    image.alt = title;
    const link = make("a", "picture", image);
    link.href = url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    let wasNearEnd = false;
    image.addEventListener("error", () => link.remove()); // the links to save it stay
    image.addEventListener("load", () => {
      if (wasNearEnd) this.toEnd(link.closest(".message"));
    });
    queueMicrotask(() => (wasNearEnd = this.isNearEnd()));
    return link;
  }

  /** Says something to a screen reader, apart from the transcript, so that nothing old is read again. */
  announce(text) {
    const said = make("p", "", text);
    this.live.append(said);
    setTimeout(() => said.remove(), SAID_FOR_MS);
  }

  /** Shows or hides the sign that an answer is on its way. */
  showTyping(shown) {
    const wasNearEnd = this.isNearEnd();
    if (shown) this.list.append(this.typing);
    else this.typing.remove();
    if (wasNearEnd) this.toEnd();
  }

  keepTypingLast() {
    if (this.typing.isConnected) this.list.append(this.typing);
  }

  isNearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroll;
    return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }

  /** Scrolls to the end, but never so far that the start of `first` is out of sight. */
  toEnd(first) {
    const end = this.scroll.scrollHeight - this.scroll.clientHeight;
    const top = first ? first.offsetTop - this.scroll.offsetTop - 12 : end;
    this.scroll.scrollTop = Math.min(end, top);
  }

  /** To the note on privacy where nothing was said yet, else to the end. */
  toStart() {
    if (this.list.querySelector(".citizen")) this.toEnd();
    else this.scroll.scrollTop = 0;
  }

  /** Pages up (-1) or down (1), to the first line (-Infinity) or the last (Infinity). */
  move(pages) {
    const end = this.scroll.scrollHeight;
    this.scroll.scrollTop = Math.max(0, Math.min(end, this.scroll.scrollTop + pages * this.scroll.clientHeight * 0.9));
  }
}
