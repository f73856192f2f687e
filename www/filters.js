/** The filters above the list, and the strip of those who take part; what is chosen stands in the address. */
import { h } from "./dom.js";
import { DIMENSIONS, counts, facetsOf, noFilter, passes } from "./facets.js";
import { fragment, setFragment } from "./fragment.js";
import { mark } from "./marks.js";

/**
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./pkg/dateline.js").Entity} Entity
 * @typedef {import("./facets.js").Context} Context
 * @typedef {import("./facets.js").Dimension} Dimension
 * @typedef {import("./facets.js").Facets} Facets
 */

/** The chips, with the marks that they are the legend of. */
const CHIPS = /** @type {[Dimension, string, string, import("./marks.js").Look][]} */ ([
  ["kind", "deed", "Deeds", { tone: "neutral", words: false, fill: "full" }],
  ["kind", "words", "Words", { tone: "neutral", words: true, fill: "full" }],
  ["tone", "cooperation", "Cooperation", { tone: "cooperation", words: false, fill: "full" }],
  ["tone", "conflict", "Conflict", { tone: "conflict", words: false, fill: "full" }],
  ["certainty", "full", "As fact", { tone: "neutral", words: false, fill: "full" }],
  ["certainty", "half", "Unsure", { tone: "neutral", words: false, fill: "half" }],
  ["certainty", "dashed", "Planned", { tone: "neutral", words: false, fill: "dashed" }],
  ["certainty", "slash", "Denied", { tone: "neutral", words: false, fill: "slash" }],
]);
const SELECTS = /** @type {[Dimension, string][]} */ ([["type", "Type"], ["source", "Says who"]]);
/** The groups of the strip. */
const GROUPS = /** @type {[string, (entity: Entity) => boolean][]} */ ([
  ["Countries", ({ type, location, name, country }) => location?.kind === "country" || (type === "people" && Boolean(country) && Boolean(name))],
  ["People", ({ type }) => type === "person"],
  ["Bodies", ({ type }) => type === "organization"],
  ["Places", ({ type, location }) => type === "place" && location?.kind !== "country"],
]);
/** Chips of a group in the strip. */
const IN_STRIP = 12;

export class Filters {
  #root;
  #strip;
  #onChange;
  #filter = noFilter();
  /** @type {Map<Event, Facets>} */
  #facets = new Map();
  /** @type {Context | null} */
  #context = null;

  /**
   * @param {HTMLElement} root
   * @param {HTMLElement} strip
   * @param {() => void} onChange called when other events pass
   */
  constructor(root, strip, onChange) {
    this.#root = root;
    this.#strip = strip;
    this.#onChange = onChange;
    const params = fragment();
    for (const dimension of DIMENSIONS) this.#filter[dimension] = new Set(params.getAll(dimension));
  }

  get isOn() {
    return DIMENSIONS.some((dimension) => this.#filter[dimension].size > 0);
  }

  /**
   * The events that pass, of a new reading.
   * @param {Event[]} events
   * @param {Context} context
   */
  of(events, context) {
    if (context !== this.#context) {
      this.#context = context;
      this.#facets = new Map(events.map((event) => [event, facetsOf(event, context)]));
    }
    return events.filter((event) => passes(/** @type {Facets} */ (this.#facets.get(event)), this.#filter));
  }

  /** Lets all through, without a word: for a new article. */
  clear() {
    this.#filter = noFilter();
    this.#write();
  }

  draw() {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.filter;
    const all = [...this.#facets.values()];
    this.#root.hidden = all.length < 2;
    this.#strip.hidden = all.length < 2;
    const numbers = new Map(DIMENSIONS.map((dimension) => [dimension, new Map(counts(all, this.#filter, dimension))]));
    const number = (/** @type {Dimension} */ dimension, /** @type {string} */ value) => numbers.get(dimension)?.get(value) ?? 0;
    this.#root.replaceChildren(
      ...CHIPS.filter(([dimension, value]) => number(dimension, value) > 0 || this.#filter[dimension].has(value))
        .map(([dimension, value, label, look]) => this.#chip(dimension, value, number(dimension, value), mark(look), label)),
      ...SELECTS.map(([dimension, label]) => this.#select(dimension, label, [...numbers.get(dimension) ?? []])),
      ...(this.isOn ? [h("button", { type: "button", class: "as-link", "data-filter": "all", click: () => {
        this.clear();
        this.#onChange();
      } }, "Show all")] : []));
    this.#drawStrip([...numbers.get("who") ?? []]);
    if (focused && !document.activeElement?.matches("[data-filter]")) this.#find(focused)?.focus({ preventScroll: true });
  }

  /** @param {[string, number][]} found */
  #drawStrip(found) {
    const entities = new Map(this.#context?.reading.report.entities.map((entity) => [entity.name, entity]));
    const groupOf = (/** @type {string} */ name) => {
      const entity = entities.get(name);
      return entity && GROUPS.find(([, takes]) => takes(entity))?.[0];
    };
    const groups = found.map(([name]) => groupOf(name));
    const left = this.#strip.scrollLeft;
    this.#strip.replaceChildren(...GROUPS.flatMap(([label]) => {
      const own = found.filter((_, i) => groups[i] === label).slice(0, IN_STRIP);
      return own.length ? [h("div", { role: "group", "aria-label": label },
        h("span", { class: "hint", "aria-hidden": "true" }, label),
        ...own.map(([name, count]) => this.#chip("who", name, count, h("bdi", {}, name))))] : [];
    }));
    this.#strip.scrollLeft = left;
  }

  /**
   * @param {Dimension} dimension
   * @param {string} value
   * @param {number} count
   * @param {...(Node | string)} label
   */
  #chip(dimension, value, count, ...label) {
    const chosen = this.#filter[dimension];
    return h("button", {
      type: "button", class: "chip", "aria-pressed": String(chosen.has(value)), "data-filter": `${dimension} ${value}`,
      click: () => {
        if (!chosen.delete(value)) chosen.add(value);
        this.#changed();
      },
    }, ...label, " ", h("span", { class: "count" }, String(count)));
  }

  /**
   * @param {Dimension} dimension
   * @param {string} label
   * @param {[string, number][]} values
   */
  #select(dimension, label, values) {
    const [chosen = ""] = this.#filter[dimension];
    const select = h("select", { "aria-label": label, "data-filter": dimension, change: () => {
      this.#filter[dimension] = new Set(select.value ? [select.value] : []);
      this.#changed();
    } }, h("option", { value: "" }, `${label}: any`),
    ...values.map(([value, count]) => h("option", { value, selected: value === chosen }, `${value} (${count})`)));
    return select;
  }

  /** @param {string} filter */
  #find(filter) {
    return /** @type {HTMLElement | undefined} */ ([...document.querySelectorAll("[data-filter]")]
      .find((each) => /** @type {HTMLElement} */ (each).dataset.filter === filter));
  }

  #changed() {
    this.#write();
    this.#onChange();
  }

  #write() {
    setFragment(this.#filter);
  }
}
