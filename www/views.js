/** The views above the list: when it happened, and who did it to whom. One is open, or none. */
import { byId } from "./dom.js";
import { Matrix } from "./matrix.js";
import { Timeline } from "./timeline.js";

/**
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./facets.js").Context} Context
 * @typedef {{ draw: (events: Event[], context: Context) => void, select: (id: string | null) => void }} View
 */

export class Views {
  /** @type {Record<string, View>} */
  #views;
  #root;
  #buttons;
  /** @type {string | null} */
  #open;
  /** What an open view shows, and what one shows that is opened. @type {[Event[], Context] | null} */
  #drawn = null;
  /** @type {string | null} */
  #held = null;

  /** @param {(event: string) => void} onPick */
  constructor(onPick) {
    this.#root = byId("views");
    this.#views = { timeline: new Timeline(byId("timeline"), onPick), matrix: new Matrix(byId("matrix"), onPick) };
    this.#buttons = [...this.#root.querySelectorAll("button[data-view-name]")];
    for (const button of this.#buttons) button.addEventListener("click", () => this.toggle(button.dataset.viewName ?? ""));
    // On a phone the list comes first.
    this.#open = matchMedia("(max-width: 760px)").matches ? null : "timeline";
  }

  /**
   * Opens a view, or closes it.
   * @param {string} name
   */
  toggle(name) {
    this.#open = this.#open === name ? null : name;
    this.#show();
  }

  /**
   * @param {Event[]} events
   * @param {Context} context
   */
  draw(events, context) {
    this.#drawn = [events, context];
    this.#root.hidden = events.length === 0;
    this.#show();
  }

  #show() {
    for (const button of this.#buttons) button.setAttribute("aria-expanded", String(button.dataset.viewName === this.#open));
    for (const name of Object.keys(this.#views)) byId(name).hidden = name !== this.#open;
    if (this.#drawn && this.#open && !this.#root.hidden) {
      this.#views[this.#open].draw(...this.#drawn);
      this.select(this.#held);
    }
  }

  /** @param {string | null} id */
  select(id) {
    this.#held = id;
    if (this.#open) this.#views[this.#open].select(id);
  }
}
