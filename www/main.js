/** Joins the parts of the page: what was pasted, what the engine answers, what is held, and the keys. */
import { ArticleView } from "./article.js";
import { readText } from "./assets.js";
import { creditsIn } from "./credits.js";
import { byId, h, save } from "./dom.js";
import { Engine, EngineError } from "./engine.js";
import { EntityList } from "./entities.js";
import { EventList, triggerId } from "./events.js";
import { pageSource, readFiles } from "./files.js";
import { Filters } from "./filters.js";
import { isArticle, isSource } from "./html.js";
import { lookOf, mark, typeOf } from "./marks.js";
import { notice } from "./notice.js";
import { keepOffline } from "./offline.js";
import { profiles } from "./profiles.js";
import { shownQuantities } from "./quantities.js";
import { lines } from "./segments.js";
import { LONG_LINK, clearLink, linkTo, readLink } from "./share.js";
import { Picker, acceptFiles, sourceNote } from "./sources.js";
import { StatementList, speakers } from "./statements.js";
import { only } from "./subset.js";
import { drawSummary } from "./summary.js";
import { dateWords } from "./times.js";
import { Tip } from "./tip.js";
import { ValueList, lostWords } from "./values.js";
import { Views } from "./views.js";
import * as say from "./wording.js";

/**
 * @typedef {import("./pkg/dateline.js").Report} Report
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {{ title: string, file?: string, published: string, publishedNote: string, credit: string, licence: string | null } & Partial<Source>} Sample
 * @typedef {import("./files.js").Source} Source
 */

/** Milliseconds without a further change before a new analysis. */
const DEBOUNCE = 150;
/** Words that the notice of a missing date names. */
const LISTED_LOST = 3;
/** Milliseconds after which a text is shown without waiting for its events. */
const SHOW_TEXT = 250;

const engine = new Engine();
const box = /** @type {HTMLTextAreaElement} */ (byId("text"));
const published = /** @type {HTMLInputElement} */ (byId("published"));
const live = byId("live");
const orderField = /** @type {HTMLSelectElement} */ (byId("order"));
const marksValues = /** @type {HTMLInputElement} */ (byId("mark-values"));

/** The text that is read now, and everything that came of it. */
const state = {
  text: "",
  /** The date it was last read with, "" for none. */
  published: "",
  /** @type {"en" | undefined} */
  language: undefined,
  /** @type {Sample | null} */
  sample: null,
  /** @type {Report | null} */
  report: null,
  /** @type {say.Reading | null} */
  reading: null,
  /** @type {Map<string, Event>} */
  events: new Map(),
  /** Those that pass the filters, in the order of the list. @type {Event[]} */
  shown: [],
  /** @type {Map<string, import("./profiles.js").Profile>} */
  profiles: new Map(),
  /** The event that is held. @type {string | null} */
  held: null,
  isOpen: false,
  /** The entity that is held, and which of its mentions is the current one. @type {string | null} */
  entity: null,
  mention: 0,
  /** @type {Map<string, import("./values.js").Value>} */
  values: new Map(),
  /** The time or quantity that is held. @type {string | null} */
  value: null,
  /** @type {say.Reading["statements"]} */
  statements: new Map(),
  /** The statement that is held. @type {string | null} */
  statement: null,
};

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
  redraw();
  live.textContent = eventsTitle();
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

// ---- From text to events ----

/**
 * Opens a text as the article and reads it.
 * @param {string} text
 * @param {Sample | null} [sample]
 */
function open(text, sample = null) {
  const isNew = text !== state.text;
  if (isNew && isSuggested()) setPublished("");
  state.text = text;
  state.sample = sample ?? picker.edited(text);
  picker.show(/** @type {Source | null} */ (state.sample));
  if (!state.sample?.isLink) clearLink();
  if (isNew) state.language = undefined;
  if (isNew) {
    // Of the first text the address may tell: a link leads to it filtered.
    if (state.report) filters.clear();
    forget();
  }
  showPane("events");
  byId("start-problem").hidden = true;
  byId("analyse").disabled = true;
  return analyse({ isFirst: true });
}

