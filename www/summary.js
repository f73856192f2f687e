/** What the article is about: the main event in the article's words. */
import { h, isolate } from "./dom.js";
import { CLOCK, PIN, iconed } from "./icons.js";

/** @typedef {NonNullable<import("./pkg/dateline.js").Report["document"]["summary"]>} Summary */

/**
 * Who did what, in one sentence: some answers to "what" have their subject already ("Two men were arrested").
 * @param {Pick<Summary, "who" | "what">} summary
 */
export function summaryWords({ who, what }) {
  const bare = (/** @type {string} */ words) => ` ${words.toLowerCase().replace(/^(the|a|an) /, "")} `;
  return !who || bare(what).includes(bare(who)) ? what : `${who} ${what}`;
}

/**
 * @param {HTMLElement} root
 * @param {Summary | null} summary
 * @param {(event: string) => void} onEvent
 */
export function drawSummary(root, summary, onEvent) {
  root.hidden = !summary;
  if (!summary) {
    root.replaceChildren();
    return;
  }
  const { event, when, where, why, how } = summary;
  const sentence = summaryWords(summary);
  // What the sentence has already is not told again.
  const more = (/** @type {string | null} */ words) => (words && !sentence.includes(words) ? words : null);
  const [date, place, reason, way] = [when, where, why, how].map(more);
  root.replaceChildren(
    h("h3", { class: "hint" }, "What it is about"),
    h("p", {}, h("button", { type: "button", class: "as-link", title: "Show the event", click: () => onEvent(event) }, isolate(sentence))),
    (date || place || reason || way) && h("p", { class: "meta" },
      date && iconed(CLOCK, "When", isolate(date)),
      place && iconed(PIN, "Where", isolate(place)),
      reason && h("span", {}, "Why: ", isolate(reason)),
      way && h("span", {}, "How: ", isolate(way))) || "");
}
