// Text of a conversation as nodes. It only ever becomes text nodes, never HTML.

// Links, numbers with their separators, and runs of Latin words: each stands isolated in Arabic text.
const APART = /(https?:\/\/[^\s<>"'،؛]+[^\s<>"'،؛.,:!?)\]؟])|([+-]?\d[\d.,:/\-–]*\d%?|\d%?)|([A-Za-z<][\w@.'&/<>="-]*(?: [A-Za-z<][\w@.'&/<>="-]*)*)/g;

/** `text` with links as links, and numbers, dates and Latin words isolated so that they keep their order. */
export function asNodes(text) {
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

/** The paragraphs of a message; lines that begin with a bullet stand by themselves, indented after it. */
export function asParagraphs(text) {
  return text.split(/\n{2,}/).map(asParagraph);
}

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

export function make(tag, className, ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content);
  return element;
}
