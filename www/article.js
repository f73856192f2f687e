/**
 * The article: triggers, times and quantities are links, skipped parts dimmed, roles of the held event and mentions of
 * the held entity tinted.
 */
import { h } from "./dom.js";
import { mark } from "./marks.js";
import { chunks, flatten, lines } from "./segments.js";

/**
 * @typedef {import("./segments.js").Span} Span
 * @typedef {import("./marks.js").Look} Look
 * @typedef {Span & { event: string, id: string, label: string, look: Look, style: string }} Trigger
 * @typedef {Span & { reason: string }} Skipped
 * @typedef {Span & { tag: string }} Role
 * @typedef {Span & { kind: "name" | "nominal" | "pronoun" }} Mention
 * @typedef {Span & { value: string, kind: "time" | "quantity", label: string }} Found a time or a quantity
 * @typedef {{ text: string, title: Span | null, language: string, triggers: Trigger[], skipped: Skipped[],
 *   found: Found[], credit: string | null }} Drawing
 */

const REASONS = {
  caption: "caption, skipped",
  related: "related posts, skipped",
  share: "share links, skipped",
  byline: "byline, skipped",
  ad: "advertisement, skipped",
  copyright: "copyright line, skipped",
  torn: "torn off here, skipped",
};
/** Marks of one line that have room in the margin. */
const MARKS_IN_LINE = 3;
/** Triggers up to which they have marks in the margin, and roles up to which they have tags: each costs a measurement. */
const MOST_MARKS = 3000;
/** Characters of a paragraph; a longer line is shown as several. */
const LONGEST_BLOCK = 10_000;
const MOST_TAGS = 300;
/** Times and quantities that are links. */
const MOST_FOUND = 3000;

export class ArticleView {
  /** @type {HTMLElement} */
  #root;
  #handlers;
  /** What is drawn, to tell whether anything is new. */
  #drawn = "";
  /** Text nodes in text order, to turn offsets into ranges. @type {{ start: number, node: Text }[]} */
  #nodes = [];
  /** Where each of them starts. @type {Map<Node, number>} */
  #starts = new Map();
  /** Every entity's mentions. @type {readonly Span[]} */
  #mentions = [];
  /** A look for the mention under the pointer is under way. */
  #isLooking = false;
  /** @type {Role[]} */
  #roles = [];
  #hasMarks = true;
  #tags = h("div", { class: "role-tags", "aria-hidden": "true" });

  /**
   * @param {HTMLElement} root
   * @param {{ onPick: (event: string) => void, onMention: (mention: Span) => void,
   *   onValue: (link: HTMLElement, byKey: boolean) => void }} handlers called when a trigger is followed, when words of an
   *   entity are clicked that are no link, and when a time or a quantity is followed
   */
  constructor(root, handlers) {
    this.#root = root;
    this.#handlers = handlers;
    root.addEventListener("click", (click) => this.#follow(click));
    root.addEventListener("pointermove", (move) => this.#look(move));
    root.addEventListener("pointerleave", () => this.#hover(null));
    let width = 0;
    new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width === width) return;
      width = contentRect.width;
      this.#placeMarks();
      this.#placeTags();
    }).observe(root);
  }

