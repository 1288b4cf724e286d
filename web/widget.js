// Embeds Murshid on any site: <script src="https://HOST/widget.js" defer></script>
// Nothing else is loaded before the button is pressed. The site's styles stay outside, ours inside (shadow DOM).
// Attributes of the tag: data-position="start" (the other corner), data-open (open at once on wide screens).

(() => {
  const TAG = "murshid-widget";
  const tag = document.currentScript;
  if (!tag || document.querySelector(TAG)) return;
  const service = new URL(tag.src).origin;
  const phone = matchMedia("(max-width: 480px)");

  // A site's own rules never reach inside; of what the host element inherits, only the direction is kept. Sizes are in em
  // of the reader's own font size, since a rem would be the site's.
  const STYLE = `
    :host { all: initial !important; position: fixed !important; z-index: 2147483000 !important;
      inset-block-end: max(1em, env(safe-area-inset-bottom)) !important; inset-inline-end: 1em !important;
      font: 600 medium/1.5 "Noto Sans Arabic", "SF Arabic", "Segoe UI", "Geeza Pro", Tahoma, system-ui, sans-serif !important;
      color-scheme: light dark !important; }
    :host([data-position="start"]) { inset-inline: 1em auto !important; }
    @media print { :host { display: none !important; } }
    * { box-sizing: border-box; }
    .launcher { display: flex; align-items: center; gap: .625em; min-block-size: 3.5em; margin: 0; cursor: pointer;
      padding: .5em 1.25em; border: 1px solid rgb(255 255 255 / 35%); border-radius: 99em; font: inherit; color: #fff;
      background: #14594d; box-shadow: 0 6px 24px rgb(0 0 0 / 28%); }
    .launcher:hover { background: #0f463d; }
    .launcher:focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px #0b57d0; }
    svg { flex: none; inline-size: 1.75em; block-size: 1.75em; fill: none; stroke: currentcolor; stroke-width: 1.8;
      stroke-linecap: round; stroke-linejoin: round; }
    dialog { position: fixed; inset: auto; inset-block-end: 5.75em; inset-inline-end: 1em; margin: 0; padding: 0; border: 0;
      inline-size: min(25.5em, 100vw - 2em); block-size: min(42em, 100dvh - 7.25em); max-inline-size: none;
      max-block-size: none; overflow: hidden; border-radius: 1.25em; background: #f4f3ee;
      box-shadow: 0 12px 48px rgb(0 0 0 / 32%), 0 0 0 1px rgb(0 0 0 / 12%); }
    :host([data-position="start"]) dialog { inset-inline: 1em auto; }
    dialog[open] { animation: rise .18s ease-out; }
    @keyframes rise { from { opacity: 0; transform: translateY(.75em); } }
    iframe { display: block; inline-size: 100%; block-size: 100%; border: 0; }
    @media (prefers-color-scheme: dark) { dialog { background: #0e1615; } }
    @media (max-width: 480px) { dialog, :host([data-position="start"]) dialog { inset: 0; inline-size: 100%;
      block-size: 100%; border-radius: 0; } }
    @media (prefers-reduced-motion: reduce) { dialog[open] { animation: none; } }
    @media (forced-colors: active) { .launcher, dialog { border: 2px solid; } }`;
  const BUBBLE = "M4 9a4 4 0 0 1 4-4h8a4 4 0 0 1 4 4v5a4 4 0 0 1-4 4h-4.500L7 21v-3.200A4 4 0 0 1 4 14ZM9 11.500l2.200 2.200 4-4.200";
  const CROSS = "m6 6 12 12M18 6 6 18";

  const host = document.createElement(TAG);
  if (tag.dataset.position === "start") host.dataset.position = "start";
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet(); // a site's style-src does not forbid it, as it would a <style>
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];

  const make = (name, attributes, namespace = "http://www.w3.org/1999/xhtml") => {
    const element = document.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const svg = "http://www.w3.org/2000/svg";
  const path = make("path", {}, svg);
  const icon = make("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg);
  icon.append(path);
  const label = make("span", {});
  const launcher = make("button", { type: "button", class: "launcher", lang: "ar", dir: "rtl", "aria-haspopup": "dialog" });
  launcher.append(icon, label);
  const panel = make("dialog", { "aria-label": "محادثة مع مرشد الضمان", lang: "ar" });
  let frame = null;

  const show = () => {
    launcher.setAttribute("aria-expanded", String(panel.open));
    label.textContent = panel.open ? "أغلق المحادثة" : "اسأل مرشد الضمان";
    path.setAttribute("d", panel.open ? CROSS : BUBBLE);
  };

  // Over the whole of a phone nothing behind it may be reached; on wide screens the site stays usable beside it
  // (`show()` would take the focus, which only a person's own press may do).
  const present = () => {
    if (phone.matches) panel.showModal();
    else panel.open = true;
  };

  const open = (withFocus) => {
    if (panel.open) return;
    if (!frame) {
      frame = make("iframe", { src: `${service}/?embedded`, title: "مرشد الضمان", allow: `microphone ${service}` });
      frame.addEventListener("load", () => withFocus && panel.open && greet());
      panel.append(frame);
    }
    present();
    show();
    if (withFocus) greet();
  };

  const greet = () => {
    frame.focus();
    frame.contentWindow.postMessage("murshid:opened", service);
  };

  const close = () => {
    if (panel.open) panel.close();
  };

  panel.addEventListener("close", () => {
    if (panel.open) return; // it only changed its kind
    show();
    launcher.focus();
  });
  launcher.addEventListener("click", () => (panel.open ? close() : open(true)));
  shadow.addEventListener("keydown", (event) => event.key === "Escape" && close());
  addEventListener("message", (event) => {
    if (frame && event.source === frame.contentWindow && event.origin === service && event.data === "murshid:close") close();
  });
  phone.addEventListener("change", () => {
    if (!panel.open) return;
    panel.close();
    present();
  });

  shadow.append(launcher, panel);
  show();
  const mount = () => {
    document.body.append(host);
    if ("open" in tag.dataset && !phone.matches) open(false);
  };
  if (document.body) mount();
  else addEventListener("DOMContentLoaded", mount); // a tag in the head that forgot its "defer"
})();
