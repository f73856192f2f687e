/** Marks that can be picked: what they are called, and one tab stop with arrow keys for many of them. */
import { capital } from "./dom.js";
import * as say from "./wording.js";

/**
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {Pick<import("./events.js").Context, "reading" | "look" | "type">} Context
 */

/**
 * "Missile test: North Korea launched long-range ICBM. Deed, conflict. Stated as fact. Thu 31 Oct 2024"
 * @param {Event} event
 * @param {Context} context
 */
export function nameOf(event, { reading, look, type }) {
  const { words, tone } = look(event);
  const when = say.when(event, reading)?.value ?? "No date";
  const kind = `${words ? "Words" : "Deed"}, ${tone}`;
  return `${type(event).label}: ${[say.plain(say.sentence(event, reading)), kind, capital(say.certainty(event, reading).word), when].join(". ")}`;
}

/**
 * Makes the marks inside of `root` one tab stop: arrows, Home and End go on, Enter and the space bar pick.
 * @param {HTMLElement} root
 * @param {(event: string) => void} onPick
 */
export function rove(root, onPick) {
  const marks = () => /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-event]"));
  const markOf = (/** @type {Event | any} */ { target }) => /** @type {HTMLElement | null} */ (target.closest("[data-event]"));
  root.addEventListener("click", (click) => {
    const mark = markOf(click);
    if (!mark) return;
    stop(root, mark);
    onPick(mark.dataset.event ?? "");
  });
  root.addEventListener("keydown", (key) => {
    const mark = markOf(key);
    if (!mark || key.ctrlKey || key.metaKey || key.altKey) return;
    const all = [...marks()];
    const at = all.indexOf(mark);
    const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[key.key];
    if (key.key === "Enter" || key.key === " ") onPick(mark.dataset.event ?? "");
    else if (next === undefined) return;
    else {
      const other = all[Math.max(0, Math.min(all.length - 1, next))];
      stop(root, other);
      other.focus();
    }
    key.preventDefault();
    key.stopPropagation();
  });
}

/**
 * The mark that the tab key comes to.
 * @param {HTMLElement} root
 * @param {Element | null} mark the first one without it
 */
export function stop(root, mark = null) {
  for (const each of root.querySelectorAll('[data-event][tabindex="0"]')) each.setAttribute("tabindex", "-1");
  (mark ?? root.querySelector("[data-event]"))?.setAttribute("tabindex", "0");
}

/**
 * Shows which event is held wherever it has a mark.
 * @param {HTMLElement} root
 * @param {string | null} id
 */
export function press(root, id) {
  for (const each of root.querySelectorAll('[data-event][aria-pressed="true"]')) each.setAttribute("aria-pressed", "false");
  if (!id) return;
  const own = root.querySelectorAll(`[data-event="${CSS.escape(id)}"]`);
  for (const each of own) each.setAttribute("aria-pressed", "true");
  if (own[0]) stop(root, own[0]);
}