/** Nothing of an older article may stand beside a new one. */
function forget() {
  state.report = null;
  state.reading = null;
  state.events = new Map();
  state.shown = [];
  state.profiles = new Map();
  state.statements = new Map();
  hold(null);
  holdEntity(null);
  holdValue(null);
  holdStatement(null);
  list.draw([], null);
  entityList.draw(state.profiles, null);
  valueList.draw(null);
  statementList.draw([], null);
  byId("events-title").textContent = "Events";
  byId("entities-title").textContent = "Who and where";
  byId("values-title").textContent = "When and how many";
  byId("statements-title").textContent = "Who says what";
  for (const id of ["warnings", "date-note"]) byId(id).replaceChildren();
  byId("speed").textContent = "";
  for (const id of ["problem", "nothing", "none-pass", "order-field", "summary", "views", "filters", "strip"]) byId(id).hidden = true;
  byId("export-button").disabled = true;
}

/** @param {{ isFirst?: boolean }} [how] */
async function analyse({ isFirst = false } = {}) {
  const { text } = state;
  state.published = given();
  /** @type {import("./pkg/dateline.js").Options} */
  const options = {};
  if (state.published) options.published = state.published;
  if (state.language) options.language = state.language;
  const slow = setTimeout(() => {
    if (isFirst) showReader();
    byId("events").classList.add("stale");
  }, SHOW_TEXT);
  try {
    const answer = await engine.analyse(text, options);
    if (!answer) return;
    draw(answer.report, answer.ms);
    if (document.body.dataset.view === "start" && isFirst) showReader();
  } catch (error) {
    if (isFirst) showReader();
    showProblem(/** @type {EngineError} */ (error));
  } finally {
    clearTimeout(slow);
    byId("events").classList.remove("stale");
    byId("analyse").disabled = false;
  }
}

/** @param {EngineError} error */
function showProblem(error) {
  const problem = byId("problem");
  const isOption = error instanceof EngineError && error.code !== null;
  problem.replaceChildren(
    h("p", {}, h("strong", {}, isOption ? "The publication date can’t be used." : "The events could not be read.")),
    h("p", {}, `${error.message} Your text is kept.`),
    h("button", { type: "button", click: () => {
      problem.hidden = true;
      analyse();
    } }, "Try again"));
  problem.hidden = false;
  byId("speed").textContent = "";
}

// ---- What is shown ----

function showReader() {
  document.body.dataset.view = "reader";
  byId("header-published").append(byId("published-field"));
  if (!state.report) drawText(null);
  byId("article-name").textContent = headline();
  document.title = `${headline()} – Dateline`;
}

/** The box again, with the text that is being read. */
function showStart() {
  document.body.dataset.view = "start";
  byId("start-published").append(byId("published-field"));
  byId("back").hidden = !state.text;
  document.title = "Dateline";
  box.focus();
}

function headline() {
  const span = state.report?.document.title ?? lines(state.text.slice(0, 2000))[0];
  return span ? say.words(state.text, span).slice(0, 120) : "Empty text";
}

/**
 * @param {Report} report
 * @param {number} ms
 */
