/** What a time or a number in the text means, beside it: on hover, on focus and on a tap. */
import { h, isolate } from "./dom.js";

/**
 * @typedef {import("./dom.js").Fact} Fact
 * @typedef {{ facts: (value: string) => Fact[] | null, onMore: (value: string) => void }} Handlers
 */

/** Milliseconds before it comes, so that it doesn't flicker along a line, and before it goes, so that it can be reached. */
const COMES = 200;
const GOES = 250;
/** Pixels between the words and the tip, and around it. */
const GAP = 6;
const MARGIN = 12;

export class Tip {
  #tip;
  #pane;
  #handlers;
  /** @type {HTMLElement | null} */
  #link = null;
  /** Stays until it is sent away. */
  #isHeld = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #clock;

  /**
   * @param {HTMLElement} tip a manual popover
   * @param {HTMLElement} pane where the links are
   * @param {Handlers} handlers
   */
  constructor(tip, pane, handlers) {
    this.#tip = tip;
    this.#pane = pane;
    this.#handlers = handlers;
    const isMouse = (/** @type {PointerEvent} */ event) => event.pointerType === "mouse";
    const later = (/** @type {() => void} */ act, /** @type {number} */ ms) => {
      clearTimeout(this.#clock);
      this.#clock = setTimeout(act, ms);
    };
    pane.addEventListener("pointerover", (event) => {
      const link = linkAt(event);
      if (isMouse(event) && link && !this.#isHeld) later(() => this.show(link), COMES);
    });
    for (const element of [pane, tip]) {
      element.addEventListener("pointerout", (event) => isMouse(event) && !this.#isHeld && later(() => this.hide(), GOES));
    }
    tip.addEventListener("pointerenter", () => clearTimeout(this.#clock));
    pane.addEventListener("focusin", (event) => {
      const link = linkAt(event);
      if (link?.matches(":focus-visible")) this.show(link);
    });
    pane.addEventListener("focusout", () => !this.#isHeld && this.hide());
    pane.addEventListener("scroll", () => this.#place(), { passive: true });
    addEventListener("resize", () => this.hide());
    // A tap elsewhere sends it away.
    document.addEventListener("pointerdown", ({ target }) => {
      if (this.isOpen && !tip.contains(/** @type {Node} */ (target)) && !this.#link?.contains(/** @type {Node} */ (target))) this.hide();
    });
  }

  get isOpen() {
    return this.#link !== null;
  }

  /**
   * @param {HTMLElement} link
   * @param {boolean} [hold] it stays when the pointer goes
   */
  show(link, hold = false) {
    clearTimeout(this.#clock);
    const value = link.dataset.value ?? "";
    const [first, ...facts] = this.#handlers.facts(value) ?? [];
    if (!first) return;
    this.#link = link;
    this.#isHeld = hold;
    this.#tip.replaceChildren(
      h("p", { class: "tip-value" }, isolate(first[1])),
      ...facts.filter(([, words]) => words).map(([title, words, notes]) =>
        h("p", {}, h("span", { class: "hint" }, `${title} `), isolate([words, ...notes.filter(Boolean)].join(" · ")))),
      h("button", { type: "button", class: "as-link", click: () => this.#handlers.onMore(value) }, "In the list"));
    this.#tip.showPopover();
    this.#place();
  }

  hide() {
    clearTimeout(this.#clock);
    if (!this.#link) return;
    this.#link = null;
    this.#isHeld = false;
    this.#tip.hidePopover();
  }

  /** Below the words, above them where there is no room; gone with them. */
  #place() {
    if (!this.#link) return;
    const lines = [...this.#link.getClientRects()];
    const [first, last] = [lines[0], lines[lines.length - 1]];
    const pane = this.#pane.getBoundingClientRect();
    if (!first || last.bottom < pane.top || first.top > pane.bottom) {
      this.hide();
      return;
    }
    const { width, height } = this.#tip.getBoundingClientRect();
    const below = last.bottom + GAP;
    const top = below + height + MARGIN <= innerHeight ? below : Math.max(MARGIN, first.top - GAP - height);
    this.#tip.style.top = `${top}px`;
    this.#tip.style.left = `${Math.max(MARGIN, Math.min(last.left, innerWidth - width - MARGIN))}px`;
  }
}

/** @param {globalThis.Event} event */
function linkAt({ target }) {
  const link = target instanceof Element ? target.closest("[data-value]") : null;
  return link instanceof HTMLElement ? link : null;
}
