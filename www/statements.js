/** Who says what: the statements of each speaker, compact rows first, all else when one is held. */
import { Batches, BATCH } from "./batches.js";
import { countryName } from "./countries.js";
import { capital, fold, h, isolate, link, longRow, row, unfold } from "./dom.js";
import { caption, sectorName } from "./profiles.js";
import * as say from "./wording.js";

/**
 * @typedef {import("./pkg/dateline.js").Report} Report
 * @typedef {import("./pkg/dateline.js").Entity} Entity
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./pkg/dateline.js").Statement} Statement
 * @typedef {{ event: Event, mentions: Event["mentions"] }} Held an event with its mentions inside a statement
 * @typedef {{ statement: Statement, words: string, events: Held[], inner: Statement[] }} Item
 * @typedef {{ entity: Entity | null, items: Item[] }} Speaker
 * @typedef {{ reading: say.Reading, paragraph: (offset: number) => number }} Context
 * @typedef {{ onPick: (statement: string) => void, onShow: (statement: string) => void, onEvent: (event: string) => void,
 *   onStatement: (statement: string) => void, onEntity: (entity: string) => void }} Handlers
 */

/** How many types of events a row lists, and how many events and statements its body. */
const LISTED_TYPES = 3;
const LISTED = 10;

/**
 * The speakers with their statements in the order of the text: the named ones, then the unnamed, each by how much they
 * say; last what nobody was found to say.
 * @param {say.Reading} reading
 * @returns {Speaker[]}
 */
export function speakers({ report, text, entities, statements }) {
  /** @type {Map<string, Map<Event, Event["mentions"]>>} */
  const events = new Map();
  for (const event of report.events) {
    for (const mention of event.mentions) {
      if (mention.statement === null) continue;
      const held = events.get(mention.statement) ?? new Map();
      const own = held.get(event) ?? [];
      own.push(mention);
      events.set(mention.statement, held.set(event, own));
    }
  }
  /** @type {Map<string, Statement[]>} */
  const inner = new Map();
  for (const statement of report.statements) {
    const outer = statement.parent;
    if (outer === null || !statements.has(outer)) continue;
    const own = inner.get(outer) ?? [];
    own.push(statement);
    inner.set(outer, own);
  }
  /** @type {Map<Entity | null, Item[]>} */
  const bySpeaker = new Map();
  for (const statement of [...report.statements].sort((a, b) => firstOf(a) - firstOf(b))) {
    const entity = entities.get(statement.speaker ?? "") ?? null;
    const items = bySpeaker.get(entity) ?? [];
    items.push({
      statement,
      words: say.saidWords(statement, text),
      events: [...(events.get(statement.id) ?? [])].map(([event, mentions]) => ({ event, mentions })),
      inner: inner.get(statement.id) ?? [],
    });
    bySpeaker.set(entity, items);
  }
  const rank = (/** @type {Speaker} */ { entity }) => (entity ? Number(!entity.named) : 2);
  return [...bySpeaker].map(([entity, items]) => ({ entity, items })).sort((a, b) => rank(a) - rank(b) || b.items.length - a.items.length);
}

/**
 * Where a statement begins, its cue or its words.
 * @param {Statement} statement
 */
function firstOf({ cue, content }) {
  return Math.min(cue?.start ?? Infinity, content[0]?.start ?? Infinity);
}

/**
 * Who the speaker is in a few words: that the source is not named before all else.
 * @param {Entity} entity
 */
export function speakerWords(entity) {
  const { country, sector, named, type, name } = entity;
  const place = country ? countryName(country) : "";
  return [
    named ? caption(entity) : "source not named",
    place !== name && place,
    sector && type !== "place" && sectorName(sector),
  ].filter(Boolean).join(" · ");
}

export class StatementList {
  #root;
  #handlers;
  /** @type {Batches<Speaker> | null} */
  #speakers = null;
  /** The statements of each speaker that has a place in the list. @type {Map<Speaker, Batches<Item>>} */
  #items = new Map();
  /** Where the row of each statement is. @type {Map<string, { item: Item, speaker: Speaker, group: number, at: number }>} */
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

