/** A report of some of its events. */

/**
 * @typedef {import("./pkg/dateline.js").Report} Report
 * @typedef {import("./pkg/dateline.js").Event} Event
 */

/**
 * The report with these events only: nothing in it leads to one that is left out.
 * @param {Report} report
 * @param {Event[]} events
 * @returns {Report}
 */
export function only(report, events) {
  if (events.length === report.events.length) return report;
  const kept = new Set(events.map(({ id }) => id));
  const { summary } = report.document;
  return {
    ...report,
    document: { ...report.document, summary: summary && kept.has(summary.event) ? summary : null },
    events: report.events.filter(({ id }) => kept.has(id)).map((event) => ({
      ...event,
      arguments: event.arguments.map(({ event: other, ...argument }) => (other && kept.has(other) ? { ...argument, event: other } : argument)),
    })),
    order: report.order.filter(({ first, then }) => kept.has(first) && kept.has(then)),
  };
}
