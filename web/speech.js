// Dictation, where the browser has it. What was heard goes into the box to be checked; it is never sent by itself.

import { WORDS } from "./words.js";

const LANGUAGE = "ar-SA";
const SILENT = ["aborted"]; // the citizen pressed the button again

/**
 * Makes `button` dictate into `box`. `told(text)` shows how it goes; `changed()` hears that the box changed.
 * Gives a function that ends the listening without a word more.
 */
export function dictate(button, box, told, changed) {
  const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  if (!Recognition) return () => {};
  button.hidden = false;
  let listening = null;

  button.addEventListener("click", () => {
    if (listening) listening.stop();
    else start();
  });

  function start() {
    const before = box.value.trimEnd();
    let words = WORDS.notHeard;
    const ear = (listening = new Recognition());
    listening.lang = LANGUAGE;
    listening.interimResults = true;
    listening.addEventListener("result", (event) => {
      const heard = [...event.results].map((result) => result[0].transcript).join(" ").trim();
      if (!heard || listening !== ear) return;
      words = WORDS.heard;
      box.value = before ? `${before} ${heard}` : heard;
      changed();
    });
    listening.addEventListener("error", ({ error }) => {
      if (SILENT.includes(error)) words = "";
      else if (error !== "no-speech") words = WORDS.noSpeech;
    });
    listening.addEventListener("end", () => {
      if (listening !== ear) return;
      listening = null;
      button.setAttribute("aria-pressed", "false");
      told(words);
      if (words === WORDS.heard) box.focus({ preventScroll: true });
    });
    button.setAttribute("aria-pressed", "true");
    told(WORDS.listening);
    listening.start();
  }

  return () => {
    listening?.abort();
    listening = null;
    button.setAttribute("aria-pressed", "false");
  };
}
