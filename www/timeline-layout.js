/**
 * Where the marks of a timeline stand. Pure: items and a width go in, places come out. The axis has a column for every
 * stretch of days that something begins on; between columns that are apart it is folded.
 */

/**
 * @typedef {{ id: string, label: string, words: boolean, salience: number, from: number | null, to: number | null,
 *   vague: boolean, later: boolean, tick: string }} Item days since 1970, half-open; null: without a date
 * @typedef {{ id: string, label: string, x: number, y: number, end: number, left: boolean }} Place
 *   `x`, `y`: the middle of the mark; `end`: where the bar of a longer time ends, or `x`; `label` "" where there is no room
 * @typedef {{ x: number, end: number, label: string, fold: boolean }} Column
 * @typedef {{ dated: Place[], undated: Place[], columns: Column[], ticks: { x: number, label: string }[], axis: number, ticksAt: number,
 *   binAt: number, height: number }} Layout
 */

/** Lanes on either side of the axis, rows without a date: with more of them the least important lose their labels. */
const MOST_LANES = 6;
const LANE = 24;
const EDGE = 14;
const FOLD = 26;
const LETTER = 6.7;
/** For the word at the left of the ticks. */
const ASIDE = 46;
const LATER = "later";

/**
 * @param {Item[]} items dated ones in any order, the others as they are to stand
 * @param {number} width
 * @returns {Layout}
 */
export function layout(items, width) {
  const dated = items.filter((item) => item.from !== null || item.later);
  const { columns, at } = columnsOf(dated, width);
  const marks = dated.map((item) => ({ item, ...at(item) })).sort((a, b) => a.x - b.x);
  const above = lanes(marks.filter(({ item }) => !item.words), width);
  const below = lanes(marks.filter(({ item }) => item.words), width);
  const axis = EDGE + above.count * LANE + 8;
  const under = axis + 8 + below.count * LANE;
  const place = (/** @type {typeof above.placed[number]} */ each, /** @type {(lane: number) => number} */ y) => ({
    id: each.item.id, label: each.label, x: each.x, end: each.end, left: each.left, y: y(each.lane),
  });
  const places = [
    ...above.placed.map((each) => place(each, (lane) => axis - 8 - LANE / 2 - lane * LANE)),
    ...below.placed.map((each) => place(each, (lane) => axis + 8 + LANE / 2 + lane * LANE)),
  ].sort((a, b) => a.x - b.x || a.y - b.y);
  const ticksAt = under + 16;
  const binAt = dated.length ? ticksAt + 14 : 0;
  const bin = rows(items.filter((item) => item.from === null && !item.later), width, binAt + 22);
  return { dated: places, undated: bin.places, columns, ticks: ticksOf(columns, width), axis, ticksAt, binAt, height: bin.places.length ? bin.end : binAt };
}

/**
 * A stretch of days for every beginning or end; those on which nothing begins are folded.
 * @param {Item[]} items
 * @param {number} width
 */
