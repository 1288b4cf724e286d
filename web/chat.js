// The chat page: one conversation with Murshid over the API of the service. No library, no build step.
// Text of a conversation only ever becomes text nodes, never HTML.

const STORED_ID = "murshid.conversation";
const WAIT_MS = 15_000; // the service itself answers within 5 s
const COUNTER_FROM = 0.8; // of the limit: from here on the counter shows
const NEAR_END_PX = 60;

const WORDS = {
  unreachable: "تعذّر الاتصال بالخدمة. تأكد من اتصالك بالإنترنت، ثم أعد المحاولة.",
  retry: "أعد المحاولة",
  ended: "انتهت المحادثة السابقة، وهذه محادثة جديدة.",
  you: "أنت",
  murshid: "مرشد",
  choices: "الخيارات",
};

/** A failure with a sentence for the citizen. */
class Trouble extends Error {
  constructor(message, name = "") {
    super(message);
    this.name = name;
  }
}

/** The service's API. Every method gives its JSON or throws a Trouble. */
class Api {
  constructor(base = "") {
    this.base = base;
  }

  open() {
    return this.ask("POST", "/api/conversations");
  }

  history(id) {
    return this.ask("GET", `/api/conversations/${encodeURIComponent(id)}/messages`);
  }

  send(id, said) {
    return this.ask("POST", `/api/conversations/${encodeURIComponent(id)}/messages`, said);
  }

  async ask(method, path, body) {
    let answer;
    let data;
    try {
      answer = await fetch(this.base + path, {
        method,
        headers: body ? { "Content-Type": "application/json" } : {},
        body: body ? JSON.stringify(body) : undefined,
        signal: AbortSignal.timeout(WAIT_MS),
      });
      data = await answer.json();
    } catch {
      throw new Trouble(WORDS.unreachable);
    }
    if (!answer.ok) throw new Trouble(data.message ?? WORDS.unreachable, data.error);
    return data;
  }
}

// Links, numbers with their separators, and runs of Latin words: each stands isolated in Arabic text.
const APART = /(https?:\/\/[^\s<>"'،؛]+[^\s<>"'،؛.,:!?)\]؟])|([+-]?\d[\d.,:/\-–]*\d%?|\d%?)|([A-Za-z<][\w@.'&/<>="-]*(?: [A-Za-z<][\w@.'&/<>="-]*)*)/g;

/** `text` as nodes, with links as links, and numbers and Latin words isolated so that they keep their order. */
function asNodes(text) {
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(APART)) {
    nodes.push(text.slice(at, found.index));
    const apart = document.createElement("bdi");
    if (found[1]) {
      const link = document.createElement("a");
      link.href = found[1];
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      link.textContent = found[1];
      apart.dir = "ltr";
      apart.append(link);
    } else {
      apart.textContent = found[0];
      if (found[2]) apart.dir = "ltr";
    }
    nodes.push(apart);
    at = found.index + found[0].length;
  }
  nodes.push(text.slice(at));
  return nodes.filter((node) => node !== "");
}

/** One paragraph as nodes; lines that begin with a bullet stand by themselves, with the text indented after it. */
function asParagraph(text) {
  const paragraph = make("p", "");
  let afterLine = false;
  for (const line of text.split("\n")) {
    if (/^[•-] /.test(line)) {
      paragraph.append(make("span", "bullet", ...asNodes(line)));
      afterLine = false;
    } else {
      paragraph.append(...(afterLine ? ["\n"] : []), ...asNodes(line));
      afterLine = true;
    }
  }
  return paragraph;
}

