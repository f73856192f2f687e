/** Shows a report: article, views and lists are parts of one reading, and what is picked in one is picked in all. */
import { ArticleView } from "./article.js";
import { announce, byId, h } from "./dom.js";
import { EntityList } from "./entities.js";
import { EventList } from "./events.js";
import "./export.js";
import { Filters } from "./filters.js";
import "./findings.js";
import { keys } from "./keys.js";
import { lookOf, typeOf } from "./marks.js";
import { rolesOf, triggersOf, valuesIn } from "./marked.js";
import { isNarrow, showPane } from "./panes.js";
import { profiles } from "./profiles.js";
import { outlet } from "./published.js";
import { shownQuantities } from "./quantities.js";
import { rests } from "./rest.js";
import { lines } from "./segments.js";
import { engine, open } from "./session.js";
import { creditOf, sourceNote } from "./sources.js";
import { StatementList, speakers } from "./statements.js";
import { on, set, state } from "./store.js";
import { drawSummary } from "./summary.js";
import { Tip } from "./tip.js";
import { ValueList } from "./values.js";
import { Views } from "./views.js";
import * as say from "./wording.js";

/** @typedef {import("./pkg/dateline.js").Event} Event */
/** @typedef {import("./facets.js").Context & { paragraph: (offset: number) => number }} Context */

const orderField = /** @type {HTMLSelectElement} */ (byId("order"));
const marksValues = /** @type {HTMLInputElement} */ (byId("mark-values"));

/** What is made of the newest answer, once for each. @type {Context | null} */
let context = null;
/** @type {ReturnType<typeof profiles>} */
let entities = new Map();
/** @type {Map<string, import("./values.js").Value>} */
let values = new Map();

const article = new ArticleView(byId("article"), {
  onPick(event) {
    hold(event, true);
    showPane("events");
    list.show(event, isNarrow());
  },
  onMention(mention) {
    const [id, number] = entityAt(mention);
    if (id === state.entity && number === state.mention) holdEntity(null);
    else holdEntity(id, number);
    if (state.entity && document.body.dataset.list === "entities") entityList.show(state.entity);
  },
  onValue(link, byKey) {
    const value = link.dataset.value ?? "";
    if (byKey) showValue(value);
    else {
      holdValue(value);
      tip.show(link, true);
      if (document.body.dataset.list === "values") valueList.show(value);
    }
  },
});
const list = new EventList(byId("cards"), byId("more"), {
  onPick(event, open) {
    hold(event, open);
    list.show(event, true);
    article.show(event);
  },
  onShow(event, trigger) {
    showPane("article");
    article.show(event, { id: trigger, focus: true });
  },
  onEntity(entity) {
    holdEntity(entity === state.entity ? null : entity);
    showMention();
  },
  onValue: revealValue,
  onStatement: showStatement,
});
const views = new Views((event) => {
  hold(event, true);
  list.show(event);
  article.show(event);
});
const filters = new Filters(byId("filters"), byId("strip"), () => {
  drawEvents();
  announce(title());
});
const entityList = new EntityList(byId("entity-groups"), {
  onPick(entity) {
    holdEntity(entity === state.entity ? null : entity);
    if (state.entity) entityList.show(state.entity, true);
    if (!isNarrow()) showMention();
  },
  onShow(entity, mention) {
    holdEntity(entity, mention);
    showMention();
  },
  onEvent: showEvent,
  onStatement: showStatement,
});
const valueList = new ValueList(byId("value-groups"), {
  onPick(values) {
    const isHeld = values.includes(state.value ?? "");
    holdValue(isHeld ? null : values[0]);
    valueList.show(values[0], true);
    if (!isHeld && !isNarrow()) revealValue(values[0]);
  },
  onShow(value) {
    revealValue(value);
    article.valueLink(value)?.focus({ preventScroll: true });
  },
  onEvent: showEvent,
});
const statementList = new StatementList(byId("statement-groups"), {
  onPick(statement) {
    const isHeld = statement === state.statement;
    holdStatement(isHeld ? null : statement);
    statementList.show(statement, true);
    if (!isHeld && !isNarrow()) revealStatement(statement);
  },
  onShow: revealStatement,
  onEvent: showEvent,
  onStatement: showStatement,
  onEntity(entity) {
    holdEntity(entity);
    showPane("entities");
    entityList.show(entity, true);
  },
});
const tip = new Tip(byId("tip"), byId("article"), { facts: (value) => valueList.facts(value), onMore: showValue });

// ---- What was read ----

on(["answer", "outlet"], draw);
on(["text"], () => {
  // A text that waits for its first answer stands there without marks.
  if (!state.answer) drawText();
});
orderField.addEventListener("change", () => drawEvents());
marksValues.addEventListener("change", drawText);

