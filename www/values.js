/** When and how many: times on the calendar and quantities by kind, compact rows first, all else when one is held. */
import { Batches, BATCH } from "./batches.js";
import { factRows, fold, h, isolate, link, longRow, row, unfold } from "./dom.js";
import { amountWords, kinds, parts, quantityFacts, shownQuantities, twins } from "./quantities.js";
import { basisWords, besideDate, calendar, isLost, timeFacts, unplacedWords, timeWords } from "./times.js";
import * as say from "./wording.js";

/**
 * @typedef {import("./pkg/dateline.js").Report} Report
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./pkg/dateline.js").Time} Time
 * @typedef {import("./quantities.js").Quantity} Quantity
 * @typedef {Time | Quantity} Value
 * @typedef {import("./dom.js").Fact} Fact
 * @typedef {{ ids: string[], spans: say.Span[], date: string, label: string, note: string, facts: Fact[], events: Event[] }} Item
 *   values that mean the same; of times on the calendar the date, and beside it what else they say
 * @typedef {{ title: string, items: Item[] }} Group
 * @typedef {{ reading: say.Reading, paragraph: (offset: number) => number }} Context
 * @typedef {{ onPick: (values: string[]) => void, onShow: (value: string) => void, onEvent: (event: string) => void }} Handlers
 */

/** Words, events and places in the text that a row lists. */
const LISTED_WORDS = 3;
const LISTED_EVENTS = 10;
const LISTED = 40;

/**
 * The groups of the panel; those that mean the same are one item.
 * @param {say.Reading} reading
 * @returns {Group[]}
 */
export function valueGroups(reading) {
  const { report, text } = reading;
  const having = parts(report);
  /** @type {Map<string, Event[]>} */
  const at = new Map();
  const add = (/** @type {string} */ time, /** @type {Event} */ event) => {
    const own = at.get(time) ?? [];
    own.push(event);
    at.set(time, own);
  };
  for (const event of report.events) if (event.time) add(event.time, event);
  for (const [quantity, time] of twins(report)) having.get(quantity)?.forEach(({ event }) => add(time, event));
  const items = (/** @type {Time[]} */ times, /** @type {(time: Time) => string} */ label, date = "") =>
    same(times, ({ type, value, mod, from, to }) => [type, value, mod, from, to], (time) => (
      { date, label: label(time), note: basisWords(time, reading), facts: timeFacts(time, reading), events: at.get(time.id) ?? [] }));
  const { days, others } = calendar(report.times);
  const placed = days.flatMap((day) => items(day.times, besideDate, day.title));
  const times = [
    ...(placed.length ? [{ title: "On the calendar", items: placed }] : []),
    // "then" says more than "no date".
    ...others.map(({ title, times }) => ({ title, items: items(times, (time) => timeWords(time) ?? unplacedWords(time).replace(/^no date$/, "")) })),
  ];
  const quantities = kinds(shownQuantities(report)).map((group) => ({
    title: group.title,
    items: same(group.quantities, ({ kind, min, max, unit, approximate, id, of }) => [kind, min, max, unit, approximate, having.get(id)?.[0].of ?? of], (quantity) => {
      const own = having.get(quantity.id) ?? [];
      const of = own[0]?.of ?? quantity.of;
      return { date: "", label: amountWords(quantity, of, text), note: "", facts: quantityFacts(quantity, of, text), events: own.map(({ event }) => event) };
    }),
  }));
  return [...times, ...quantities];
}

/**
 * @template {Value} T
 * @param {T[]} values
 * @param {(value: T) => unknown[]} key
 * @param {(value: T) => { date: string, label: string, note: string, facts: Fact[], events: Event[] }} make
 * @returns {Item[]}
 */
function same(values, key, make) {
  /** @type {Map<string, Item>} */
  const items = new Map();
  for (const value of values) {
    const made = make(value);
    // What they were resolved from may differ.
    const name = JSON.stringify([...key(value), made.note]);
    const item = items.get(name) ?? { ids: [], spans: [], ...made, events: [] };
    item.ids.push(value.id);
    item.spans.push({ start: value.start, end: value.end });
    item.events.push(...made.events.filter((event) => !item.events.includes(event)));
    items.set(name, item);
  }
  return [...items.values()];
}

export class ValueList {
  #root;
  #handlers;
  /** Where the row of each value is. @type {Map<string, { item: Item, group: Batches<Item>, at: number }>} */
  #rows = new Map();
  /** @type {Context | null} */
  #context = null;

  /**
   * @param {HTMLElement} root
   * @param {Handlers} handlers
   */
  constructor(root, handlers) {
    this.#root = root;
    this.#handlers = handlers;
  }