function make(tag, className, ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

/** A conversation inside `root`, an element with the parts that index.html marks with data-... */
class Chat {
  constructor(root, api) {
    this.api = api;
    this.id = null;
    this.limit = Infinity;
    this.waiting = 0;
    this.last = Promise.resolve(); // messages go out one after another, in the order in which they were written
    const part = (name) => root.querySelector(`[data-${name}]`);
    this.scroll = part("scroll");
    this.transcript = part("transcript");
    this.form = part("form");
    this.box = part("box");
    this.counter = part("counter");
    this.live = part("live");
    this.newMessages = part("new-messages");
    this.typing = make("li", "message murshid typing", ...[1, 2, 3].map(() => make("span")));
    this.typing.setAttribute("aria-hidden", "true");

    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.submit();
      }
    });
    this.box.addEventListener("input", () => this.count());
    this.box.addEventListener("pointerdown", () => this.box.removeAttribute("inputmode"));
    this.scroll.addEventListener("scroll", () => {
      if (this.isNearEnd()) this.newMessages.hidden = true;
    });
    this.newMessages.addEventListener("click", () => {
      this.newMessages.hidden = true;
      this.toEnd();
      this.focusBox();
    });
    part("restart").addEventListener("click", () => this.restart());
  }

  /** Goes on with the conversation of this tab, or opens one. */
  async start() {
    const stored = sessionStorage.getItem(STORED_ID);
    try {
      if (stored) {
        try {
          this.resume(await this.api.history(stored));
          return;
        } catch (trouble) {
          if (trouble.name !== "unknown_conversation") throw trouble;
        }
      }
      await this.open();
    } catch (trouble) {
      this.showTrouble(trouble, () => this.start());
    }
  }

  async open() {
    const opened = await this.api.open();
    this.id = opened.id;
    this.limit = opened.max_message_length;
    sessionStorage.setItem(STORED_ID, opened.id);
    this.showReplies(opened.replies);
  }

  resume(history) {
    this.id = history.id;
    this.limit = history.max_message_length;
    this.transcript.replaceChildren();
    history.messages.forEach((message, place) => {
      if (message.author === "citizen") {
        if (message.text) this.showCitizen(message.text);
        return;
      }
      const later = history.messages.slice(place + 1);
      // Only the last words' buttons still ask for an answer.
      const asks = later.every((other) => other.author === "murshid");
      this.showReply({ ...message, buttons: asks ? message.buttons : [] });
    });
    this.toEnd();
  }

  restart() {
    sessionStorage.removeItem(STORED_ID);
    this.id = null;
    this.newMessages.hidden = true;
    this.transcript.replaceChildren();
    this.last = this.last.then(() => this.start());
    this.focusBox();
  }

  submit() {
    const text = this.box.value.trim();
    if (!text || this.count() < 0) {
      this.box.focus();
      return;
    }
    this.box.value = "";
    this.count();
    this.box.focus();
    this.say({ text }, text);
  }

  /** Shows what the citizen said, and sends it when everything before it is answered. */
  say(said, shown) {
    for (const old of this.transcript.querySelectorAll(".choices-item")) old.remove();
    const line = this.showCitizen(shown);
    this.toEnd();
    this.last = this.last.then(() => this.deliver(said, line));
  }

  async deliver(said, line) {
    this.setWaiting(1);
    const id = this.id;
    try {
      if (!this.id) await this.open();
      const answer = await this.api.send(this.id, said);
      this.setWaiting(-1);
      if (line.isConnected) this.showReplies(answer.replies, line);
    } catch (trouble) {
      this.setWaiting(-1);
      if (!line.isConnected || (id && id !== this.id)) return;
      if (trouble.name === "unknown_conversation") {
        this.showTrouble(new Trouble(WORDS.ended));
        this.id = null;
        await this.start();
      } else {
        this.showTrouble(trouble, () => {
          this.last = this.last.then(() => this.deliver(said, line));
        });
      }
    }
  }

  showCitizen(text) {
    const line = this.line("citizen", WORDS.you, text);
    for (const paragraph of line.querySelectorAll("p")) paragraph.dir = "auto";
    this.transcript.append(line);
    return line;
  }

  showReplies(replies) {
    const wasNearEnd = this.isNearEnd();
    const first = replies.map((reply) => this.showReply(reply))[0];
    if (this.waiting) this.transcript.append(this.typing);
    if (!wasNearEnd) {
      this.newMessages.hidden = false;
    } else if (first) {
      this.toEnd(first);
    }
    this.announce(replies);
  }

  showReply(reply) {
    const line = this.line("murshid", WORDS.murshid, reply.text);
    if (reply.status) line.dataset.status = reply.status;
    this.transcript.append(line);
    if (reply.buttons.length) this.transcript.append(this.choices(reply.buttons));
    return line;
  }

  line(author, name, text) {
    const paragraphs = text.split(/\n{2,}/).map(asParagraph);
    return make("li", `message ${author}`, make("span", "unseen", `${name}: `), ...paragraphs);
  }

  choices(buttons) {
    const list = make("ul", "choices");
    list.setAttribute("aria-label", WORDS.choices);
    for (const { id, title } of buttons) {
      const button = make("button", "choice", ...asNodes(title));
      button.type = "button";
      button.addEventListener("click", () => {
        this.focusBox();
        this.say({ button: id }, title);
      });
      list.append(make("li", "", button));
    }
    return make("li", "choices-item", list);
  }

  showTrouble(trouble, retry) {
    const line = make("li", "trouble", trouble.message);
    if (retry) {
      const button = make("button", "", WORDS.retry);
      button.type = "button";
      button.addEventListener("click", () => {
        line.remove();
        this.focusBox();
        retry();
      });
      line.append(button);
    }
    this.transcript.append(line);
    this.toEnd();
    this.announce([{ text: trouble.message, buttons: [] }]);
  }

  /** Says new replies to a screen reader, apart from the transcript, so that nothing old is read again. */
  announce(replies) {
    for (const { text, buttons } of replies) {
      const titles = buttons.map((button) => button.title).join("، ");
      const said = make("p", "", titles ? `${text}\n${WORDS.choices}: ${titles}` : text);
      this.live.append(said);
      setTimeout(() => said.remove(), 20_000);
    }
  }

  setWaiting(change) {
    const wasNearEnd = this.isNearEnd();
    this.waiting += change;
    if (this.waiting) this.transcript.append(this.typing);
    else this.typing.remove();
    if (wasNearEnd) this.toEnd();
  }

  /** Shows how many characters are left when few are. Returns that number. */
  count() {
    const length = [...this.box.value.trim()].length;
    const left = this.limit - length;
    const near = length >= this.limit * COUNTER_FROM;
    this.counter.hidden = !near;
    this.counter.classList.toggle("over", left < 0);
    const shown = Math.abs(left).toLocaleString("en-US");
    this.counter.replaceChildren(
      ...(near ? asNodes(left < 0 ? `أطول من الحد بعدد ${shown} من الحروف. اختصرها لتُرسل.` : `بقي ${shown} حرف`) : []),
    );
    if (left < 0) this.box.setAttribute("aria-invalid", "true");
    else this.box.removeAttribute("aria-invalid");
    return left;
  }

  isNearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroll;
    return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }

  /** Scrolls to the end, but never so far that the start of `first` is out of sight. */
  toEnd(first) {
    const end = this.scroll.scrollHeight - this.scroll.clientHeight;
    const top = first ? first.offsetTop - this.transcript.offsetTop - 12 : end;
    this.scroll.scrollTop = Math.min(end, top);
  }

  /** Back to the box, on touch screens without calling up the keyboard. */
  focusBox() {
    if (matchMedia("(pointer: coarse)").matches) this.box.setAttribute("inputmode", "none");
    this.box.focus({ preventScroll: true });
  }
}

const chat = new Chat(document.querySelector("[data-chat]"), new Api());
chat.last = chat.start();
