/** Overlapping spans as pieces side by side, so that drawing them can't lose, double or move a character. */

/** @typedef {{ start: number, end: number }} Span */

/**
 * Cuts `[0, length)` at every start and end of `spans`. The pieces follow one another without a gap; `covers` holds
 * the indexes of the spans over a piece, in the order of `spans`. Spans out of range are clipped, empty ones ignored.
 * @param {number} length
 * @param {readonly Span[]} spans
 * @returns {(Span & { covers: number[] })[]}
 */
export function flatten(length, spans) {
  /** @type {{ at: number, open: boolean, index: number }[]} */
  const edges = [];
  spans.forEach((span, index) => {
    const start = Math.max(0, span.start);
    const end = Math.min(length, span.end);
    if (start < end) edges.push({ at: start, open: true, index }, { at: end, open: false, index });
  });
  edges.sort((a, b) => a.at - b.at);
  const pieces = [];
  const over = new Set();
  let from = 0;
  for (const edge of edges) {
    if (edge.at > from) {
      pieces.push({ start: from, end: edge.at, covers: [...over].sort((a, b) => a - b) });
      from = edge.at;
    }
    if (edge.open) over.add(edge.index);
    else over.delete(edge.index);
  }
  if (from < length) pieces.push({ start: from, end: length, covers: [] });
  return pieces;
}

/**
 * The lines of a text that hold more than white space; a line end is CR, LF or both.
 * @param {string} text
 * @returns {Span[]}
 */
export function lines(text) {
  return [...text.matchAll(/[^\r\n]+/g)]
    .filter(([line]) => /\S/.test(line))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
