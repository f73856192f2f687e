/** A bar at the foot of the page with something that a reader should know. */
import { h } from "./dom.js";

/**
 * Shows the notice; one of the same id takes its place.
 * @param {string} id
 * @param {string[]} words
 * @param {...HTMLButtonElement} buttons what can be done about it
 */
export function notice(id, words, ...buttons) {
  document.getElementById(id)?.remove();
  if (words.length === 0) return;
  const bar = h("div", { id, class: "notice" },
    h("div", { role: "status" }, ...words.map((line) => h("p", { dir: "auto" }, line))),
    ...buttons,
    h("button", { type: "button", class: "icon", "aria-label": "Close this notice", click: () => bar.remove() }, "×"));
  document.body.append(bar);
}