function draw(report, ms) {
  const { text } = state;
  const types = new Map(engine.types.map((type) => [type.name, type]));
  const type = (/** @type {Event} */ event) => typeOf(types, event.type);
  const look = (/** @type {Event} */ event) => lookOf(event, type(event));
  const before = state.held ? state.events.get(state.held) : undefined;
  const entityBefore = state.entity ? state.profiles.get(state.entity) : undefined;
  state.report = report;
  state.reading = say.reading(report, text, (name) => typeOf(types, name).label);
  state.events = state.reading.events;
  const starts = lines(text).map((line) => line.start);
  const paragraph = (/** @type {number} */ offset) => starts.filter((start) => start <= offset).length;
  const valueBefore = valueOf(state.value);
  state.values = new Map([...report.times, ...report.quantities].map((value) => [value.id, value]));
  valueList.draw({ reading: state.reading, paragraph });
  const context = { reading: state.reading, look, type, paragraph };
  state.shown = inOrder(filters.of(report.events, context));
  drawSummary(byId("summary"), report.document.summary, showEvent);
  filters.draw();
  drawText(report, look);
  list.draw(state.shown, context);
  views.draw(state.shown, context);
  // A new date gives the same events again: the one that was held stays so.
  const same = before && report.events.find((event) => event.type === before.type && event.mentions[0]?.trigger.start === before.mentions[0]?.trigger.start);
  hold(same && state.shown.includes(same) ? same.id : null, state.isOpen, { quiet: true });
  state.profiles = profiles(report);
  article.setMentions(report.entities.flatMap((entity) => entity.mentions));
  entityList.draw(state.profiles, { reading: state.reading, paragraph });
  byId("entities-title").textContent = say.counted(report.entities.filter((entity) => entity.named).length, "name");
  const sameEntity = entityBefore && [...state.profiles.values()].find(({ entity, mentions }) =>
    entity.name === entityBefore.entity.name && mentions[0]?.start === entityBefore.mentions[0]?.start);
  holdEntity(sameEntity?.entity.id ?? null, state.mention, { quiet: true });
  const sameValue = valueBefore && [...state.values.values()].find((value) =>
    value.start === valueBefore.start && value.end === valueBefore.end && value.id[0] === valueBefore.id[0]);
  holdValue(sameValue?.id ?? null);
  const statementBefore = state.statements.get(state.statement ?? "");
  state.statements = state.reading.statements;
  const groups = speakers(state.reading);
  statementList.draw(groups, { reading: state.reading, paragraph });
  const sameStatement = statementBefore && report.statements.find((each) =>
    each.content[0]?.start === statementBefore.content[0]?.start && each.cue?.start === statementBefore.cue?.start);
  holdStatement(sameStatement?.id ?? null);
  const speakersFound = groups.filter(({ entity }) => entity).length;
  byId("statements-title").textContent = [say.counted(report.statements.length, "statement"), speakersFound && say.counted(speakersFound, "speaker")].filter(Boolean).join(", ");
  const quantities = shownQuantities(report).length;
  byId("values-title").textContent = `${say.counted(report.times.length, "time")}, ${quantities.toLocaleString("en-GB")} ${quantities === 1 ? "quantity" : "quantities"}`;

  const found = say.counted(report.events.length, "event");
  const wordCount = text.match(/\S+/g)?.length ?? 0;
  byId("problem").hidden = true;
  byId("events-title").textContent = eventsTitle();
  byId("none-pass").hidden = report.events.length === 0 || state.shown.length > 0;
  byId("order-field").hidden = report.events.length < 2;
  byId("export-button").disabled = false;
  byId("article-name").textContent = headline();
  byId("speed").textContent = `${say.counted(wordCount, "word")}, ${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
  drawPublished(report);
  drawWarnings(report);
  drawDateNote(report);
  drawNothing(report, wordCount);
  live.textContent = `${found} found`;
}

/** "12 events", or as many of them as pass the filters. */
function eventsTitle() {
  const all = state.report?.events.length ?? 0;
  if (all === 0) return "Events";
  return state.shown.length < all ? `${state.shown.length.toLocaleString("en-GB")} of ${say.counted(all, "event")}` : say.counted(all, "event");
}

/** @param {Event[]} events */
function inOrder(events) {
  const first = (/** @type {Event} */ event) => Math.min(...event.mentions.map((mention) => mention.trigger.start));
  const sorted = [...events];
  if (orderField.value === "salience") return sorted.sort((a, b) => b.salience - a.salience);
  const starts = new Map(events.map((event) => [event, first(event)]));
  return sorted.sort((a, b) => (starts.get(a) ?? 0) - (starts.get(b) ?? 0));
}

/**
 * @param {Report | null} report
 * @param {(event: Event) => import("./marks.js").Look} [look]
 */
function drawText(report, look) {
  const { reading } = state;
  const triggers = report && reading && look ? state.shown.flatMap((event, number) => {
    const same = { event: event.id, look: look(event), label: `event ${number + 1}, ${say.certainty(event, reading).word}` };
    return event.mentions.map((mention, i) => ({
      ...mention.trigger, ...same, id: triggerId(event, i), style: underline(mention.factuality),
    }));
  }) : [];
  article.draw({
    text: state.text,
    title: report?.document.title ?? null,
    language: report?.document.language ?? "en",
    triggers,
    skipped: report?.document.boilerplate ?? [],
    found: report && marksValues.checked ? foundIn(report) : [],
    credit: state.sample && !state.sample.text ? `${creditOf(state.sample)}. Publication date: ${state.sample.publishedNote}.` : null,
  });
  const note = sourceNote(state.sample, (text) => {
    if (state.sample) open(text, Object.assign(state.sample, { text }));
  });
  byId("article").querySelector(".source-note")?.remove();
  if (note) byId("article").prepend(note);
}

/**
 * The times and quantities that the lists have, to be marked in the text.
 * @param {Report} report
 */
function foundIn(report) {
  const found = (/** @type {"time" | "quantity"} */ kind) => (/** @type {import("./values.js").Value} */ { id, start, end }) => {
    const words = valueList.facts(id)?.[0][1] ?? "";
    return { start, end, value: id, kind, label: kind === "time" ? `time: ${words}` : words };
  };
  return [...report.times.map(found("time")), ...shownQuantities(report).map(found("quantity"))];
}

/** @param {Event["factuality"]} factuality */
function underline(factuality) {
  return factuality === "planned" || factuality === "hypothetical" ? "possible" : factuality;
}

/** @param {Report} report */
function drawWarnings(report) {
  const { warnings, language } = report.document;
  const notice = dateNotice(report);
  byId("warnings").replaceChildren(...warnings.map(({ message, code, span }) => h("li", {},
    code === "language" ? "This does not look like English, so no events were looked for." : `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    span && h("q", {}, h("bdi", {}, say.words(state.text, span).slice(0, 80))),
    code === "language" && language !== "en" && h("button", { type: "button", click: () => {
      state.language = "en";
      analyse();
    } }, "Analyse as English"))), ...(notice ? [h("li", {}, ...notice)] : []));
}

