/** The events as a list of cards: the sentence first, all else when one is opened. */
import { capital, fold, h, isolate, link, row, unfold } from "./dom.js";
import { CLOCK, NUMBER, PIN, SPEECH, iconed } from "./icons.js";
import { mark } from "./marks.js";
import { flatten } from "./segments.js";
import * as say from "./wording.js";

/**
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./marks.js").Look} Look
 * @typedef {import("./marks.js").EventType} EventType
 * @typedef {{ reading: say.Reading, look: (event: Event) => Look, type: (event: Event) => EventType,
 *   paragraph: (offset: number) => number }} Context
 * @typedef {{ onPick: (event: string, open: boolean) => void, onShow: (event: string, trigger?: string) => void,
 *   onEntity: (entity: string) => void, onValue: (id: string) => void, onStatement: (id: string) => void }} Handlers
 */

/** Cards that are made at once: a long text has thousands of events. */
const BATCH = 200;
/** Mentions that a card lists. */
const LISTED = 40;

/**
 * The id of a mention's link in the article.
 * @param {Event} event
 * @param {number} mention
 */
export function triggerId(event, mention) {
  return `${event.id}-${mention + 1}`;
}

export class EventList {
  #root;
  #more;
  #handlers;
  /** @type {Event[]} */
  #events = [];
  /** @type {Context | null} */
  #context = null;
  #made = 0;
  /** The entity that is held. @type {string | null} */
  #entity = null;