  /** @param {Context | null} context */
  draw(context) {
    this.#context = context;
    const groups = context ? valueGroups(context.reading) : [];
    const sections = groups.map(({ title, items }, number) => {
      const before = new Map(items.map((item, i) => [item, items[i - 1]]));
      const batches = new Batches(items, (item) => this.#element(item, before.get(item)?.date === item.date));
      batches.grow(BATCH);
      const id = `values-${number + 1}`;
      return { batches, element: h("section", { "aria-labelledby": id }, h("h3", { id }, title), batches.list, batches.more) };
    });
    this.#rows = new Map(sections.flatMap(({ batches: group }) =>
      group.items.flatMap((item, at) => item.ids.map((id) => /** @type {const} */ ([id, { item, group, at }])))));
    for (const [quantity, time] of context ? twins(context.reading.report) : []) {
      const row = this.#rows.get(time);
      if (row) this.#rows.set(quantity, row);
    }
    this.#root.replaceChildren(...sections.map(({ element }) => element));
    if (context && groups.length === 0) this.#root.append(h("p", { class: "hint" }, "No times and no quantities were found."));
  }

  /**
   * Shows which value is held, with all that is known of it.
   * @param {string | null} id
   */
  select(id) {
    fold(this.#root, ".value-row");
    const row = this.#rows.get(id ?? "");
    if (!row) return;
    const element = row.group.element(row.at);
    unfold(element, this.#body(row.item));
  }

  /**
   * Scrolls the list as little as needed.
   * @param {string} id
   * @param {boolean} [focus]
   */
  show(id, focus = false) {
    const row = this.#rows.get(id);
    const element = row?.group.element(row.at);
    element?.scrollIntoView({ block: "nearest" });
    if (focus) element?.querySelector("button")?.focus({ preventScroll: true });
  }

  /**
   * All that is known of a value, for where there is no row in sight; null for one that isn't shown.
   * @param {string} id
   */
  facts(id) {
    return this.#rows.get(id)?.item.facts ?? null;
  }

  /**
   * @param {Item} item
   * @param {boolean} isSameDate as of the one before, which tells it
   */
  #element({ ids, spans, date, label, note, events }, isSameDate) {
    const { reading } = /** @type {Context} */ (this.#context);
    const own = [...new Set(spans.map((span) => say.words(reading.text, span)))];
    // Words that are the label need no telling.
    const isSame = own.length === 1 && own[0].toLowerCase() === label.toLowerCase();
    const quoted = isSame ? "" : own.slice(0, LISTED_WORDS).map((words) => `“${words}”`).join(", ") + (own.length > LISTED_WORDS ? ` +${own.length - LISTED_WORDS}` : "");
    const types = [...new Set(events.map(({ type }) => reading.typeLabel(type)))];
    const named = types.slice(0, LISTED_WORDS).join(", ") + (types.length > LISTED_WORDS ? ` +${types.length - LISTED_WORDS}` : "");
    const part = [note, named].filter(Boolean).join(" · ");
    return h("li", { class: `value-row${date ? " dated" : ""}${date && isSameDate ? " again" : ""}` },
      h("button", { type: "button", "aria-expanded": "false", click: () => this.#handlers.onPick(ids) },
        date && h("span", { class: "date" }, h("span", { class: isSameDate ? "hidden" : null }, date), " "),
        h("span", { class: "who" }, label && h("span", { class: "name" }, isolate(label)), quoted && " ",
          quoted && h("small", { class: label ? null : "name" }, isolate(quoted))),
        spans.length > 1 && h("span", { class: "codes" }, h("small", {}, `${spans.length}×`)),
        part && h("span", { class: "part" }, part)));
  }

  /** @param {Item} item */
  #body({ ids, spans, facts, events }) {
    const { reading, paragraph } = /** @type {Context} */ (this.#context);
    const warnings = reading.report.document.warnings.filter(({ span }) => span && spans.some((own) => own.start < span.end && span.start < own.end));
    return h("div", { class: "body" },
      h("dl", { class: "rows" },
        ...factRows(facts),
        ...row("Warning", warnings.map(({ message }) => [message, []])),
        ...longRow(events.length > 1 ? "Events" : "Event", events, LISTED_EVENTS, (event) => [this.#eventLink(event), []])),
      h("p", { class: "in-text" }, "In the text: ",
        ...spans.slice(0, LISTED).flatMap((span, i) => [i > 0 && ", ", link("#article", () => this.#handlers.onShow(ids[i]), isolate(say.words(reading.text, span)), ` ¶ ${paragraph(span.start)}`)]),
        spans.length > LISTED && ` and ${spans.length - LISTED} more`));
  }

  /** @param {Event} event */
  #eventLink(event) {
    const { reading } = /** @type {Context} */ (this.#context);
    return link(`#${event.id}`, () => this.#handlers.onEvent(event.id), isolate(say.plain(say.sentence(event, reading))));
  }
}

/**
 * The words of times that a publication date would place, each once.
 * @param {Report} report
 * @param {string} text
 */
export function lostWords({ times }, text) {
  return [...new Set(times.filter(isLost).map((time) => say.words(text, time)))];
}