/**
 * What a reader can do about a publication date that isn't sure or isn't there; null where there is nothing to do.
 * @param {Report} report
 */
function dateNotice(report) {
  const { published: date, publishedBasis: basis } = report.document;
  if (date && basis === "inferred") {
    return [`The publication date, ${dateWords(date)}, is inferred from the text: not sure.`,
      h("button", { type: "button", click: () => acceptDate(date) }, "Use this date")];
  }
  const lost = date ? [] : lostWords(report, state.text);
  if (lost.length === 0) return null;
  const named = lost.slice(0, LISTED_LOST).map((words) => `“${words}”`).join(", ");
  const more = lost.length > LISTED_LOST ? ` and ${lost.length - LISTED_LOST} more` : "";
  return [h("span", {}, "Without a publication date ", h("bdi", {}, named), `${more} can’t be placed on the calendar.`),
    h("button", { type: "button", click: () => published.focus() }, "Give the date")];
}

/**
 * What days are counted from, above the list of times.
 * @param {Report} report
 */
function drawDateNote(report) {
  const note = byId("date-note");
  const { published: date, publishedBasis: basis } = report.document;
  const notice = dateNotice(report);
  note.classList.toggle("problem", notice !== null);
  const read = basis === "text" && date ? report.times.find((time) => !time.basis && time.value.slice(0, 10) === date.slice(0, 10)) : undefined;
  const from = basis === "text" ? `, the publication date that the text tells${read ? `: “${say.words(state.text, read)}”` : ""}` : ", the publication date";
  note.replaceChildren(...notice ?? (date ? [`Days are counted from ${dateWords(date)}${from}.`] : []));
}

/**
 * @param {Report} report
 * @param {number} wordCount
 */
function drawNothing(report, wordCount) {
  const nothing = byId("nothing");
  nothing.hidden = report.events.length > 0;
  if (report.events.length > 0) return;
  const names = (/** @type {string[]} */ ...types) => report.entities.filter((entity) => types.includes(entity.type) && entity.named).length;
  const others = [
    [names("person"), "person", "people"],
    [names("place"), "place", "places"],
    [names("organization"), "organisation", "organisations"],
    [report.times.length, "date or time", "dates and times"],
    [shownQuantities(report).length, "quantity", "quantities"],
    [report.statements.length, "statement", "statements"],
  ].flatMap(([count, one, many]) => (count ? [`${count} ${count === 1 ? one : many}`] : []));
  nothing.replaceChildren(
    h("p", {}, h("strong", {}, `No events found in ${say.counted(wordCount, "word")}.`)),
    report.document.language === "en" ? h("p", {}, "Opinion, lists and very short texts often tell of none.") : "",
    others.length ? h("p", {}, `Found besides: ${others.join(", ")}.`) : "");
}

/**
 * Where the publication date comes from, beside the field.
 * @param {Report | null} report
 */
function drawPublished(report) {
  const note = byId("published-note");
  const { published: date, publishedBasis: basis } = report?.document ?? { published: null, publishedBasis: null };
  const isInferred = !given() && date !== null && basis === "inferred";
  // Not while somebody types: an unfinished date is an empty one.
  if (isInferred && document.activeElement !== published) {
    setPublished(date.slice(0, 10));
    published.classList.add("suggested");
  } else if (isSuggested()) setPublished("");
  if (given()) {
    const isSamples = state.sample?.published === published.value;
    note.textContent = isSamples ? state.sample?.badge || "given" : "";
    note.title = isSamples && state.sample ? state.sample.publishedNote : "";
  } else if (isInferred) {
    note.textContent = "inferred: not sure";
    note.title = `No date was given or found; the text speaks as of ${dateWords(date)}. Enter one and every relative date follows`;
  } else if (date) {
    note.textContent = `in the text: ${dateWords(date)}`;
    note.title = "Read in the article";
  } else {
    note.textContent = report ? "not known" : "";
    note.title = report ? "Enter a date and “Thursday” or “yesterday” become dates" : "";
  }
}

