/** Who does what to whom: a table of those who act and those whom it is done to, with a mark for each event. */
import { h } from "./dom.js";
import { mark } from "./marks.js";
import { nameOf, press, rove, stop } from "./pick.js";

/**
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./facets.js").Context} Context
 * @typedef {{ actor: string, target: string, event: Event }} Deed one event between two; "" for nobody
 */

/** Rows and columns; those who take part in fewer events are left to the list. */
const MOST = 14;
/** Marks in a cell. */
const IN_CELL = 12;
const WHO = new Set(["person", "organization", "place", "people"]);

/**
 * Each event between each that acts and each that it is done to, by name.
 * @param {Event[]} events
 * @param {import("./wording.js").Reading} reading
 * @returns {Deed[]}
 */
export function deeds(events, { entities }) {
  return events.flatMap((event) => {
    const names = (/** @type {string[]} */ ...roles) => [...new Set(event.arguments.flatMap(({ role, entity }) => {
      const found = roles.includes(role) ? entities.get(entity ?? "") : undefined;
      return found && (role === "actor" || WHO.has(found.type)) ? [found.name] : [];
    }))];
    const actors = names("actor");
    const targets = names("target", "recipient", "object").filter((name) => !actors.includes(name));
    if (actors.length === 0 && targets.length === 0) return [];
    const nobody = [""];
    return (actors.length ? actors : nobody).flatMap((actor) => (targets.length ? targets : nobody).map((target) => ({ actor, target, event })));
  });
}

/**
 * The names by how many deeds they have, the most first, nobody last.
 * @param {Deed[]} all
 * @param {"actor" | "target"} side
 */
function ranked(all, side) {
  /** @type {Map<string, number>} */
  const count = new Map();
  for (const deed of all) count.set(deed[side], (count.get(deed[side]) ?? 0) + 1);
  const names = [...count].filter(([name]) => name).sort((a, b) => b[1] - a[1]).map(([name]) => name);
  return { names: [...names.slice(0, MOST), ...(count.has("") ? [""] : [])], left: Math.max(0, names.length - MOST) };
}

export class Matrix {
  #root;

  /**
   * @param {HTMLElement} root
   * @param {(event: string) => void} onPick
   */
  constructor(root, onPick) {
    this.#root = root;
    rove(root, onPick);
  }

  /**
   * @param {Event[]} events
   * @param {Context} context
   */
  draw(events, context) {
    const { reading, look } = context;
    const all = deeds(events, reading);
    if (all.length === 0) {
      this.#root.replaceChildren(h("p", { class: "hint" }, "No event tells who did something to whom."));
      return;
    }
    const rows = ranked(all, "actor");
    const columns = ranked(all, "target");
    const title = (/** @type {string} */ name, /** @type {string} */ none) => (name ? h("bdi", { title: name }, name) : h("i", {}, none));
    /** @type {Map<string, Map<string, Deed[]>>} */
    const between = new Map();
    for (const deed of all) {
      const ofActor = between.get(deed.actor) ?? new Map();
      const own = ofActor.get(deed.target) ?? [];
      own.push(deed);
      between.set(deed.actor, ofActor.set(deed.target, own));
    }
    const cell = (/** @type {string} */ actor, /** @type {string} */ target) => {
      const own = between.get(actor)?.get(target) ?? [];
      return h("td", {}, ...own.slice(0, IN_CELL).map(({ event }) => h("button", {
        type: "button", class: "cell-mark", "data-event": event.id, "aria-pressed": "false", "aria-label": nameOf(event, context), title: nameOf(event, context), tabindex: -1,
      }, mark(look(event)))), own.length > IN_CELL && h("small", {}, `+${own.length - IN_CELL}`));
    };
    const left = rows.left + columns.left;
    this.#root.replaceChildren(
      h("div", { class: "matrix", tabindex: 0, role: "region", "aria-label": "Who to whom" }, h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Who → whom"), ...columns.names.map((name) => h("th", { scope: "col" }, title(name, "nobody told"))))),
        h("tbody", {}, ...rows.names.map((actor) => h("tr", {}, h("th", { scope: "row" }, title(actor, "nobody told")), ...columns.names.map((target) => cell(actor, target))))))),
      h("p", { class: "hint" }, [left && `${left} more who take part in fewer events are in the list only.`].filter(Boolean).join(" ")));
    stop(this.#root);
  }

  /** @param {string | null} id */
  select(id) {
    press(this.#root, id);
  }
}
