// The service's API.

import { WORDS } from "./words.js";

const WAIT_MS = 15_000; // the service itself answers within 5 s
const BUSY_SECONDS = 5; // where a 429 does not say how long
const GONE = ["unknown_conversation", "bad_token"];

/**
 * Why a request failed, with a sentence for the citizen. `kind` says what to do:
 * "lost" (no answer came: try again), "broken" (a fault of the service: try again a few times),
 * "busy" (try again after `seconds`), "ended" (there is no such conversation), "refused" (trying again will not help).
 */
export class Trouble extends Error {
  constructor(kind, message, seconds = null) {
    super(message);
    this.kind = kind;
    this.seconds = seconds;
  }
}

/** Every method gives the JSON of its answer or throws a Trouble. */
export class Api {
  open() {
    return ask("POST", "/api/conversations");
  }

  history(token) {
    return ask("GET", `/api/conversations/${encodeURIComponent(token)}/messages`);
  }

  /** `said` is {text} or {button}; the same `key` again is the same message. */
  send(token, said, key) {
    return ask("POST", `/api/conversations/${encodeURIComponent(token)}/messages`, { ...said, key });
  }
}

async function ask(method, path, body) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), WAIT_MS);
  let answer;
  let data;
  try {
    answer = await fetch(path, {
      method,
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body ? JSON.stringify(body) : undefined,
      signal: controller.signal,
    });
    data = await answer.json();
  } catch {
    // No answer, or one that is not ours: a portal of a network, a proxy before a service that starts.
    throw new Trouble("lost", WORDS.unreachable);
  } finally {
    clearTimeout(timer);
  }
  if (answer.ok) return data;
  const message = data.message ?? WORDS.unreachable;
  // A message that is stored and waits for its answer is asked for again under its key.
  if (answer.status === 429 || data.error === "not_yet") throw new Trouble("busy", message, retryAfter(answer));
  if (answer.status >= 500) throw new Trouble("broken", message);
  throw new Trouble(GONE.includes(data.error) ? "ended" : "refused", message);
}

/** Seconds that the header Retry-After asks for, as a number or as a date (RFC 9110, 10.2.3). */
function retryAfter(answer) {
  const stated = answer.headers.get("Retry-After") ?? "";
  const seconds = /^\d+$/.test(stated) ? Number(stated) : (Date.parse(stated) - Date.now()) / 1000;
  return seconds > 0 ? seconds : BUSY_SECONDS;
}
