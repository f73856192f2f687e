/** The views above the list: when it happened, where, and who did it to whom. One is open, or none. */
import { byId } from "./dom.js";
import { WorldMap } from "./map.js";
import { Matrix } from "./matrix.js";
import { savePicture } from "./picture.js";
import { Timeline } from "./timeline.js";

/**
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./facets.js").Context} Context
 * @typedef {{ draw: (events: Event[], context: Context) => void | Promise<void>, select: (id: string | null) => void }} View
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
    this.#views = { timeline: new Timeline(byId("timeline"), onPick), map: new WorldMap(byId("map"), { onPick }), matrix: new Matrix(byId("matrix"), onPick) };
    this.#buttons = [...this.#root.querySelectorAll("button[data-view-name]")];
    for (const button of this.#buttons) button.addEventListener("click", () => this.toggle(button.dataset.viewName ?? ""));
    for (const kind of /** @type {const} */ (["svg", "png"])) {
      byId(`save-${kind}`).addEventListener("click", () => {
        const drawing = this.#open && byId(this.#open).querySelector("svg");
        if (drawing) savePicture(drawing, kind, `dateline-${this.#open}`);
      });
    }
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
    for (const kind of ["svg", "png"]) byId(`save-${kind}`).hidden = this.#open !== "timeline" && this.#open !== "map";
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
