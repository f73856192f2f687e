/** Cuts a text that is too long for one reading into parts that follow each other without a gap. */

/** Characters of a part, in UTF-16 units: a second or two of reading. */
export const PART = 200_000;
/** Where a part may end, the best first: after a paragraph, a line, a sentence, a word. */
const ENDS = [/\n\s*\n/g, /\n/g, /[.!?]["”’)]*\s/g, /\s/g];

/**
 * The parts of a text, which put together are the text. Each has at most `most` UTF-16 units and ends where something ends
 * in its last half.
 * @param {string} text
 * @param {number} [most]
 * @returns {string[]}
 */
export function partsOf(text, most = PART) {
  const parts = [];
  let start = 0;
  while (text.length - start > most) {
    const end = start + endOf(text.slice(start, start + most));
    parts.push(text.slice(start, end));
    start = end;
  }
  return [...parts, text.slice(start)];
}

/** @param {string} window */
function endOf(window) {
  const half = Math.floor(window.length / 2);
  const last = window.slice(half);
  for (const pattern of ENDS) {
    const found = [...last.matchAll(pattern)].at(-1);
    if (found) return half + found.index + found[0].length;
  }
  // Not between the two halves of a character.
  const code = window.charCodeAt(window.length - 1);
  return code >= 0xd800 && code < 0xdc00 && window.length > 1 ? window.length - 1 : window.length;
}
