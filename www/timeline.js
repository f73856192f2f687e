/** The events in time: deeds above the axis, words below it, those without a date under it. */
import { svg } from "./dom.js";
import { mark } from "./marks.js";
import { nameOf, press, rove, stop } from "./pick.js";
import { layout } from "./timeline-layout.js";
import { dateWords, timeWords } from "./times.js";

/**
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./pick.js").Context} Context
 * @typedef {import("./timeline-layout.js").Item} Item
 * @typedef {import("./timeline-layout.js").Place} Place
 */

const DAY = 24 * 60 * 60 * 1000;

export class Timeline {
  #root;

  /**
   * @param {HTMLElement} root
   * @param {{ onPick: (event: string) => void }} handlers
   */
  constructor(root, { onPick }) {
    this.#root = root;
    rove(root, onPick);
  }

  /**
   * @param {Event[]} events
   * @param {Context} context
   */
  draw(events, context) {
    const width = Math.max(280, this.#root.clientWidth);
    const byId = new Map(events.map((event) => [event.id, event]));
    const { dated, undated, columns, ticks, axis, ticksAt, binAt, height } = layout(itemsOf(events, context), width);
    const place = (/** @type {Place} */ each) => this.#mark(each, /** @type {Event} */ (byId.get(each.id)), context);
    const line = (/** @type {number} */ x1, /** @type {number} */ y1, /** @type {number} */ x2, /** @type {number} */ y2, kind = "axis") =>
      svg("line", { class: kind, x1, y1, x2, y2 });
    this.#root.replaceChildren(svg("svg", { class: "picture", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Events in time" },
      ...(dated.length ? [text(2, 10, "Deeds", "hint-text"), text(2, ticksAt, "Words", "hint-text")] : []),
      ...columns.flatMap(({ x, end, fold }) => (fold ? [text((x + end) / 2, axis + 4, "//", "fold")] : [line(x, axis, end, axis)])),
      ...ticks.map(({ x, label }) => text(x, ticksAt, label, "tick")),
      ...dated.map(({ x, y }) => line(x, axis, x, y, "stem")),
      ...(undated.length ? [text(2, binAt + 16, "No date", "hint-text")] : []),
      ...[...dated, ...undated].map(place)));
    stop(this.#root);
  }

  /** @param {string | null} id */
  select(id) {
    press(this.#root, id);
  }

  /**
   * @param {Place} place
   * @param {Event} event
   * @param {Context} context
   */
  #mark({ x, y, end, label, left }, event, context) {
    const look = context.look(event);
    const name = nameOf(event, context);
    const picture = mark(look);
    for (const [key, value] of Object.entries({ x: x - 8, y: y - 8 })) picture.setAttribute(key, String(value));
    const title = svg("title", {});
    title.textContent = name;
    return svg("g", { class: `pick ${look.tone}`, role: "button", tabindex: -1, "aria-pressed": "false", "aria-label": name, "data-event": event.id },
      title,
      ...(end > x ? [svg("rect", { class: "bar", x, y: y + 8, width: end - x, height: 4, rx: 2 })] : []),
      svg("rect", { class: "hit", x: x - 12, y: y - 12, width: 24, height: 24, rx: 5 }),
      picture,
      ...(label ? [text(left ? x - 12 : x + 12, y + 4, label, left ? "label left" : "label")] : []));
  }
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {string} kind
 */
function text(x, y, words, kind) {
  const element = svg("text", { class: kind, x, y });
  element.textContent = words;
  return element;
}

/**
 * What the timeline needs to know of the events; those without a date in the order that the report tells, else as given.
 * @param {Event[]} events
 * @param {Context} context
 * @returns {Item[]}
 */
export function itemsOf(events, { reading, look, type }) {
  const items = events.map((event) => {
    const time = reading.times.get(event.time ?? "");
    const last = reading.times.get(time?.until ?? "");
    const from = time && dayOf(time.from);
    const until = last?.to ?? time?.to;
    const isPlaced = typeof from === "number";
    return {
      id: event.id, label: type(event).label, words: look(event).words, salience: event.salience,
      from: isPlaced ? from : null,
      to: isPlaced ? endOf(until) : null,
      vague: isPlaced && /APPROX|BEFORE|AFTER|THAN/.test(time?.mod ?? ""),
      later: !isPlaced && (time?.value === "FUTURE_REF" || (!time && (event.factuality === "planned" || event.factuality === "hypothetical"))),
      tick: tickOf(time),
    };
  });
  return inOrder(items, reading.report.order);
}

/**
 * The local day of an ISO date.
 * @param {string | undefined} iso
 */
function dayOf(iso) {
  const ms = iso ? Date.parse(`${iso.slice(0, 10)}T00:00Z`) : NaN;
  return Number.isNaN(ms) ? null : ms / DAY;
}

/**
 * The day after the last one.
 * @param {string | undefined} iso
 */
function endOf(iso) {
  const day = dayOf(iso);
  const isMidnight = /^[^T]*(T00:00.*)?$/.test(iso ?? "");
  return day === null ? null : isMidnight ? day : day + 1;
}

/** @param {import("./pkg/dateline.js").Time | undefined} time */
function tickOf(time) {
  if (!time?.from) return "";
  const day = time.from.slice(0, 10);
  const isDay = (endOf(time.to) ?? 0) - (dayOf(time.from) ?? 0) <= 1;
  return isDay ? dateWords(day) : timeWords({ ...time, mod: undefined }) ?? dateWords(day);
}

/**
 * What is told to be first stands first. Small and stable: an item moves up before the first one that comes after it.
 * @param {Item[]} items
 * @param {{ first: string, then: string, relation: string }[]} order
 */
function inOrder(items, order) {
  /** @type {Map<string, Set<string>>} */
  const before = new Map();
  for (const { first, then, relation } of order) if (relation === "before") before.set(then, (before.get(then) ?? new Set()).add(first));
  const byId = new Map(items.map((item) => [item.id, item]));
  /** @type {Set<Item>} */
  const sorted = new Set();
  const seen = new Set();
  const put = (/** @type {Item} */ item) => {
    if (seen.has(item)) return;
    seen.add(item);
    for (const id of before.get(item.id) ?? []) if (byId.has(id)) put(/** @type {Item} */ (byId.get(id)));
    sorted.add(item);
  };
  items.forEach(put);
  return [...sorted];
}
