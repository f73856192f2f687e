/** What of a report is marked in the text: triggers, times and quantities, and the roles of the event that is held. */
import { triggerId } from "./events.js";
import { shownQuantities } from "./quantities.js";
import * as say from "./wording.js";

/** @typedef {import("./pkg/dateline.js").Event} Event */
/** @typedef {import("./wording.js").Reading} Reading */

/**
 * @param {Event[]} events in the order of the list
 * @param {Reading} reading
 * @param {(event: Event) => import("./marks.js").Look} look
 */
export function triggersOf(events, reading, look) {
  return events.flatMap((event, number) => {
    const same = { event: event.id, look: look(event), label: `event ${number + 1}, ${say.certainty(event, reading).word}` };
    return event.mentions.map((mention, i) => ({
      ...mention.trigger, ...same, id: triggerId(event, i), style: underline(mention.factuality),
    }));
  });
}

/** @param {Event["factuality"]} factuality */
function underline(factuality) {
  return factuality === "planned" || factuality === "hypothetical" ? "possible" : factuality;
}

/**
 * The times and quantities that the lists have.
 * @param {import("./pkg/dateline.js").Report} report
 * @param {(value: string) => import("./dom.js").Fact[] | null} facts
 */
export function valuesIn(report, facts) {
  const found = (/** @type {"time" | "quantity"} */ kind) => (/** @type {import("./values.js").Value} */ { id, start, end }) => {
    const words = facts(id)?.[0][1] ?? "";
    return { start, end, value: id, kind, label: kind === "time" ? `time: ${words}` : words };
  };
  return [...report.times.map(found("time")), ...shownQuantities(report).map(found("quantity"))];
}

/**
 * The words of the text that fill a role of the event.
 * @param {Event} event
 * @param {Reading} reading
 */
export function rolesOf(event, { times, statements }) {
  const time = times.get(event.time ?? "");
  const own = new Set(event.mentions.map((mention) => mention.statement));
  const cues = [...own].flatMap((id) => statements.get(id ?? "")?.cue ?? []);
  return [
    ...event.arguments.map((argument) => ({ ...argument.span, tag: say.ROLE_TAGS[argument.role] })),
    ...(time ? [{ start: time.start, end: time.end, tag: "when" }] : []),
    ...event.mentions.flatMap((mention) => mention.cues.map((cue) => ({ ...cue, tag: "cue" }))),
    ...cues.map((cue) => ({ ...cue, tag: "says" })),
  ];
}
