/** The events on a folded axis of days: deeds above it, words below, what has no date in a bin of its own. */
import { layout, readable } from "./chronology.js";
import { h, svg } from "./dom.js";
import { mark } from "./marks.js";
import { nameOf, press, rove, stop } from "./pick.js";
import { dateWords } from "./times.js";

/**
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./facets.js").Context} Context
 */

const DAY = 86_400_000;
const LANE = 22;
/** Room for the names of the two sides and for the ticks. */
const TOP = 24;
const BOTTOM = 44;
/** What the label of a tick takes. */
const TICK = 104;
/** Events without a date that are shown. */
const MOST_UNDATED = 60;

export class Timeline {
  #root;
  /** @type {{ events: Event[], context: Context } | null} */
  #drawn = null;
  #width = 0;
  /** @type {string | null} */
  #held = null;

  /**
   * @param {HTMLElement} root
   * @param {(event: string) => void} onPick
   */
  constructor(root, onPick) {
    this.#root = root;
    rove(root, onPick);
    new ResizeObserver(([{ contentRect }]) => {
      const width = Math.floor(contentRect.width);
      if (width === this.#width || width === 0) return;
      this.#width = width;
      this.#paint();
    }).observe(root);
  }

  /**
   * @param {Event[]} events
   * @param {Context} context
   */
  draw(events, context) {
    this.#drawn = { events, context };
    this.#width = Math.floor(this.#root.clientWidth);
    if (this.#width) this.#paint();
  }

  #paint() {
    if (!this.#drawn) return;
    const { events, context } = this.#drawn;
    const { reading, look, type } = context;
    const byId = new Map(events.map((event) => [event.id, event]));
    const items = events.map((event) => {
      const time = event.time ? reading.times.get(event.time) : undefined;
      const [from, to] = [dayOf(time?.from), dayOf(time?.to)];
      const isExact = from !== null && to !== null && to - from <= 1 && time?.mod !== "APPROX";
      const later = event.factuality === "planned" || event.factuality === "hypothetical";
      return { id: event.id, from, to: to !== null && from !== null ? Math.max(to, from + 1) : null, later, words: look(event).words, label: `${isExact || from === null ? "" : "~ "}${type(event).label}` };
    });
    const { marks, ticks, breaks, more, lanes } = layout(items, this.#width);
    const axis = TOP + lanes.deeds * LANE + 8;
    const height = axis + lanes.words * LANE + BOTTOM;
    const y = (/** @type {{ words: boolean, lane: number }} */ { words, lane }) => (words ? axis + 18 + lane * LANE : axis - 18 - lane * LANE);
    const text = (/** @type {Record<string, string | number>} */ attributes, /** @type {string} */ words) => {
      const element = svg("text", attributes);
      element.textContent = words;
      return element;
    };
    /** How many days the shortest event covers that begins at each. @type {Map<number, number>} */
    const shortest = new Map();
    for (const { from, to } of items) {
      if (from !== null && to !== null) shortest.set(from, Math.min(to - from, shortest.get(from) ?? Infinity));
    }
    const undated = items.filter(({ from, later }) => from === null && !(later && shortest.size));
    const picture = svg("svg", { class: "timeline", viewBox: `0 0 ${this.#width} ${height}`, width: this.#width, height, role: "group", "aria-label": "Timeline" },
      text({ x: 0, y: 12, class: "side" }, "Deeds"),
      text({ x: 0, y: height - 26, class: "side" }, "Words"),
      svg("path", { class: "axis", d: axisPath(this.#width, axis, breaks) }),
      ...breaks.map((x) => svg("path", { class: "axis", d: `M${x - 6} ${axis + 6}l5-12M${x + 1} ${axis + 6}l5-12` })),
      ...readable(ticks, TICK).map(({ x, day }, i, all) => text({
        x: Math.min(this.#width, Math.max(0, x)), y: height - 6, class: "tick",
        "text-anchor": x < 40 ? "start" : x > this.#width - 50 || i === all.length - 1 && x > this.#width - 70 ? "end" : "middle",
      }, day === null ? "later" : tickWords(day, shortest.get(day) ?? 1))),
      ...marks.map((each) => svg("path", { class: "stem", d: `M${each.x} ${axis}V${y(each)}` })),
      ...marks.flatMap((each) => (each.until ? [svg("path", { class: "bar", d: `M${each.x} ${axis}H${each.until}` })] : [])),
      ...marks.map((placed) => {
        const event = /** @type {Event} */ (byId.get(placed.id));
        const own = look(event);
        const at = y(placed);
        const picture = mark(own);
        picture.setAttribute("x", String(placed.x - 8));
        picture.setAttribute("y", String(at - 8));
        return svg("g", { class: `at ${own.tone}`, role: "button", tabindex: -1, "aria-pressed": "false", "data-event": placed.id, "aria-label": nameOf(event, context) },
          svg("rect", { class: "hit", x: placed.x - 12, y: at - 11, width: 24, height: 22 }),
          picture,
          ...(placed.label ? [text({ x: placed.x + (placed.before ? -12 : 12), y: at + 4, "text-anchor": placed.before ? "end" : "start" }, placed.label)] : []));
      }),
      ...more.map(({ x, words, count }) => text({ x, y: words ? height - 28 : 14, class: "more", "text-anchor": x > this.#width - 40 ? "end" : "middle" }, `+${count}`)));
    this.#root.replaceChildren(
      ...(marks.length ? [picture] : []),
      ...(undated.length ? [h("p", { class: "undated" }, h("span", { class: "hint" }, `No date (${undated.length})`),
        ...undated.slice(0, MOST_UNDATED).map(({ id }) => {
          const event = /** @type {Event} */ (byId.get(id));
          return h("button", { type: "button", class: "cell-mark", "data-event": id, "aria-pressed": "false", "aria-label": nameOf(event, context), title: nameOf(event, context), tabindex: -1 }, mark(look(event)));
        }), undated.length > MOST_UNDATED && h("small", {}, `+${undated.length - MOST_UNDATED}`))] : []));
    stop(this.#root);
    this.select(this.#held);
  }

  /** @param {string | null} id */
  select(id) {
    this.#held = id;
    press(this.#root, id);
  }
}

/**
 * The day of "2024-10-31T07:10+09:00", as that place has it.
 * @param {string | undefined} date
 */
function dayOf(date) {
  const day = date ? Date.parse(`${date.slice(0, 10)}T00:00:00Z`) : NaN;
  return Number.isNaN(day) ? null : Math.round(day / DAY);
}

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });
/** So many days are at least a month, and at least a year. */
const [MONTH_DAYS, YEAR_DAYS] = [28, 365];

/**
 * "Thu 31 Oct 2024"; "Jun 2024" or "2024" where nothing at that day is told to the day.
 * @param {number} day
 * @param {number} days how many the shortest there covers
 */
function tickWords(day, days) {
  const date = new Date(day * DAY);
  if (days >= YEAR_DAYS) return String(date.getUTCFullYear());
  return days >= MONTH_DAYS ? MONTH.format(date) : dateWords(date.toISOString().slice(0, 10));
}

/**
 * @param {number} width
 * @param {number} y
 * @param {number[]} breaks
 */
function axisPath(width, y, breaks) {
  const pieces = [0, ...[...breaks].sort((a, b) => a - b).flatMap((x) => [x - 4, x + 4]), width];
  let path = "";
  for (let i = 0; i + 1 < pieces.length; i += 2) path += `M${pieces[i]} ${y}H${pieces[i + 1]}`;
  return path;
}