/** The date in the field is the engine's guess, which nobody has taken yet. */
function isSuggested() {
  return published.classList.contains("suggested");
}

/** The date that the reader gives, "" for none. */
function given() {
  return published.validity.valid && !isSuggested() ? published.value : "";
}

/** @param {string} date */
function setPublished(date) {
  published.value = date;
  published.classList.remove("suggested");
}

/** @param {string} date */
function acceptDate(date) {
  setPublished(date.slice(0, 10));
  published.focus();
  analyse();
}

// ---- One event is held ----

/**
 * @param {string | null} id
 * @param {boolean} [isOpen]
 * @param {{ quiet?: boolean }} [how]
 */
function hold(id, isOpen = false, { quiet = false } = {}) {
  const event = id ? state.events.get(id) : undefined;
  const { reading } = state;
  state.held = event ? event.id : null;
  state.isOpen = Boolean(event) && isOpen;
  list.select(state.held, state.isOpen);
  views.select(state.held);
  if (!event || !reading) {
    article.select(null);
    return;
  }
  const types = new Map(engine.types.map((type) => [type.name, type]));
  article.select(event.id, rolesOf(event), typeOf(types, event.type).tone);
  if (!quiet) live.textContent = say.plain(say.sentence(event, reading));
}

/**
 * The words of the text that fill a role of the event.
 * @param {Event} event
 */
function rolesOf(event) {
  const { report } = state;
  const time = report?.times.find((each) => each.id === event.time);
  const statements = new Set(event.mentions.map((mention) => mention.statement));
  const cues = report?.statements.flatMap((each) => (statements.has(each.id) && each.cue ? [each.cue] : [])) ?? [];
  return [
    ...event.arguments.map((argument) => ({ ...argument.span, tag: say.ROLE_TAGS[argument.role] })),
    ...(time ? [{ start: time.start, end: time.end, tag: "when" }] : []),
    ...event.mentions.flatMap((mention) => mention.cues.map((cue) => ({ ...cue, tag: "cue" }))),
    ...cues.map((cue) => ({ ...cue, tag: "says" })),
  ];
}

/**
 * To its card in the list, opened, and its words.
 * @param {string} id
 */
function showEvent(id) {
  showPane("events");
  if (!state.shown.some((event) => event.id === id) && state.events.has(id)) {
    filters.clear();
    redraw();
  }
  hold(id, true);
  list.show(id, true);
  article.show(id);
}

/** @param {number} step */
function step(step) {
  const next = list.neighbour(state.held, step);
  if (!next) return;
  if (["entities", "values", "statements"].includes(document.body.dataset.pane ?? "")) showPane("events");
  hold(next, state.isOpen);
  list.show(next, true);
  article.show(next);
}

// ---- One entity is held, beside the event or without one ----

/**
 * @param {string | null} id
 * @param {number} [mention] which one is the current one
 * @param {{ quiet?: boolean }} [how]
 */
function holdEntity(id, mention = 0, { quiet = false } = {}) {
  const profile = id ? state.profiles.get(id) : undefined;
  const bar = byId("mention-bar");
  // The focus must not go with the bar.
  if (!profile && bar.contains(document.activeElement)) byId("article").focus({ preventScroll: true });
  const isOther = state.entity !== (profile?.entity.id ?? null);
  state.entity = profile?.entity.id ?? null;
  state.mention = profile?.mentions[mention] ? mention : 0;
  // A new answer has drawn the lists anew.
  if (isOther || quiet) {
    list.selectEntity(state.entity);
    entityList.select(state.entity);
  }
  const current = profile?.mentions[state.mention] ?? null;
  article.selectMentions(profile?.mentions ?? [], current);
  bar.hidden = !profile;
  if (!profile) return;
  const { name } = profile.entity;
  const count = current ? `${state.mention + 1} of ${profile.mentions.length}` : "no mentions";
  byId("mention-name").replaceChildren(h("bdi", {}, name));
  byId("mention-count").textContent = count;
  for (const step of ["mention-before", "mention-after"]) byId(step).disabled = profile.mentions.length < 2;
  if (quiet) return;
  live.textContent = isOther || !current ? `${name}: ${say.counted(profile.mentions.length, "mention")}` : `${count}: ${say.words(state.text, current)}`;
}