  /**
   * @param {Speaker[]} groups
   * @param {Context | null} context
   */
  draw(groups, context) {
    this.#context = context;
    this.#items = new Map();
    this.#rows = new Map(groups.flatMap((speaker, group) =>
      speaker.items.map((item, at) => /** @type {const} */ ([item.statement.id, { item, speaker, group, at }]))));
    this.#speakers = new Batches(groups, (speaker) => this.#group(speaker));
    this.#speakers.list.className = "speakers";
    this.#speakers.grow(BATCH);
    if (groups.length) this.#root.replaceChildren(this.#speakers.list, this.#speakers.more);
    else this.#root.replaceChildren(...(context ? [h("p", { class: "hint" }, "Nobody was found to say anything.")] : []));
  }

  /**
   * The row of a statement, made if it isn't there yet.
   * @param {string | null} id
   */
  #row(id) {
    const place = this.#rows.get(id ?? "");
    if (!place || !this.#speakers) return null;
    this.#speakers.element(place.group);
    const element = this.#items.get(place.speaker)?.element(place.at);
    return element ? { element, item: place.item } : null;
  }

  /**
   * Shows which statement is held, with all that is known of it.
   * @param {string | null} id
   */
  select(id) {
    fold(this.#root, ".statement-row");
    const row = this.#row(id);
    if (!row) return;
    unfold(row.element, this.#body(row.item));
  }

  /**
   * Scrolls the list as little as needed.
   * @param {string} id
   * @param {boolean} [focus]
   */
  show(id, focus = false) {
    const row = this.#row(id);
    row?.element.scrollIntoView({ block: "nearest" });
    if (focus) row?.element.querySelector("button")?.focus({ preventScroll: true });
  }

  /** @param {Speaker} speaker */
  #group(speaker) {
    const { entity, items } = speaker;
    const batches = new Batches(items, (item) => this.#item(item));
    batches.grow(BATCH);
    this.#items.set(speaker, batches);
    const about = entity ? speakerWords(entity) : "";
    return h("li", {},
      h("h3", {},
        entity ? this.#entityLink(entity) : "Speaker not found", " ",
        about && h("small", {}, isolate(about)), " ",
        h("span", { class: "count" }, items.length.toLocaleString("en-GB"), h("span", { class: "hidden" }, items.length === 1 ? " statement" : " statements"))),
      batches.list, batches.more);
  }

  /** @param {Item} item */
  #item({ statement, words, events }) {
    const { reading } = /** @type {Context} */ (this.#context);
    const { id, cue, stance } = statement;
    const types = [...new Set(events.map(({ event }) => reading.typeLabel(event.type)))];
    const named = types.slice(0, LISTED_TYPES).join(", ") + (types.length > LISTED_TYPES ? ` +${types.length - LISTED_TYPES}` : "");
    const part = [cue && `“${say.words(reading.text, cue)}”`, say.inWords(statement, reading), named].filter(Boolean).join(" · ");
    return h("li", { class: "statement-row" },
      h("button", { type: "button", "aria-expanded": "false", click: () => this.#handlers.onPick(id) },
        h("span", { class: `stance ${stance}` }, stance), " ",
        h("span", { class: "who" }, h("span", { class: "name" }, isolate(say.saidInShort(words)))), " ",
        part && h("span", { class: "part" }, isolate(part))));
  }

  /** @param {Item} item */
  #body({ statement, words, events, inner }) {
    const { reading, paragraph } = /** @type {Context} */ (this.#context);
    const { text, entities } = reading;
    const { id, cue, stance, addressee } = statement;
    const to = entities.get(addressee ?? "");
    const short = say.saidInShort(words);
    const pieces = [...statement.content].sort((a, b) => a.start - b.start);
    return h("div", { class: "body" },
      short !== words && h("blockquote", { dir: "auto" }, words),
      h("dl", { class: "rows" },
        ...row("How", [[capital(stance), [[cue && `“${say.words(text, cue)}”`, say.mannerWords(statement)].filter(Boolean).join(" · ")]]]),
        ...row("To whom", to ? [[this.#entityLink(to), []]] : []),
        ...longRow("Inside", say.outerStatements(statement, reading), LISTED, (outer) => [this.#statementLink(outer), [this.#speakerOf(outer)]]),
        ...longRow("Holds", inner, LISTED, (each) => [this.#statementLink(each), [this.#speakerOf(each)]]),
        ...longRow(events.length > 1 ? "Events" : "Event", events, LISTED, ({ event, mentions }) => [
          link(`#${event.id}`, () => this.#handlers.onEvent(event.id), isolate(say.plain(say.sentence(event, reading)))),
          [[...new Set(mentions.map(say.mentionWords))].join(", ")],
        ])),
      h("p", { class: "in-text" }, "In the text: ",
        link("#article", () => this.#handlers.onShow(id), [...new Set(pieces.map(({ start }) => `¶ ${paragraph(start)}`))].join(", ") || "its words")));
  }

  /** @param {Statement} statement */
  #statementLink(statement) {
    const { reading } = /** @type {Context} */ (this.#context);
    return link("#statements", () => this.#handlers.onStatement(statement.id), isolate(say.saidInShort(say.saidWords(statement, reading.text))));
  }

  /** @param {Statement} statement */
  #speakerOf({ speaker, stance }) {
    const { reading: { entities } } = /** @type {Context} */ (this.#context);
    return `${entities.get(speaker ?? "")?.name ?? "speaker not found"} ${stance}`;
  }

  /** @param {Entity} entity */
  #entityLink({ id, name }) {
    return link(`#entity-${id}`, () => this.#handlers.onEntity(id), isolate(name));
  }
}
