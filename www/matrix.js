/** Who does what to whom as a table: a row for who acts, a column for whom it is done to. */
import { h } from "./dom.js";
import { mark } from "./marks.js";
import { nameOf, press, rove, stop } from "./pick.js";

/**
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./pkg/dateline.js").Entity} Entity
 * @typedef {import("./pick.js").Context} Context
 * @typedef {{ id: string, name: string, events: Set<Event> }} Side
 */

/** Who can act, and be acted on. */
const ACTORS = ["person", "organization", "people", "place"];
const TARGETS = ["target", "recipient", "object"];
const NOBODY = "";

export class Matrix {
  #root;

  /**
   * @param {HTMLElement} root
   * @param {{ onPick: (event: string) => void }} handlers
   */
  constructor(root, { onPick }) {
    this.#root = root;
    rove(root, onPick);
  }

  /**
   * @param {Event[]} events
   * @param {Context} context
   */
  draw(events, context) {
    const { rows, columns, cell } = matrixOf(events, context.reading.entities);
    const heading = (/** @type {Side} */ { name }, /** @type {string} */ scope) =>
      h("th", { scope, title: name, tabindex: false }, h("span", { class: "name" }, h("bdi", {}, name)));
    this.#root.replaceChildren(h("table", {},
      h("caption", { class: "hidden" }, "Who does what to whom"),
      h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "corner" }, "Who ↓ whom →"), ...columns.map((column) => heading(column, "col")))),
      h("tbody", {}, ...rows.map((row) => h("tr", {}, heading(row, "row"),
        ...columns.map((column) => h("td", {}, ...cell(row, column).map((event) => {
          const name = nameOf(event, context);
          return h("button", { type: "button", tabindex: -1, "aria-pressed": "false", "aria-label": name, title: name, "data-event": event.id }, mark(context.look(event)));
        }))))))));
    stop(this.#root);
  }

  /** @param {string | null} id */
  select(id) {
    press(this.#root, id);
  }
}

/**
 * The rows and columns by the number of their events, those for nobody last. Pure.
 * @param {Event[]} events
 * @param {Map<string, Entity>} entities
 */
export function matrixOf(events, entities) {
  const ids = (/** @type {Event} */ event, /** @type {string[]} */ roles) => {
    const found = event.arguments.flatMap(({ role, entity }) =>
      (entity && roles.includes(role) && ACTORS.includes(entities.get(entity)?.type ?? "") ? [entity] : []));
    return found.length ? [...new Set(found)] : [NOBODY];
  };
  const side = (/** @type {string[]} */ roles, /** @type {string} */ nobody) => {
    /** @type {Map<string, Side>} */
    const sides = new Map();
    for (const event of events) {
      for (const id of ids(event, roles)) {
        const own = sides.get(id) ?? { id, name: entities.get(id)?.name ?? nobody, events: new Set() };
        own.events.add(event);
        sides.set(id, own);
      }
    }
    const rank = (/** @type {Side} */ { id, events: own }) => (id === NOBODY ? -1 : own.size);
    return [...sides.values()].sort((a, b) => rank(b) - rank(a));
  };
  const cell = (/** @type {Side} */ row, /** @type {Side} */ column) => [...row.events].filter((event) => column.events.has(event));
  return { rows: side(["actor"], "nobody named"), columns: side(TARGETS, "no target"), cell };
}