/** Brings the current mention into sight. */
function showMention() {
  const mention = state.profiles.get(state.entity ?? "")?.mentions[state.mention];
  if (!mention) return;
  showPane("article");
  article.reveal(mention);
}

/**
 * Goes to another mention; after the last comes the first.
 * @param {number} step
 */
function stepMention(step) {
  const count = state.profiles.get(state.entity ?? "")?.mentions.length ?? 0;
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
  for (const [id, { mentions }] of state.profiles) {
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

// ---- One time or quantity is held, beside the others ----

/** @param {string | null} id */
function valueOf(id) {
  return state.values.get(id ?? "") ?? null;
}

/** @param {string | null} id */
function holdValue(id) {
  const value = valueOf(id);
  tip.hide();
  state.value = value?.id ?? null;
  valueList.select(state.value);
  article.selectValue(value);
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
  const value = valueOf(id);
  if (value) article.reveal(value);
}

marksValues.addEventListener("change", () => state.report && redraw());

// ---- One statement is held, beside the others ----

/** @param {string | null} id */
function holdStatement(id) {
  const statement = state.statements.get(id ?? "");
  state.statement = statement?.id ?? null;
  statementList.select(state.statement);
  article.selectStatement(statement?.content ?? [], statement?.cue ?? null);
}

/**
 * To its words in the text.
 * @param {string} id
 */
function revealStatement(id) {
  if (id !== state.statement) holdStatement(id);
  showPane("article");
  // Where it begins: the whole of it may be higher than the pane.
  const [first] = state.statements.get(id)?.content ?? [];
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

// ---- Panes: one of the lists beside the article, on a narrow screen one pane alone ----

const narrow = matchMedia("(max-width: 760px)");

function isNarrow() {
  return narrow.matches;
}

/** @param {string} name "article", "events", "entities", "values" or "statements" */
function showPane(name) {
  // On a wide screen the article is in sight anyway.
  if (name === "article" && !isNarrow()) return;
  if (name !== "article") document.body.dataset.list = name;
  document.body.dataset.pane = name;
  for (const button of byId("panes").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset.pane === name));
  }
}

byId("panes").addEventListener("click", (/** @type {MouseEvent} */ { target }) => {
  const name = /** @type {HTMLElement} */ (target).dataset.pane;
  if (!name) return;
  showPane(name);
  if (name === "article" && state.entity) showMention();
  else if (name === "article" && state.value) revealValue(state.value);
  else if (name === "article" && state.statement) revealStatement(state.statement);
  else if (name === "article" && state.held) article.show(state.held);
  if (name === "events" && state.held) list.show(state.held);
  if (name === "entities" && state.entity) entityList.show(state.entity);
  if (name === "values" && state.value) valueList.show(state.value);
  if (name === "statements" && state.statement) statementList.show(state.statement);
});
narrow.addEventListener("change", () => showPane(document.body.dataset.list ?? "events"));

// ---- The box ----

byId("analyse").addEventListener("click", () => {
  open(box.value, sampleOf(box.value));
});
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("analyse").click();
});
box.addEventListener("paste", (event) => {
  // Into an empty box, or over everything, goes a whole article: its events are what is wanted next.
  const isWhole = box.selectionStart === 0 && box.selectionEnd === box.value.length;
  if (!isWhole) return;
  const [html, text] = ["text/html", "text/plain"].map((type) => event.clipboardData?.getData(type) ?? "");
  const page = isSource(text) ? text : html && isArticle(html) ? html : "";
  if (!page) {
    setTimeout(() => box.value.trim() && open(box.value));
    return;
  }
  event.preventDefault();
  // Where the page has no date, one that the reader has given stays.
  pageSource(page, "From the pasted page").then((source) => openSource(source.published ? source : { ...source, given: given() }), () => {
    box.value = text;
    open(text);
  });
});
byId("edit").addEventListener("click", () => {
  box.value = state.text;
  showStart();
  box.setSelectionRange(0, 0);
});
byId("new").addEventListener("click", () => {
  box.value = "";
  picker.show(null);
  setPublished("");
  drawPublished(null);
  showStart();
});
byId("back").addEventListener("click", () => {
  picker.show(/** @type {Source | null} */ (state.sample));
  setPublished(state.published);
  drawPublished(state.report);
  showReader();
});

