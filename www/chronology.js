/** Where events stand on a folded time axis: days where nothing happens take no room. No page here, only numbers. */

/**
 * @typedef {{ id: string, from: number | null, to: number | null, later: boolean, words: boolean, label: string }} Item
 *   `from` and `to` are days since 1970, `to` the first day after; null: no date. `later`: no date, but yet to come
 * @typedef {{ id: string, x: number, until: number | null, lane: number, words: boolean, label: string, before: boolean }} Placed
 *   `until` is the end of a bar, `before` tells that the label stands before the mark; no label where there is no room
 * @typedef {{ marks: Placed[], ticks: { x: number, day: number | null }[], breaks: number[], more: { x: number, words: boolean, count: number }[],
 *   lanes: { deeds: number, words: number } }} Layout
 */

/** Days without an event from which on the axis is folded. */
const FOLD = 12;
/** Lanes above and below the axis. */
const LANES = 6;
const EDGE = 16;
/** Half of what a mark takes, and what a letter does. */
const MARK = 11;
const LETTER = 6.6;

/**
 * How much of the axis a number of days takes; the farther, the less.
 * @param {number} days
 */
function room(days) {
  return days > FOLD ? 1.6 : 1 + Math.log2(Math.max(1, days)) / 2;
}

/**
 * @param {Item[]} items
 * @param {number} width
 * @returns {Layout}
 */
export function layout(items, width) {
  const dated = items.filter(({ from }) => from !== null).sort((a, b) => Number(a.from) - Number(b.from));
  const days = [...new Set(dated.map(({ from }) => Number(from)))];
  // After what has a date; where nothing has one there is no after.
  const later = days.length ? items.filter((item) => item.from === null && item.later) : [];
  const steps = days.slice(1).map((day, i) => room(day - days[i]));
  if (later.length) steps.push(1.6);
  const whole = steps.reduce((sum, step) => sum + step, 0);
  const usable = Math.max(1, width - 2 * EDGE - (days.length + Number(later.length > 0) > 1 ? 60 : 0));
  const scale = whole ? usable / whole : 0;
  /** @type {Map<number, number>} */
  const xOf = new Map();
  /** @type {number[]} */
  const breaks = [];
  let x = EDGE;
  days.forEach((day, i) => {
    if (i > 0) {
      if (day - days[i - 1] > FOLD) breaks.push(x + steps[i - 1] * scale / 2);
      x += steps[i - 1] * scale;
    }
    xOf.set(day, x);
  });
  const laterX = x + (steps.at(-1) ?? 0) * scale;
  if (later.length) breaks.push((x + laterX) / 2);
  /** The x of a day, also of one between those of events. @param {number} day */
  const at = (day) => {
    const next = days.findIndex((each) => each >= day);
    if (next < 0) return width - EDGE;
    if (next === 0 || days[next] === day) return xOf.get(days[next]) ?? EDGE;
    const [a, b] = [days[next - 1], days[next]];
    return (xOf.get(a) ?? 0) + ((xOf.get(b) ?? 0) - (xOf.get(a) ?? 0)) * (day - a) / (b - a);
  };
  /** What each lane has taken: @type {Record<"deeds" | "words", [number, number][][]>} */
  const taken = { deeds: [], words: [] };
  /** @type {Layout["more"]} */
  const more = [];
  /** @type {Placed[]} */
  const marks = [];
  const lane = (/** @type {Item} */ item, /** @type {number} */ start, /** @type {number} */ end) => {
    const lanes = item.words ? taken.words : taken.deeds;
    const free = lanes.findIndex((own) => own.every(([a, b]) => end <= a || start >= b));
    const number = free >= 0 ? free : lanes.length;
    if (number >= LANES) return -1;
    (lanes[number] ??= []).push([start, end]);
    return number;
  };
  for (const item of [...dated, ...later]) {
    const own = item.from === null ? laterX : xOf.get(item.from) ?? EDGE;
    const end = item.from !== null && item.to !== null && item.to - item.from > 1 ? Math.max(own, at(item.to - 1)) : null;
    const label = item.label.length * LETTER + 6;
    const before = own + MARK + label > width;
    const [start, stop] = before ? [own - MARK - label, own + MARK] : [own - MARK, own + MARK + label];
    let number = start >= 0 ? lane(item, start, stop) : -1;
    const hasLabel = number >= 0;
    if (!hasLabel) number = lane(item, own - MARK, own + MARK);
    if (number < 0) {
      const bin = more.find((each) => each.x === own && each.words === item.words);
      if (bin) bin.count += 1;
      else more.push({ x: own, words: item.words, count: 1 });
      continue;
    }
    marks.push({ id: item.id, x: own, until: end !== null && end > own ? end : null, lane: number, words: item.words, label: hasLabel ? item.label : "", before });
  }
  const ticks = [...days.map((day) => ({ x: xOf.get(day) ?? EDGE, day: /** @type {number | null} */ (day) })), ...(later.length ? [{ x: laterX, day: null }] : [])];
  return { marks, ticks, breaks, more, lanes: { deeds: taken.deeds.length, words: taken.words.length } };
}

/**
 * The ticks whose labels, so wide each, don't run into each other or over the edge; the last is kept.
 * @template {{ x: number }} T
 * @param {T[]} ticks
 * @param {number} wide
 * @returns {T[]}
 */
export function readable(ticks, wide) {
  /** @type {T[]} */
  const kept = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (!last || tick.x - last.x >= wide) kept.push(tick);
    else if (tick === ticks.at(-1)) kept[kept.length - 1] = tick;
  }
  return kept;
}
