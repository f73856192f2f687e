/** By what events can be filtered, and which events a filter leaves. */
import * as say from "./wording.js";

/**
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./marks.js").Look} Look
 * @typedef {import("./marks.js").EventType} EventType
 * @typedef {{ reading: say.Reading, look: (event: Event) => Look, type: (event: Event) => EventType }} Context
 * @typedef {"kind" | "tone" | "certainty" | "type" | "who" | "source"} Dimension
 * @typedef {Record<Dimension, string[]>} Facets of one event, what it has in each dimension
 * @typedef {Record<Dimension, Set<string>>} Filter of each dimension any of these; an empty one lets all through
 */

/** @type {readonly Dimension[]} */
export const DIMENSIONS = ["kind", "tone", "certainty", "type", "who", "source"];

/** @returns {Filter} */
export function noFilter() {
  return /** @type {Filter} */ (Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, new Set()])));
}

/**
 * @param {Event} event
 * @param {Context} context
 * @returns {Facets}
 */
export function facetsOf(event, { reading, look, type }) {
  const { words, tone, fill } = look(event);
  const taking = event.arguments.flatMap(({ entity }) => reading.entities.get(entity ?? "") ?? []);
  return {
    kind: [words ? "words" : "deed"],
    tone: [tone],
    certainty: [fill],
    type: [type(event).label],
    who: [...new Set(taking.filter(({ named }) => named).map(({ name }) => name))],
    source: say.sources(event, reading).map(({ name }) => name),
  };
}

/**
 * @param {Facets} facets
 * @param {Filter} filter
 * @param {Dimension} [but] a dimension that is not asked
 */
export function passes(facets, filter, but) {
  return DIMENSIONS.every((dimension) => dimension === but || filter[dimension].size === 0
    || facets[dimension].some((value) => filter[dimension].has(value)));
}

/**
 * How many events each value of a dimension would leave, the other dimensions staying as they are; the most frequent
 * first, those of a kind in the order in which the events have them. What is chosen stays in the list with 0.
 * @param {Facets[]} all
 * @param {Filter} filter
 * @param {Dimension} dimension
 * @returns {[string, number][]}
 */
export function counts(all, filter, dimension) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const facets of all) {
    if (!passes(facets, filter, dimension)) continue;
    for (const value of new Set(facets[dimension])) found.set(value, (found.get(value) ?? 0) + 1);
  }
  for (const value of filter[dimension]) if (!found.has(value)) found.set(value, 0);
  return [...found].sort((a, b) => b[1] - a[1]);
}