async function draw() {
  const { answer } = state;
  if (!answer) {
    forget();
    return;
  }
  const rest = rests();
  const last = context?.reading;
  const own = context = contextOf(answer);
  const { reading } = own;
  const { report } = reading;
  values = new Map([...report.times, ...report.quantities].map((value) => [value.id, value]));
  entities = profiles(report);
  article.setMentions(report.entities.flatMap((entity) => entity.mentions));
  // What is held is found again: a new date gives the same events.
  set(last ? again(last, reading) : NOTHING);
  drawSummary(byId("summary"), report.document.summary, showEvent);
  for (const step of [
    () => valueList.draw(own),
    () => drawEvents(rest),
    () => entityList.draw(entities, own),
    () => statementList.draw(speakers(reading), own),
  ]) {
    await step();
    await rest();
    if (context !== own) return;
  }
  selectAll();
  announce(`${say.counted(report.events.length, "event")} found`);
  set({ drawn: answer });
}

/** Nothing of an older article stays. */
function forget() {
  // Of the first text the address may tell: a link leads to it filtered.
  if (context) filters.clear();
  context = null;
  entities = new Map();
  values = new Map();
  for (const id of ["summary", "views", "filters", "strip", "none-pass", "order-field"]) byId(id).hidden = true;
  list.draw([], null);
  entityList.draw(entities, null);
  valueList.draw(null);
  statementList.draw([], null);
  set({ shown: [], drawn: null, ...NOTHING });
  drawTitles();
}

/**
 * @param {import("./store.js").Answer} answer
 * @returns {Context}
 */
function contextOf({ report, text }) {
  const types = new Map(engine.types.map((type) => [type.name, type]));
  const type = (/** @type {Event} */ event) => typeOf(types, event.type);
  const reading = say.reading(report, text, (name) => typeOf(types, name).label, outlet()?.name);
  const starts = lines(text).map((line) => line.start);
  return { reading, type, look: (event) => lookOf(event, type(event)), paragraph: (offset) => upTo(starts, offset) };
}

/**
 * The events that the filters let through, in list, views and text.
 * @param {() => Promise<void>} [rest]
 */
async function drawEvents(rest = rests()) {
  if (!context) return;
  const own = context;
  const { report } = own.reading;
  const shown = inOrder(filters.of(report.events, own));
  set({ shown, held: shown.some(({ id }) => id === state.held) ? state.held : null });
  list.draw(shown, own);
  byId("none-pass").hidden = report.events.length === 0 || shown.length > 0;
  byId("order-field").hidden = report.events.length < 2;
  drawTitles();
  for (const step of [() => filters.draw(), () => views.draw(shown, own), drawText]) {
    await rest();
    if (context !== own || state.shown !== shown) return;
    step();
  }
}

function drawText() {
  const { source } = state;
  const { reading, look } = context ?? {};
  const { document } = reading?.report ?? {};
  article.draw({
    text: reading?.text ?? state.text,
    title: document?.title ?? null,
    language: document?.language ?? "en",
    triggers: reading && look ? triggersOf(state.shown, reading, look) : [],
    skipped: document?.boilerplate ?? [],
    found: reading && marksValues.checked ? valuesIn(reading.report, (value) => valueList.facts(value)) : [],
    credit: source && !source.text ? `${creditOf(source)}. Publication date: ${source.publishedNote}.` : null,
  });
  const note = sourceNote(source, (text) => {
    if (source) open(text, Object.assign(source, { text }));
  });
  byId("article").querySelector(".source-note")?.remove();
  if (note) byId("article").prepend(note);
  selectAll();
}

function drawTitles() {
  const { report } = context?.reading ?? {};
  byId("events-title").textContent = title();
  byId("entities-title").textContent = report ? say.counted(report.entities.filter((entity) => entity.named).length, "name") : "Who and where";
  byId("values-title").textContent = report ? `${say.counted(report.times.length, "time")}, ${say.counted(shownQuantities(report).length, "quantity", "quantities")}` : "When and how many";
  byId("statements-title").textContent = report ? statementsTitle(report) : "Who says what";
}

function title() {
  return say.eventsTitle(state.shown.length, context?.reading.report.events.length ?? 0);
}

/** @param {import("./pkg/dateline.js").Report} report */
function statementsTitle({ statements }) {
  const found = new Set(statements.flatMap(({ speaker }) => speaker ?? [])).size;
  return [say.counted(statements.length, "statement"), found && say.counted(found, "speaker")].filter(Boolean).join(", ");
}

/** @param {Event[]} events */
function inOrder(events) {
  const first = new Map(events.map((event) => [event, Math.min(...event.mentions.map((mention) => mention.trigger.start))]));
  return [...events].sort(orderField.value === "salience" ? (a, b) => b.salience - a.salience : (a, b) => (first.get(a) ?? 0) - (first.get(b) ?? 0));
}