  /** @param {Drawing} drawing */
  draw(drawing) {
    const key = JSON.stringify(drawing);
    if (key === this.#drawn) return;
    this.#drawn = key;
    this.#nodes = [];
    this.#starts = new Map();
    this.highlight([], "neutral");
    this.#hover(null);
    const found = drawing.found.slice(0, MOST_FOUND);
    const spans = [...drawing.triggers, ...drawing.skipped, ...found];
    const firstFound = drawing.triggers.length + drawing.skipped.length;
    const pieces = flatten(drawing.text.length, spans);
    const named = new Set();
    this.#hasMarks = drawing.triggers.length <= MOST_MARKS;
    let next = 0;
    const blocks = lines(drawing.text).flatMap((line) => chunks(drawing.text, line, LONGEST_BLOCK)).map((line) => {
      const isTitle = drawing.title !== null && line.start < drawing.title.end && drawing.title.start < line.end;
      const block = h(isTitle ? "h2" : "p", { dir: "auto" });
      while (next < pieces.length && pieces[next].end <= line.start) next += 1;
      for (let i = next; i < pieces.length && pieces[i].start < line.end; i += 1) {
        const piece = pieces[i];
        const start = Math.max(piece.start, line.start);
        const end = Math.min(piece.end, line.end);
        if (start >= end) continue;
        const triggers = piece.covers.filter((index) => index < drawing.triggers.length).map((index) => drawing.triggers[index]);
        const skipped = piece.covers.filter((index) => index >= drawing.triggers.length && index < firstFound)
          .map((index) => drawing.skipped[index - drawing.triggers.length]);
        const values = piece.covers.filter((index) => index >= firstFound).map((index) => found[index - firstFound]);
        const node = document.createTextNode(drawing.text.slice(start, end));
        this.#nodes.push({ start, node });
        this.#starts.set(node, start);
        if (triggers.length) block.append(this.#link(triggers, node, named));
        else {
          const words = values.length ? this.#value(values, node, named) : node;
          block.append(...skipped[0] ? this.#dimmed(skipped[0], words, named) : [words]);
        }
      }
      return block;
    });
    this.#root.lang = drawing.language;
    if (drawing.credit) blocks.push(h("p", { class: "credit" }, drawing.credit));
    this.#root.replaceChildren(this.#tags, ...blocks);
    this.#placeMarks();
  }

  /**
   * One link for the triggers over a piece; those that started before it have their mark and name already.
   * @param {Trigger[]} triggers
   * @param {Text} node
   * @param {Set<unknown>} named
   */
  #link(triggers, node, named) {
    const fresh = triggers.filter((trigger) => !named.has(trigger));
    fresh.forEach((trigger) => named.add(trigger));
    // The shortest is the one that a click on this piece means most.
    const [first] = [...triggers].sort((a, b) => a.end - a.start - (b.end - b.start));
    const again = fresh.length === 0;
    return h("a", {
      class: `trigger ${first.look.tone} ${first.style}`,
      href: `#${first.event}`,
      id: fresh[0]?.id,
      "data-events": [...new Set(triggers.map((trigger) => trigger.event))].join(" "),
      "aria-label": again ? null : `${node.data} (${fresh.map((trigger) => trigger.label).join("; ")})`,
      "aria-hidden": again ? "true" : null,
      tabindex: again ? "-1" : null,
    }, ...this.#hasMarks ? fresh.map((trigger) => h("span", { class: "margin-mark" }, mark(trigger.look))) : [], node);
  }

  /**
   * A link for the shortest of the times and quantities over a piece.
   * @param {Found[]} values
   * @param {Text} node
   * @param {Set<unknown>} named
   */
  #value(values, node, named) {
    const [first] = [...values].sort((a, b) => a.end - a.start - (b.end - b.start));
    const again = named.has(first);
    named.add(first);
    return h("a", {
      class: `found ${first.kind}`,
      href: "#values",
      "data-value": first.value,
      "aria-label": again ? null : `${node.data} (${first.label})`,
      "aria-hidden": again ? "true" : null,
      tabindex: again ? "-1" : null,
    }, node);
  }

  /**
   * @param {Skipped} skipped
   * @param {Node} content
   * @param {Set<unknown>} named
   */
  #dimmed(skipped, content, named) {
    const words = h("span", { class: "skipped" }, content);
    if (named.has(skipped)) return [words];
    named.add(skipped);
    const reason = REASONS[/** @type {keyof typeof REASONS} */ (skipped.reason)] ?? `${skipped.reason}, skipped`;
    return [words, h("span", { class: "reason" }, ` – ${reason}`)];
  }

  /** @param {MouseEvent} click */
  #follow(click) {
    const value = /** @type {Element} */ (click.target).closest("a.found");
    if (value instanceof HTMLElement) {
      click.preventDefault();
      this.#handlers.onValue(value, click.detail === 0);
      return;
    }
    const link = /** @type {Element} */ (click.target).closest("a.trigger");
    if (!(link instanceof HTMLElement)) {
      // Words that are being selected are not clicked.
      const mention = getSelection()?.isCollapsed ? this.#mentionUnder(click) : null;
      if (mention) this.#handlers.onMention(mention);
      return;
    }
    click.preventDefault();
    // Where several events share a word, each click goes on to the next.
    const events = (link.dataset.events ?? "").split(" ");
    const at = events.findIndex((event) => this.#links(event).some((each) => each.classList.contains("selected") && each.dataset.held === event));
    this.#handlers.onPick(events[(at + 1) % events.length]);
  }

  /**
   * @param {string} event
   * @returns {HTMLElement[]}
   */
  #links(event) {
    return [...this.#root.querySelectorAll(`a[data-events~="${CSS.escape(event)}"]`)].filter((link) => link instanceof HTMLElement);
  }

  /**
   * Shows which event is held: its triggers inverted, its roles tinted.
   * @param {string | null} event
   * @param {Role[]} roles
   * @param {string} tone
   */
  select(event, roles = [], tone = "neutral") {
    for (const link of this.#root.querySelectorAll("a.selected")) {
      link.classList.remove("selected");
      link.removeAttribute("data-held");
    }
    for (const link of event ? this.#links(event) : []) {
      link.classList.add("selected");
      link.dataset.held = event ?? "";
    }
    this.highlight(roles, tone);
  }

  /**
   * @param {Role[]} roles
   * @param {string} tone
   */
  highlight(roles, tone) {
    this.#roles = roles;
    this.#tags.className = `role-tags ${tone}`;
    for (const each of ["cooperation", "conflict", "neutral"]) {
      setHighlight(`role-${each}`, each === tone ? roles.flatMap((role) => this.range(role) ?? []) : []);
    }
    this.#placeTags();
  }

  /**
   * Tells the words that can be clicked.
   * @param {readonly Span[]} mentions
   */
  setMentions(mentions) {
    this.#mentions = mentions;
  }

  /**
   * Tints one entity's mentions by their kind, the current one most.
   * @param {readonly Mention[]} mentions
   * @param {Mention | null} current
   */
  selectMentions(mentions, current) {
    for (const kind of ["name", "nominal", "pronoun"]) {
      setHighlight(`mention-${kind}`, mentions.filter((mention) => mention.kind === kind).flatMap((mention) => this.range(mention) ?? []));
    }
    const range = current && this.range(current);
    setHighlight("mention-current", range ? [range] : [], 2);
  }

  /**
   * Tints the words of the held time or quantity.
   * @param {Span | null} span
   */
  selectValue(span) {
    const range = span && this.range(span);
    setHighlight("value-current", range ? [range] : [], 2);
  }

  /**
   * Tints what somebody says, and stronger the word that tells it.
   * @param {readonly Span[]} content
   * @param {Span | null} cue
   */
  selectStatement(content, cue) {
    const ranges = (/** @type {readonly Span[]} */ spans) => spans.flatMap((span) => this.range(span) ?? []);
    setHighlight("statement-words", ranges(content), 1);
    setHighlight("statement-cue", ranges(cue ? [cue] : []), 2);
  }

  /**
   * The link of a time or a quantity; null where its words are a trigger's or links are off.
   * @param {string} value
   */
  valueLink(value) {
    const link = this.#root.querySelector(`a[data-value="${CSS.escape(value)}"]`);
    return link instanceof HTMLElement ? link : null;
  }

  /**
   * Brings words to the middle where they are not well in sight.
   * @param {Span} span
   */
  reveal(span) {
    const rect = this.range(span)?.getBoundingClientRect();
    if (rect) this.#scrollTo(rect);
  }

  /** @param {DOMRect} rect */
  #scrollTo({ top, bottom }) {
    const pane = this.#root.getBoundingClientRect();
    // Below, a bar may lie over the text.
    if (top >= pane.top + 60 && bottom <= pane.bottom - 120) return;
    this.#root.scrollBy({ top: (top + bottom) / 2 - (pane.top + pane.bottom) / 2 });
  }