  /**
   * @param {HTMLOListElement} root
   * @param {HTMLButtonElement} more
   * @param {Handlers} handlers
   */
  constructor(root, more, handlers) {
    this.#root = root;
    this.#more = more;
    this.#handlers = handlers;
    more.addEventListener("click", () => this.#make(this.#made + BATCH));
  }

  /**
   * @param {Event[]} events in the order in which they are to stand
   * @param {Context | null} context
   */
  draw(events, context) {
    this.#events = events;
    this.#context = context;
    this.#made = 0;
    this.#root.replaceChildren();
    this.#make(BATCH);
  }

  /** @param {number} count */
  #make(count) {
    const upTo = Math.min(count, this.#events.length);
    const cards = this.#events.slice(this.#made, upTo).map((event) => this.#card(event));
    this.#root.append(...cards);
    this.#made = Math.max(this.#made, upTo);
    const left = this.#events.length - this.#made;
    this.#more.hidden = left === 0;
    this.#more.textContent = `Show ${Math.min(BATCH, left)} more of ${left}`;
  }

  /**
   * @param {string | null} id
   * @param {boolean} open
   */
  select(id, open) {
    fold(this.#root, ".card");
    const at = this.#events.findIndex((event) => event.id === id);
    if (at < 0) return;
    if (at >= this.#made) this.#make(at + BATCH);
    const card = this.#root.children[at];
    unfold(card, open ? this.#body(this.#events[at]) : null);
  }

  /**
   * Scrolls the list as little as needed.
   * @param {string} id
   * @param {boolean} [focus]
   */
  show(id, focus = false) {
    const card = document.getElementById(id);
    if (!card) return;
    card.scrollIntoView({ block: "nearest" });
    if (focus) card.querySelector("button")?.focus({ preventScroll: true });
  }

  /**
   * The event that stands `step` cards from `id`; the first or last one without it.
   * @param {string | null} id
   * @param {number} step
   */
  neighbour(id, step) {
    const at = this.#events.findIndex((event) => event.id === id);
    if (at < 0) return this.#events.at(step > 0 ? 0 : -1)?.id;
    return this.#events[Math.min(this.#events.length - 1, Math.max(0, at + step))].id;
  }

  /** @param {Event} event */
  #card(event) {
    const { reading, look, type } = /** @type {Context} */ (this.#context);
    const certainty = say.certainty(event, reading);
    const when = say.when(event, reading);
    const where = say.where(event, reading);
    const sources = say.sources(event, reading);
    const amounts = say.amounts(event, reading);
    const { tone } = look(event);
    const button = h("button", { type: "button", "aria-expanded": "false", click: () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      this.#handlers.onPick(event.id, open);
    } }, ...sentenceParts(event, reading));
    return h("li", { class: `card ${tone}`, id: event.id },
      mark(look(event)),
      h("div", { class: "head" },
        h("h3", {}, button),
        h("span", { class: "type" }, type(event).label)),
      h("p", { class: "meta" },
        h(certainty.stated ? "span" : "strong", {}, capital(certainty.word)),
        when && iconed(CLOCK, "When", isolate(when.value)),
        where && iconed(PIN, "Where", isolate(where.name)),
        amounts[0] && iconed(NUMBER, "How many", isolate(amounts.slice(0, 2).map((amount) => amount.value).join(", ")),
          amounts.length > 2 && ` +${amounts.length - 2}`),
        sources[0] && iconed(SPEECH, "Says who", isolate(sources.slice(0, 2).map(({ name, isNamed }) => (isNamed ? name : `${name} (not named)`)).join(", ")),
          sources.length > 2 && ` +${sources.length - 2}`)));
  }

  /** @param {Event} event */
  #body(event) {
    const { reading, type } = /** @type {Context} */ (this.#context);
    const { label, name, definition } = type(event);
    const certainty = say.certainty(event, reading);
    const when = say.when(event, reading);
    const where = say.where(event, reading);
    return h("div", { class: "body" },
      this.#quotation(event),
      h("dl", { class: "rows" },
        ...row("Type", [[label, [[name, ...say.codes(event)].join(" · ")]], ...(definition ? [/** @type {import("./dom.js").Row} */ (["", [definition]])] : [])]),
        ...say.ROLE_ROWS.flatMap(({ row: title, roles }) => row(title,
          say.participants(event, roles, reading).map((each) => [
            each.event ? this.#eventLink(each.event, each.name) : this.#entityButton(each),
            each.words ? [`“${each.words}”`] : [],
          ]))),
        ...row("How many", say.amounts(event, reading).map((amount) => [this.#valueButton(amount.id, amount.value), [`“${amount.words}”`]])),
        ...(when && event.time ? row("When", [[this.#valueButton(event.time, when.value), [[when.words && `“${when.words}”`, when.instant, when.basis].filter(Boolean).join(" · ")]]]) : []),
        ...(where ? row("Where", [[this.#entityButton(where), [where.words && `“${where.words}”`, where.precision]]]) : []),
        ...row("Certainty", [[capital(certainty.word), certainty.cues.map((cue) => `“${cue}”`)]]),
        ...row("Says who", say.sources(event, reading).map((source) => [this.#sourceButton(source), [source.how]])),
        ...row("Confidence", [[say.confidenceWords(event.confidence), []]]),
        ...(event.because.length ? [h("div", {}, h("dt", {}, "Why this event"),
          h("dd", {}, h("ul", {}, ...event.because.map((reason) => h("li", {}, isolate(reason))))))] : [])),
      h("p", { class: "in-text" }, "In the text: ",
        ...inTextOrder(event).slice(0, LISTED).flatMap((mention, i) => [i > 0 && ", ", this.#mentionLink(event, mention)]),
        event.mentions.length > LISTED && ` and ${event.mentions.length - LISTED} more`));
  }

  /**
   * The sentence it rests on, the trigger in bold.
   * @param {Event} event
   */
  #quotation(event) {
    const { reading } = /** @type {Context} */ (this.#context);
    const { report, text } = reading;
    const mention = say.told(event, reading);
    if (!mention) return null;
    const { start, end } = report.document.sentences[mention.sentence] ?? mention.trigger;
    const trigger = { start: mention.trigger.start - start, end: mention.trigger.end - start };
    const words = text.slice(start, end);
    return h("blockquote", { dir: "auto" }, ...flatten(words.length, [trigger]).map((piece) => {
      const part = words.slice(piece.start, piece.end);
      return piece.covers.length ? h("b", {}, part) : part;
    }));
  }

  /**
   * @param {Event} event
   * @param {number} mention
   */
  #mentionLink(event, mention) {
    const { reading: { text }, paragraph } = /** @type {Context} */ (this.#context);
    const { trigger } = event.mentions[mention];
    const id = triggerId(event, mention);
    return link(`#${id}`, () => this.#handlers.onShow(event.id, id), isolate(say.words(text, trigger)), ` ¶ ${paragraph(trigger.start)}`);
  }

  /**
   * The name, to be pressed where it is an entity's.
   * @param {{ name: string, entity?: string }} participant
   */
  #entityButton({ name, entity }) {
    if (!entity) return name;
    return h("button", {
      type: "button", class: "as-link", "data-entity": entity, "aria-pressed": String(entity === this.#entity),
      title: "Mark its mentions in the text", click: () => this.#handlers.onEntity(entity),
    }, isolate(name));
  }

  /**
   * Who says so, which leads to the statement.
   * @param {say.Source} source
   */
  #sourceButton(source) {
    const { name, statement } = source;
    if (!statement) return this.#entityButton(source);
    return h("button", { type: "button", class: "as-link", title: "Show the statement", click: () => this.#handlers.onStatement(statement) }, isolate(name));
  }

  /**
   * A time or an amount, which leads to its words.
   * @param {string} id
   * @param {string} words
   */
  #valueButton(id, words) {
    return h("button", { type: "button", class: "as-link", title: "Show its words in the text", click: () => this.#handlers.onValue(id) }, isolate(words));
  }

  /**
   * Shows which entity is held wherever it has a button.
   * @param {string | null} id
   */
  selectEntity(id) {
    this.#entity = id;
    for (const button of this.#root.querySelectorAll("button[data-entity]")) {
      button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.entity === id));
    }
  }

  /**
   * @param {string} id
   * @param {string} label
   */
  #eventLink(id, label) {
    return link(`#${id}`, () => this.#handlers.onPick(id, true), label);
  }
}

/**
 * Which mentions come first in the text.
 * @param {Event} event
 */
function inTextOrder({ mentions }) {
  return mentions.map((mention, i) => i).sort((a, b) => mentions[a].trigger.start - mentions[b].trigger.start);
}

/**
 * @param {Event} event
 * @param {say.Reading} reading
 */
function sentenceParts(event, reading) {
  return say.sentence(event, reading).map((part) => (part.kind === "verb" ? h("b", { dir: "auto" }, part.text) : h("bdi", {}, part.text)));
}