/**
 * How many of the ascending numbers are not above the limit.
 * @param {number[]} numbers
 * @param {number} limit
 */
function upTo(numbers, limit) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

// ---- What is held ----

const NOTHING = { held: null, isOpen: false, entity: null, mention: 0, value: null, statement: null };

/**
 * What is held of one reading, in the next: what stands at the same place in the same sense.
 * @param {say.Reading} last
 * @param {say.Reading} next
 * @returns {Partial<import("./store.js").State>}
 */
function again(last, { report }) {
  const start = (/** @type {{ start: number } | null | undefined} */ span) => span?.start;
  const event = last.events.get(state.held ?? "");
  const entity = last.entities.get(state.entity ?? "");
  const value = [...last.report.times, ...last.report.quantities].find(({ id }) => id === state.value);
  const statement = last.statements.get(state.statement ?? "");
  return {
    held: (event && report.events.find((each) => each.type === event.type && start(each.mentions[0]?.trigger) === start(event.mentions[0]?.trigger)))?.id ?? null,
    entity: (entity && report.entities.find((each) => each.name === entity.name && start(each.mentions[0]) === start(entity.mentions[0])))?.id ?? null,
    // Of a time and a quantity of the same words the kind is told by the id.
    value: (value && [...values.values()].find((each) => each.start === value.start && each.end === value.end && each.id[0] === value.id[0]))?.id ?? null,
    statement: (statement && report.statements.find((each) =>
      start(each.content[0]) === start(statement.content[0]) && start(each.cue) === start(statement.cue)))?.id ?? null,
  };
}

on(["held", "isOpen"], selectEvent);
on(["entity"], selectEntity);
on(["entity", "mention"], selectMention);
on(["value"], selectValue);
on(["statement"], selectStatement);

function selectAll() {
  selectEvent();
  selectEntity();
  selectMention();
  selectValue();
  selectStatement();
}

function selectEvent() {
  const event = context?.reading.events.get(state.held ?? "");
  list.select(state.held, state.isOpen);
  views.select(state.held);
  if (event && context) article.select(event.id, rolesOf(event, context.reading), context.type(event).tone);
  else article.select(null);
}

/**
 * @param {string | null} id
 * @param {boolean} [isOpen]
 */
function hold(id, isOpen = false) {
  const event = context?.reading.events.get(id ?? "");
  set({ held: event?.id ?? null, isOpen: Boolean(event) && isOpen });
  if (event && context) announce(say.plain(say.sentence(event, context.reading)));
}

/**
 * To its card in the list, opened, and its words.
 * @param {string} id
 */
function showEvent(id) {
  showPane("events");
  if (!state.shown.some((event) => event.id === id)) {
    filters.clear();
    drawEvents();
  }
  hold(id, true);
  list.show(id, true);
  article.show(id);
}

/** @param {number} step */
function step(step) {
  const next = list.neighbour(state.held, step);
  if (!next) return;
  if (["entities", "values", "statements"].includes(state.pane)) showPane("events");
  hold(next, state.isOpen);
  list.show(next, true);
  article.show(next);
}

// ---- An entity is held, beside the event or without one ----

function selectEntity() {
  list.selectEntity(state.entity);
  entityList.select(state.entity);
}

function selectMention() {
  const profile = entities.get(state.entity ?? "");
  const bar = byId("mention-bar");
  // The focus must not go with the bar.
  if (!profile && bar.contains(document.activeElement)) byId("article").focus({ preventScroll: true });
  article.selectMentions(profile?.mentions ?? [], profile?.mentions[state.mention] ?? null);
  bar.hidden = !profile;
  if (!profile) return;
  byId("mention-name").replaceChildren(h("bdi", {}, profile.entity.name));
  byId("mention-count").textContent = mentionCount(profile);
  for (const step of ["mention-before", "mention-after"]) byId(step).disabled = profile.mentions.length < 2;
}

/** @param {import("./profiles.js").Profile} profile */
function mentionCount({ mentions }) {
  return mentions.length ? `${state.mention + 1} of ${mentions.length}` : "no mentions";
}

/**
 * @param {string | null} id
 * @param {number} [mention] which one is the current one
 */
function holdEntity(id, mention = 0) {
  const profile = entities.get(id ?? "");
  const isOther = state.entity !== (profile?.entity.id ?? null);
  set({ entity: profile?.entity.id ?? null, mention: profile?.mentions[mention] ? mention : 0 });
  const current = profile?.mentions[state.mention];
  if (!profile || !context) return;
  announce(isOther || !current ? `${profile.entity.name}: ${say.counted(profile.mentions.length, "mention")}` :
    `${mentionCount(profile)}: ${say.words(context.reading.text, current)}`);
}

