/** A list that grows: a long text has hundreds of names, times and numbers. */
import { h } from "./dom.js";

/** Items that are made at once. */
export const BATCH = 30;

/** @template T */
export class Batches {
  list = h("ul", {});
  more = h("button", { type: "button", class: "more", hidden: true, click: () => this.grow(this.made + BATCH) });
  made = 0;
  /** Called when there is more to see. */
  onGrow = () => {};
  #make;

  /**
   * @param {T[]} items
   * @param {(item: T) => HTMLElement} make
   */
  constructor(items, make) {
    this.items = items;
    this.#make = make;
  }

  /** @param {number} count */
  grow(count) {
    const upTo = Math.min(count, this.items.length);
    this.list.append(...this.items.slice(this.made, upTo).map(this.#make));
    this.made = Math.max(this.made, upTo);
    const left = this.items.length - this.made;
    this.more.hidden = left === 0;
    this.more.textContent = `Show ${Math.min(BATCH, left)} more of ${left}`;
    this.onGrow();
  }

  /**
   * The element of the item at `at`, made if it isn't there yet.
   * @param {number} at
   */
  element(at) {
    if (at >= this.made) this.grow(at + BATCH);
    return this.list.children[at];
  }
}