/** @type {Map<Sample, string>} */
const loaded = new Map();

/**
 * An edited sample is the user's own text.
 * @param {string} text
 */
function sampleOf(text) {
  return [...loaded].find(([, each]) => each === text)?.[0] ?? (state.sample?.text === text ? state.sample : null);
}

/** @param {Sample} sample */
function creditOf({ credit, licence }) {
  return licence ? `${credit}, ${licence}` : credit;
}

async function listSamples() {
  /** @type {Sample[]} */
  const samples = JSON.parse(await readText("samples/index.json"));
  byId("samples").append(...samples.map((sample) => h("li", {}, h("button", { type: "button", click: () => openSample(sample) },
    h("span", { class: "title" }, sample.title),
    h("span", { class: "hint" }, `${dateWords(sample.published)}. ${creditOf(sample)}`)))));
}

/** @param {Sample} sample */
async function openSample(sample) {
  try {
    // As the box would give it back, so that an untouched sample is known again.
    const text = (await readText(`samples/${sample.file}`)).replaceAll("\r\n", "\n");
    loaded.set(sample, text);
    setPublished(sample.published);
    await open(text, sample);
  } catch (error) {
    const problem = byId("start-problem");
    problem.textContent = `The sample could not be fetched: ${/** @type {Error} */ (error).message}`;
    problem.hidden = false;
  }
}

// ---- Files, pasted pages, links ----

const picker = new Picker(/** @type {HTMLSelectElement} */ (byId("articles")), openSource);

/** @param {Source} source */
function openSource(source) {
  setPublished(source.given ?? source.published);
  return open(source.text, source);
}

acceptFiles(byId("open-files"), byId("files"), async (files) => {
  const { sources, problems } = await readFiles(files);
  notice("file-problems", problems.slice(0, 5));
  picker.add(sources);
  if (sources.length) openSource(sources[0]);
});

/** Opens the text that the page's address holds. */
async function openLink() {
  notice("link-problem", []);
  try {
    const shared = await readLink();
    if (!shared) return;
    await openSource({
      ...shared, title: "", credit: "This text came with the link", licence: null, page: null, isLink: true, badge: "from the link", publishedNote: "given in the link",
    });
  } catch (error) {
    notice("link-problem", [/** @type {Error} */ (error).message]);
  }
}
addEventListener("hashchange", openLink);

// ---- The publication date ----

/** @type {ReturnType<typeof setTimeout> | undefined} */
let debounce;
published.addEventListener("input", () => {
  published.classList.remove("suggested");
  if (picker.current) picker.current.given = published.value;
  clearTimeout(debounce);
  drawPublished(state.report);
  if (document.body.dataset.view === "reader") debounce = setTimeout(() => analyse(), DEBOUNCE);
});
orderField.addEventListener("change", () => state.report && redraw());

/** Draws what is known anew, in another order. */
function redraw() {
  const { report } = state;
  const speed = byId("speed").textContent;
  if (report) draw(report, 0);
  byId("speed").textContent = speed;
}

// ---- Export ----

const format = /** @type {HTMLSelectElement} */ (byId("format"));

/** The chosen format. */
function chosenFormat() {
  return engine.formats.find(({ name }) => name === format.value);
}

/** What the filters show, in the chosen format; null where there is nothing or it can't be written, which is told. */
async function written() {
  if (!state.report) return null;
  try {
    return await engine.write(only(state.report, state.shown), state.text, format.value);
  } catch (error) {
    byId("export-note").textContent = `It could not be written: ${/** @type {Error} */ (error).message}`;
    return null;
  }
}

byId("copy").addEventListener("click", async () => {
  const text = await written();
  if (text === null) return;
  try {
    await navigator.clipboard.writeText(text);
    byId("export-note").textContent = "Copied.";
  } catch {
    byId("export-note").textContent = "The browser does not allow copying; download it instead.";
  }
});
byId("download").addEventListener("click", async () => {
  const text = await written();
  if (text === null) return;
  const { extension = "txt", mediaType = "text/plain" } = chosenFormat() ?? {};
  const name = headline().toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "article";
  save(new Blob([text], { type: mediaType }), `${name}.dateline.${extension}`);
  byId("export-note").textContent = "Saved to your downloads.";
});
byId("copy-link").addEventListener("click", async () => {
  const link = await linkTo({ text: state.text, published: given() });
  const length = `${link.length.toLocaleString("en-GB")} characters`;
  const long = link.length > LONG_LINK ? ` It has ${length}: some programs cut links above ${LONG_LINK.toLocaleString("en-GB")}.` : "";
  const local = location.protocol === "file:" ? " It opens where this file is in the same place." : "";
  try {
    await navigator.clipboard.writeText(link);
    byId("export-note").textContent = `Copied. Whoever has the link has the text.${long}${local}`;
  } catch {
    byId("export-note").textContent = "The browser does not allow copying.";
  }
});
byId("export").addEventListener("toggle", () => {
  byId("export-note").textContent = "";
  if (format.options.length === 0) format.append(...engine.formats.map(({ name, label }) => h("option", { value: name }, label)));
  byId("export-what").textContent = filters.isOn ? `${eventsTitle()}: what the filters show` : "";
  for (const [id, does] of [["copy", "Copy"], ["download", "Download"]]) byId(id).textContent = state.shown.length ? `${does} ${eventsTitle()}` : does;
});

