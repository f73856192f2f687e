/** One of the views of the events above their list, or none: drawn when it is in sight. */
import { byId } from "./dom.js";
import { WorldMap } from "./map.js";
import { Matrix } from "./matrix.js";
import { savePicture } from "./picture.js";
import { Timeline } from "./timeline.js";

/**
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./pick.js").Context} Context
 */

const NAMES = ["timeline", "map", "matrix"];
const KEPT = "dateline-view";
/** On these the list is what comes first. */
const narrow = matchMedia("(max-width: 760px)");

export class Views {
  /** @type {Record<string, Timeline | WorldMap | Matrix>} */
  #views;
  /** @type {Event[]} */
  #events = [];
  /** @type {Context | null} */
  #context = null;
  /** @type {string | null} */
  #selected = null;
  /** The view that is open, "" for none. */
  #open = kept() ?? (narrow.matches ? "" : NAMES[0]);
  /** The views that show the events of now, and how wide. @type {Map<string, number>} */
  #drawn = new Map();

  /** @param {{ onPick: (event: string) => void }} handlers */
  constructor(handlers) {
    this.#views = { timeline: new Timeline(byId("view-timeline"), handlers), map: new WorldMap(byId("view-map"), handlers), matrix: new Matrix(byId("view-matrix"), handlers) };
    for (const name of NAMES) this.#button(name).addEventListener("click", () => this.toggle(name));
    for (const kind of /** @type {const} */ (["svg", "png"])) {
      byId(`save-${kind}`).addEventListener("click", () => {
        const drawing = byId(`view-${this.#open}`).querySelector("svg.picture");
        if (drawing) savePicture(drawing, kind, `dateline-${this.#open}`);
      });
    }
    new ResizeObserver(() => this.#show()).observe(byId("views"));
    this.#show();
  }

  /**
   * @param {Event[]} events
   * @param {Context | null} context
   */
  draw(events, context) {
    this.#events = events;
    this.#context = context;
    this.#drawn.clear();
    byId("views").hidden = events.length === 0;
    this.#show();
  }

  /** @param {string | null} id */
  select(id) {
    this.#selected = id;
    this.#views[this.#open]?.select(id);
  }

  /**
   * Opens a view, or closes the one that is open.
   * @param {string} name
   */
  toggle(name) {
    this.#open = this.#open === name ? "" : name;
    try {
      sessionStorage.setItem(KEPT, this.#open);
    } catch {
      // A browser that keeps nothing.
    }
    this.#show();
  }

  #show() {
    for (const name of NAMES) {
      byId(`view-${name}`).hidden = name !== this.#open;
      this.#button(name).setAttribute("aria-pressed", String(name === this.#open));
    }
    for (const kind of ["svg", "png"]) byId(`save-${kind}`).hidden = this.#open !== "timeline" && this.#open !== "map";
    const view = this.#views[this.#open];
    const width = byId("views").clientWidth;
    if (!view || !this.#context || width === 0) return;
    if (this.#drawn.get(this.#open) !== width) view.draw(this.#events, this.#context);
    this.#drawn.set(this.#open, width);
    view.select(this.#selected);
  }

  /** @param {string} name */
  #button(name) {
    return /** @type {HTMLButtonElement} */ (byId(`show-${name}`));
  }
}

/** The view of before a reload; null where there was none. */
function kept() {
  try {
    const name = sessionStorage.getItem(KEPT);
    return name === "" || NAMES.includes(name ?? "") ? name : null;
  } catch {
    return null;
  }
}