  /**
   * The mention under the pointer; of several the shortest.
   * @param {MouseEvent} event
   * @returns {Span | null}
   */
  #mentionUnder({ clientX, clientY }) {
    const offset = this.#offsetAt(clientX, clientY);
    if (offset === null) return null;
    // A caret stands between two characters, and the pointer is over either.
    const [mention] = this.#mentions
      .filter(({ start, end }) => start <= offset && offset <= end)
      .sort((a, b) => a.end - a.start - (b.end - b.start))
      .filter((span) => [...this.range(span)?.getClientRects() ?? []].some((rect) =>
        rect.left <= clientX && clientX <= rect.right && rect.top <= clientY && clientY <= rect.bottom));
    return mention ?? null;
  }

  /**
   * The offset of the text nearest to a point; null where there is none.
   * @param {number} x
   * @param {number} y
   */
  #offsetAt(x, y) {
    // Safari has had the standard's way since 18.4 only.
    const caret = document.caretPositionFromPoint?.(x, y);
    const range = caret ? null : document.caretRangeFromPoint?.(x, y);
    const node = caret?.offsetNode ?? range?.startContainer;
    const start = node && this.#starts.get(node);
    return start === undefined ? null : start + (caret?.offset ?? range?.startOffset ?? 0);
  }

  /** @param {PointerEvent} move */
  #look(move) {
    if (move.pointerType !== "mouse" || this.#isLooking) return;
    this.#isLooking = true;
    requestAnimationFrame(() => {
      this.#isLooking = false;
      const isTrigger = move.target instanceof Element && move.target.closest("a");
      this.#hover(isTrigger ? null : this.#mentionUnder(move));
    });
  }

  /** @param {Span | null} mention */
  #hover(mention) {
    const range = mention && this.range(mention);
    this.#root.classList.toggle("over-mention", Boolean(range));
    setHighlight("mention-hover", range ? [range] : [], 1);
  }

  /**
   * Brings the first of an event's triggers, or the one with this id, to the middle.
   * @param {string} event
   * @param {{ id?: string, focus?: boolean }} [how]
   */
  show(event, { id, focus = false } = {}) {
    const link = (id && document.getElementById(id)) || this.#links(event)[0];
    if (!(link instanceof HTMLElement)) return;
    if (focus) link.focus({ preventScroll: true });
    this.#scrollTo(link.getBoundingClientRect());
  }

  /**
   * @param {Span} span
   * @returns {Range | null}
   */
  range({ start, end }) {
    const first = this.#nodeAt(start);
    const last = this.#nodeAt(end - 1);
    if (!first || !last || start >= end) return null;
    const range = document.createRange();
    range.setStart(first.node, Math.min(first.node.length, start - first.start));
    range.setEnd(last.node, Math.min(last.node.length, end - last.start));
    return range;
  }

  /**
   * The last text node that starts at or before `offset`.
   * @param {number} offset
   */
  #nodeAt(offset) {
    let low = 0;
    let high = this.#nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#nodes[middle].start <= offset) low = middle + 1;
      else high = middle;
    }
    return this.#nodes[low - 1];
  }

  /** Marks of one line stand side by side, a lone one in the middle; those without room go, their triggers say the same. */
  #placeMarks() {
    const marks = /** @type {HTMLElement[]} */ ([...this.#root.querySelectorAll(".margin-mark")]);
    const tops = marks.map((each) => each.getBoundingClientRect().top);
    for (let first = 0, end; first < marks.length; first = end) {
      end = first + 1;
      while (end < marks.length && Math.abs(tops[end] - tops[first]) < 8) end += 1;
      const isLone = end - first === 1;
      for (let i = first; i < end; i += 1) {
        marks[i].dataset.place = isLone ? "lone" : i - first < MARKS_IN_LINE ? String(i - first) : "none";
      }
    }
  }

  /** The name of each role above its words. */
  #placeTags() {
    const base = this.#tags.getBoundingClientRect();
    const places = this.#roles.slice(0, MOST_TAGS).flatMap((role) => {
      const rect = this.range(role)?.getClientRects()[0];
      return rect ? [{ tag: role.tag, x: rect.left - base.left, y: rect.top - base.top }] : [];
    });
    places.sort((a, b) => a.y - b.y || a.x - b.x);
    this.#tags.replaceChildren(...places.filter(({ x, y }, i) => {
      const before = places[i - 1];
      return !before || Math.abs(before.y - y) > 8 || x - before.x > 34;
    }).map(({ tag, x, y }) => {
      const element = h("span", {}, tag);
      element.style.left = `${x}px`;
      element.style.top = `${y}px`;
      return element;
    }));
  }
}

/**
 * Tints ranges under a name that style.css knows. Without the Custom Highlight API the cards alone tell what they are.
 * @param {string} name
 * @param {Range[]} ranges
 * @param {number} [priority] the higher one covers the lower
 */
function setHighlight(name, ranges, priority = 0) {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete(name);
  if (ranges.length === 0) return;
  const highlight = new Highlight();
  // One by one: a call takes some ten thousand arguments at most.
  for (const range of ranges) highlight.add(range);
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
}
