// What the page keeps in this tab: the conversation's token, messages on their way, and a draft. It ends with the tab.

const PREFIX = "murshid.";
const memory = new Map(); // where a browser forbids storage, as in some frames: it lasts as long as the page

/** The value kept under `name`, or null. */
export function kept(name) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + name)) ?? memory.get(name) ?? null;
  } catch {
    return memory.get(name) ?? null;
  }
}

/** Keeps a value that JSON can hold; null forgets it. */
export function keep(name, value) {
  if (value === null) memory.delete(name);
  else memory.set(name, value);
  try {
    if (value === null) sessionStorage.removeItem(PREFIX + name);
    else sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // the memory has it
  }
}