// ---- Header ----

byId("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
});
byId("device").addEventListener("toggle", () => {
  const entries = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource"));
  byId("fetched").replaceChildren(...entries.map(({ name }) => {
    const { origin, pathname } = new URL(name, location.href);
    return h("li", {}, origin === location.origin ? pathname : name);
  }));
});

creditsIn(byId("credits"));

const LEGEND = /** @type {[import("./marks.js").Look, string, string][]} */ ([
  [{ tone: "neutral", words: false, fill: "full" }, "Block", "a deed: something was done"],
  [{ tone: "neutral", words: true, fill: "full" }, "Bubble", "words: said, asked, denied"],
  [{ tone: "cooperation", words: false, fill: "full" }, "Blue, rounded", "cooperation"],
  [{ tone: "conflict", words: false, fill: "full" }, "Orange, pointed", "conflict"],
  [{ tone: "neutral", words: false, fill: "full" }, "Grey, with a hole", "neither"],
  [{ tone: "cooperation", words: false, fill: "full" }, "Filled", "stated as fact"],
  [{ tone: "cooperation", words: false, fill: "half" }, "Half filled", "alleged or possible"],
  [{ tone: "cooperation", words: false, fill: "dashed" }, "Dashed outline", "planned or conditional"],
  [{ tone: "cooperation", words: false, fill: "slash" }, "Struck through", "denied, or did not happen"],
]);
for (const legend of document.querySelectorAll(".legend")) {
  legend.append(...LEGEND.map(([look, name, meaning]) => h("div", {}, h("dt", {}, mark(look), name), h("dd", {}, meaning))));
}

// ---- Keys ----

document.addEventListener("keydown", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || target.matches("textarea, input:not([type=checkbox]), select")) return;
  if (document.body.dataset.view !== "reader" && event.key !== "?") return;
  if (event.key === "Escape") {
    // The first Escape closes what is open above the page.
    if (document.querySelector(":popover-open:not(#tip)")) return;
    if (tip.isOpen) holdValue(null);
    else if (state.entity) holdEntity(null);
    else if (state.value) holdValue(null);
    else if (state.statement) holdStatement(null);
    else letGo();
    return;
  }
  if (!byId("single-keys").checked) return;
  const action = /** @type {Record<string, () => void>} */ ({
    j: () => step(1),
    k: () => step(-1),
    h: () => marksValues.click(),
    n: () => stepMention(1),
    p: () => stepMention(-1),
    o: swap,
    1: () => views.toggle("timeline"),
    2: () => views.toggle("matrix"),
    3: () => views.toggle("map"),
    "?": () => byId("help").togglePopover(),
  })[event.key.toLowerCase()];
  if (!action) {
    if (event.key === "Enter" && state.held && !target.closest("a, button, input")) {
      hold(state.held, !state.isOpen);
      event.preventDefault();
    }
    return;
  }
  event.preventDefault();
  action();
});

function letGo() {
  const { held } = state;
  hold(null);
  if (held) list.show(held, true);
}

/** From the held event's card to its words, and back. */
function swap() {
  if (!state.held) return;
  const isInText = byId("article").contains(document.activeElement);
  showPane(isInText ? "events" : "article");
  if (isInText) list.show(state.held, true);
  else article.show(state.held, { focus: true });
}

// ---- Start ----

// A failure here is told when a text is to be read: until then the box takes text.
engine.load().catch(() => {}).finally(keepOffline);
openLink();
listSamples().catch(() => {
  byId("start-problem").textContent = "The samples could not be fetched. Your own text can be pasted.";
  byId("start-problem").hidden = false;
});
