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

/**
 * Cuts a line into pieces of at most about `most` characters, at white space where there is some: a browser's time for
 * one block grows with the square of its length.
 * @param {string} text
 * @param {Span} line
 * @param {number} most
 * @returns {Span[]}
 */
export function chunks(text, { start, end }, most) {
  const pieces = [];
  for (let from = start; from < end;) {
    let to = Math.min(end, from + most);
    if (to < end) {
      const space = text.lastIndexOf(" ", to);
      if (space > from + most / 2) to = space + 1;
      else if (/[\uD800-\uDBFF]/.test(text[to - 1])) to -= 1;
    }
    pieces.push({ start: from, end: to });
    from = to;
  }
  return pieces;
}

/**
 * The words of a span on one line.
 * @param {string} text
 * @param {Span} span
 */
export function words(text, { start, end }) {
  return text.slice(start, end).replace(/\s+/g, " ").trim();
}