function columnsOf(items, width) {
  const known = items.flatMap(({ from, to }) => (from === null ? [] : [{ from, to: Math.max(to ?? from + 1, from + 1) }]));
  const cuts = [...new Set(known.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  /** @type {Map<number | null, Item[]>} */
  const starting = new Map();
  for (const item of items) starting.set(item.from, [...(starting.get(item.from) ?? []), item]);
  /** @type {{ from: number | null, items: Item[] }[]} */
  const stretches = cuts.slice(0, -1).map((from) => ({ from, items: starting.get(from) ?? [] }));
  if (starting.has(null)) {
    if (stretches.length) stretches.push({ from: Infinity, items: [] });
    stretches.push({ from: null, items: starting.get(null) ?? [] });
  }
  const free = width - 2 * EDGE;
  const folds = stretches.filter((each) => each.items.length === 0).length;
  const fold = Math.min(FOLD, free / 3 / Math.max(1, folds));
  const shares = stretches.reduce((sum, each) => sum + Math.sqrt(each.items.length), 0) || 1;
  const room = free - folds * fold;
  /** @type {Column[]} */
  const columns = [];
  /** @type {Map<number | null, number>} */
  const numbers = new Map();
  let x = EDGE;
  for (const { from, items: own } of stretches) {
    const end = x + (own.length ? (room * Math.sqrt(own.length)) / shares : fold);
    // The shortest time names the column.
    const [shortest] = [...own].sort((a, b) => (a.to ?? 0) - (b.to ?? 0));
    numbers.set(from, columns.length);
    columns.push({ x, end, label: from === null ? LATER : shortest?.tick ?? "", fold: own.length === 0 });
    x = end;
  }
  const at = (/** @type {Item} */ item) => {
    const { x: start, end } = columns[numbers.get(item.from) ?? 0];
    const own = starting.get(item.from) ?? [];
    const step = Math.min(90, (end - start) / (own.length + 1));
    const mine = start + step * (own.indexOf(item) + 1);
    const isLong = item.from !== null && item.to !== null && item.to - item.from > 1;
    const last = isLong ? numbers.get(item.to) : undefined;
    const until = !isLong ? mine : last === undefined ? columns[cuts.length - 2].end : columns[last].x;
    return { x: mine, end: Math.max(mine, until - 4) };
  };
  return { columns, at };
}

/**
 * Greedy lanes, the nearest to the axis first.
 * @param {{ item: Item, x: number, end: number }[]} marks by `x`
 * @param {number} width
 */
function lanes(marks, width) {
  const byWeight = [...marks].sort((a, b) => b.item.salience - a.item.salience);
  // No more than could have room at best.
  const most = Math.min(marks.length, Math.ceil((MOST_LANES * width) / 60));
  for (let labelled = most; ; labelled = Math.floor(labelled * 0.7)) {
    const named = new Set(byWeight.slice(0, labelled));
    /** @type {[number, number][][]} */
    const taken = [];
    const placed = marks.map((mark) => {
      const label = named.has(mark) ? labelOf(mark.item) : "";
      const long = label ? label.length * LETTER + 10 : 0;
      const left = mark.x + 10 + long > width;
      const span = /** @type {[number, number]} */ (left ? [mark.x - 12 - long, Math.max(mark.x + 12, mark.end)] : [mark.x - 12, Math.max(mark.x + 12 + long, mark.end)]);
      let lane = taken.findIndex((spans) => spans.every(([from, to]) => span[1] <= from || span[0] >= to));
      if (lane < 0) lane = taken.push([]) - 1;
      taken[lane].push(span);
      return { ...mark, label, left, lane };
    });
    if (taken.length <= MOST_LANES || labelled === 0) return { placed, count: Math.max(1, taken.length) };
  }
}

/** @param {Item} item */
function labelOf({ label, vague }) {
  const short = label.length > 22 ? `${label.slice(0, 21).trimEnd()}…` : label;
  return vague ? `~ ${short}` : short;
}

/**
 * Rows of marks with labels, in the order given; without labels where there would be too many rows.
 * @param {Item[]} items
 * @param {number} width
 * @param {number} top
 */
function rows(items, width, top) {
  const pack = (/** @type {boolean} */ isNamed) => {
    let x = EDGE;
    let y = top + LANE / 2;
    const places = items.map((item) => {
      const label = isNamed ? labelOf(item) : "";
      const wide = 24 + (label ? label.length * LETTER + 12 : 0);
      if (x + wide > width && x > EDGE) {
        x = EDGE;
        y += LANE;
      }
      const place = { id: item.id, label, x: x + 8, y, end: x + 8, left: false };
      x += wide;
      return place;
    });
    return { places, end: y + LANE / 2 + 4 };
  };
  const named = pack(true);
  return named.end - top > MOST_LANES * LANE + 4 ? pack(false) : named;
}

/**
 * The names of the columns, left out where they would touch.
 * @param {Column[]} columns
 * @param {number} width
 */
function ticksOf(columns, width) {
  let free = 0;
  return columns.filter(({ label }) => label).flatMap(({ x, end, label }) => {
    const half = (label.length * LETTER) / 2;
    const middle = Math.min(width - half - 2, Math.max(half + ASIDE, (x + end) / 2));
    if (middle - half < free) return [];
    free = middle + half + 8;
    return [{ x: middle, label }];
  });
}
