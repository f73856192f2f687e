/**
 * One mark for one event, the same everywhere. Shape: deed (block) or words (bubble). Roundness and hue: cooperation or
 * conflict; neither has a hole. Fill: how surely. It can be read in grey print.
 */
import { svg } from "./dom.js";

/**
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {"cooperation" | "conflict" | "neutral"} Tone
 * @typedef {"full" | "half" | "dashed" | "slash"} Fill
 * @typedef {{ tone: Tone, words: boolean, fill: Fill }} Look
 * @typedef {Pick<import("./pkg/dateline.js").EventTypeInfo, "name" | "label" | "definition" | "tone" | "words">} EventType
 */

/** On a 16 unit grid. */
const SHAPES = {
  deed: {
    cooperation: "M5.4 2h5.2A3.4 3.4 0 0 1 14 5.4v5.2a3.4 3.4 0 0 1-3.4 3.4H5.4A3.4 3.4 0 0 1 2 10.6V5.4A3.4 3.4 0 0 1 5.4 2z",
    conflict: "M8 1.2 14.8 8 8 14.8 1.2 8z",
    neutral: "M3.6 2.2h8.8a1.4 1.4 0 0 1 1.4 1.4v8.8a1.4 1.4 0 0 1-1.4 1.4H3.6a1.4 1.4 0 0 1-1.4-1.4V3.6a1.4 1.4 0 0 1 1.4-1.4z",
  },
  words: {
    cooperation: "M8 1.6a6.2 6.2 0 1 1-2.6 11.8L1.9 14.4V8A6.2 6.2 0 0 1 8 1.6z",
    conflict: "M1.8 2h12.4v9.4H7.2L3.6 15v-3.6H1.8z",
    neutral: "M8 1.6a6.2 6.2 0 1 1-2.6 11.8L1.9 14.4V8A6.2 6.2 0 0 1 8 1.6z",
  },
};
const HOLE = "M8 5.7a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z";

/**
 * How an event's mark looks.
 * @param {Event} event
 * @param {EventType} type
 * @returns {Look}
 */
export function lookOf(event, type) {
  return { tone: type.tone, words: type.words, fill: fillOf(event) };
}

/**
 * @param {Event} event
 * @returns {Fill}
 */
function fillOf(event) {
  // Somebody denies it, whatever the others say.
  if (event.factuality === "negated" || event.mentions.some((mention) => mention.factuality === "negated")) return "slash";
  if (event.factuality === "alleged" || event.factuality === "possible") return "half";
  return event.factuality === "actual" ? "full" : "dashed";
}

/**
 * Draws a mark. It is an ornament for those who see it: the words beside it say the same.
 * @param {Look} look
 * @returns {SVGElement}
 */
export function mark({ tone, words, fill }) {
  const shape = SHAPES[words ? "words" : "deed"][tone];
  const hole = tone === "neutral" ? HOLE : "";
  const outline = { d: shape, fill: "none", stroke: "currentColor", "stroke-width": 1.8, "stroke-linejoin": "round" };
  const parts = {
    full: () => [svg("path", { d: shape + hole, fill: "currentColor", "fill-rule": "evenodd" })],
    half: () => [svg("path", outline), svg("path", { d: shape, fill: "currentColor", class: "lower-half" })],
    dashed: () => [svg("path", { ...outline, "stroke-dasharray": "2.6 2.1" })],
    slash: () => [
      svg("path", outline),
      svg("path", { d: shape, fill: "currentColor", class: "lower-half" }),
      svg("path", { d: "M15 1 1 15", stroke: "var(--surface)", "stroke-width": 5 }),
      svg("path", { d: "M15.2.8.8 15.2", stroke: "currentColor", "stroke-width": 1.8 }),
    ],
  }[fill]();
  return svg("svg", { class: `mark ${tone}`, viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, ...parts);
}

/**
 * What the engine tells of a type, its label with a capital; or a plain reading of a name that it doesn't know.
 * @param {Map<string, EventType>} types
 * @param {string} name
 * @returns {EventType}
 */
export function typeOf(types, name) {
  const type = types.get(name)
    ?? { name, label: name.slice(name.indexOf(".") + 1).replaceAll("-", " "), definition: "", tone: "neutral", words: false };
  return { ...type, label: type.label.charAt(0).toUpperCase() + type.label.slice(1) };
}