/** Brings the current mention into sight. */
function showMention() {
  const mention = entities.get(state.entity ?? "")?.mentions[state.mention];
  if (!mention) return;
  showPane("article");
  article.reveal(mention);
}

/**
 * Goes to another mention; after the last comes the first.
 * @param {number} step
 */
function stepMention(step) {
  const count = entities.get(state.entity ?? "")?.mentions.length ?? 0;
  if (count === 0) return;
  holdEntity(state.entity, (state.mention + step + count) % count);
  showMention();
}

/**
 * Whose mention it is, and which one.
 * @param {import("./segments.js").Span} mention
 * @returns {[string | null, number]}
 */
function entityAt(mention) {
  for (const [id, { mentions }] of entities) {
    const number = mentions.findIndex((each) => each === mention);
    if (number >= 0) return [id, number];
  }
  return [null, 0];
}

byId("mention-before").addEventListener("click", () => stepMention(-1));
byId("mention-after").addEventListener("click", () => stepMention(1));
byId("mention-end").addEventListener("click", () => holdEntity(null));
byId("mention-name").addEventListener("click", () => {
  showPane("entities");
  if (state.entity) entityList.show(state.entity, true);
});

// ---- A time or quantity is held, beside the others ----

function selectValue() {
  valueList.select(state.value);
  article.selectValue(values.get(state.value ?? "") ?? null);
}

/** @param {string | null} id */
function holdValue(id) {
  tip.hide();
  set({ value: values.has(id ?? "") ? id : null });
}

/**
 * To its row in the list.
 * @param {string} id
 */
function showValue(id) {
  holdValue(id);
  showPane("values");
  valueList.show(id, true);
}

/**
 * To its words in the text.
 * @param {string} id
 */
function revealValue(id) {
  holdValue(id);
  showPane("article");
  const value = values.get(id);
  if (value) article.reveal(value);
}

// ---- A statement is held, beside the others ----

function selectStatement() {
  const { content = [], cue = null } = context?.reading.statements.get(state.statement ?? "") ?? {};
  statementList.select(state.statement);
  article.selectStatement(content, cue);
}

/** @param {string | null} id */
function holdStatement(id) {
  set({ statement: context?.reading.statements.has(id ?? "") ? id : null });
}

/**
 * To its words in the text.
 * @param {string} id
 */
function revealStatement(id) {
  holdStatement(id);
  showPane("article");
  // Where it begins: the whole of it may be higher than the pane.
  const [first] = context?.reading.statements.get(id)?.content ?? [];
  if (first) article.reveal({ start: first.start, end: Math.min(first.end, first.start + 80) });
}

/**
 * To its row in the list, with its words in sight.
 * @param {string} id
 */
function showStatement(id) {
  holdStatement(id);
  if (!isNarrow()) revealStatement(id);
  showPane("statements");
  statementList.show(id, true);
}

// ---- Panes and keys ----

byId("panes").addEventListener("click", (/** @type {MouseEvent} */ { target }) => {
  const name = /** @type {HTMLElement} */ (target).dataset.pane;
  if (!name) return;
  showPane(name);
  const { held, entity, value, statement } = state;
  if (name === "article" && entity) showMention();
  else if (name === "article" && value) revealValue(value);
  else if (name === "article" && statement) revealStatement(statement);
  else if (name === "article" && held) article.show(held);
  if (name === "events" && held) list.show(held);
  if (name === "entities" && entity) entityList.show(entity);
  if (name === "values" && value) valueList.show(value);
  if (name === "statements" && statement) statementList.show(statement);
});

keys(letGo, openHeld, {
  j: () => step(1),
  k: () => step(-1),
  h: () => marksValues.click(),
  n: () => stepMention(1),
  p: () => stepMention(-1),
  o: swap,
  1: () => views.toggle("timeline"),
  2: () => views.toggle("matrix"),
  3: () => views.toggle("map"),
});

/** Lets go of what was picked last: the event is held longest. */
function letGo() {
  const { held } = state;
  if (tip.isOpen) holdValue(null);
  else if (state.entity) holdEntity(null);
  else if (state.value) holdValue(null);
  else if (state.statement) holdStatement(null);
  else {
    hold(null);
    if (held) list.show(held, true);
  }
}

/** Opens or closes the card of the held event; false where none is held. */
function openHeld() {
  if (state.held) hold(state.held, !state.isOpen);
  return state.held !== null;
}

/** From the held event's card to its words, and back. */
function swap() {
  if (!state.held) return;
  const isInText = byId("article").contains(document.activeElement);
  showPane(isInText ? "events" : "article");
  if (isInText) list.show(state.held, true);
  else article.show(state.held, { focus: true });
}

// A text may have been opened before this was there.
drawText();
draw();
