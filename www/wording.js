/**
 * Events in words a reader understands. Pure: a report and its text go in, strings come out; nothing here touches the
 * page. Every sentence is made of the article's own words, and none is surer than the report.
 */

import { amountWords } from "./quantities.js";
import { words } from "./segments.js";
import { basisWords, instantWords, rangeEnd, rangeWords, timeWords } from "./times.js";

export { words };

/**
 * @typedef {import("./pkg/dateline.js").Report} Report
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./pkg/dateline.js").Entity} Entity
 * @typedef {import("./pkg/dateline.js").Argument} Argument
 * @typedef {import("./pkg/dateline.js").Location} Location
 * @typedef {import("./pkg/dateline.js").Time} Time
 * @typedef {import("./pkg/dateline.js").Quantity} Quantity
 * @typedef {import("./pkg/dateline.js").Statement} Statement
 * @typedef {{ start: number, end: number }} Span
 * @typedef {{ kind: "who" | "verb" | "whom" | "plain", text: string }} Part
 * @typedef {Span & Part & { role?: string }} Piece
 * @typedef {{ report: Report, text: string, entities: Map<string, Entity>, events: Map<string, Event>,
 *   times: Map<string, Time>, quantities: Map<string, Quantity>, statements: Map<string, Statement>,
 *   typeLabel: (type: string) => string, outlet: string }} Reading
 */

/**
 * A report with its parts by id, made once per report.
 * @param {Report} report
 * @param {string} text
 * @param {(type: string) => string} typeLabel
 * @param {string} [outlet] who published it, where that is known
 * @returns {Reading}
 */
export function reading(report, text, typeLabel, outlet = "") {
  return {
    report,
    text,
    entities: new Map(report.entities.map((entity) => [entity.id, entity])),
    events: new Map(report.events.map((event) => [event.id, event])),
    times: new Map(report.times.map((time) => [time.id, time])),
    quantities: new Map(report.quantities.map((quantity) => [quantity.id, quantity])),
    statements: new Map(report.statements.map((statement) => [statement.id, statement])),
    typeLabel,
    outlet,
  };
}

// ---- The sentence ----

/** Roles that make up the sentence, the first having the right to the words where two overlap. */
const SENTENCE_ROLES = ["actor", "target", "object", "recipient", "topic", "instrument", "origin", "destination"];
/** Words that belong to the verb after them: "had not been fired" is not "fired". */
const BEFORE_VERB = new Set(
  ("have has had is are was were be been being am will would may might could can cannot should shall must did does do " +
    "not never no n't to reportedly allegedly likely possibly probably set going about").split(" "),
);
/** Words that lead to what comes after them. */
const BEFORE_NOUN = new Set(
  "to of by with from in into on onto at for against over between among after under about as toward towards the a an its".split(" "),
);
/** More words than this between two parts are left out. */
const LONGEST_GAP = 5;
/** UTF-16 units of one part. */
const LONGEST_PART = 90;
/** UTF-16 units of what somebody says. */
const LONGEST_SAID = 220;
const ADVERB = { alleged: "allegedly", possible: "possibly" };
const ASIDE = { planned: "planned", hypothetical: "not a fact", negated: "did not happen" };

/** Mentions that are weighed to tell an event by. */
const WEIGHED = 40;

/**
 * The mention that an event is told by: the one with most of its parts in the same sentence, who did it counting
 * double; the report's first among equals. Of several who did it the first counts: who is told later is more often one who
 * only speaks of it. What is not stated as fact is told by a mention that says so.
 * @param {Event} event
 * @param {Reading} reading
 */
export function told(event, { report }) {
  const actor = event.arguments.find(({ role }) => role === "actor");
  const parts = event.arguments.filter((argument) => SENTENCE_ROLES.includes(argument.role) && (argument.role !== "actor" || argument === actor));
  const weight = (/** @type {Event["mentions"][number]} */ mention) => {
    const bounds = report.document.sentences[mention.sentence];
    const roles = new Set(parts.flatMap(({ role, span }) => (bounds && isWithin(span, bounds) ? [role] : [])));
    return roles.size + (roles.has("actor") ? 1 : 0) + (mention.factuality === event.factuality ? 1 : 0);
  };
  const weighed = event.mentions.slice(0, WEIGHED)
    .filter(({ factuality }) => (event.factuality === "actual" ? factuality !== "negated" : factuality === event.factuality))
    .map((mention) => ({ mention, weight: weight(mention) }));
  return weighed.reduce((best, each) => (each.weight > best.weight ? each : best), weighed[0])?.mention ?? event.mentions[0];
}

/**
 * @param {Span} span
 * @param {Span} bounds
 */
function isWithin(span, bounds) {
  return span.start >= bounds.start && span.end <= bounds.end;
}

/**
 * Who did what to whom: one mention's own words in their own order, long stretches between the parts left out,
 * pronouns replaced by names. The words that make it less than certain stay in; where there are none, one is added.
 * @param {Event} event
 * @param {Reading} reading
 * @returns {Part[]}
 */
export function sentence(event, reading) {
  const { report, text, entities } = reading;
  const mention = told(event, reading);
  if (!mention) return [];
  const bounds = report.document.sentences[mention.sentence] ?? mention.trigger;
  /** @type {Piece[]} */
  const pieces = [{ ...mention.trigger, kind: "verb", text: words(text, mention.trigger) }];
  /** @param {Span} span */
  const fits = (span) => isWithin(span, bounds) && span.start < span.end
    && pieces.every((piece) => span.end <= piece.start || span.start >= piece.end);
  for (const role of SENTENCE_ROLES) {
    // An event told of several times in a sentence has its object several times: the one nearest to the trigger counts,
    // what is joined to it ("the United States and Japan"), and what the trigger joins ("its talks with Russia").
    const nearest = event.arguments
      .filter((argument) => argument.role === role && fits(argument.span))
      .sort((a, b) => distance(a.span, mention.trigger) - distance(b.span, mention.trigger));
    for (const argument of nearest) {
      if (!fits(argument.span)) continue;
      if (argument !== nearest[0] && !pieces.some((piece) => piece.role === role && areJoined(text, piece, argument.span, mention.trigger))) continue;
      pieces.push({ ...argument.span, role, kind: role === "actor" ? "who" : "whom", text: argumentWords(argument, text, entities) });
    }
  }
  for (const cue of mention.cues) {
    if (fits(cue)) pieces.push({ ...cue, kind: "verb", text: words(text, cue) });
  }
  const isLone = pieces.length === 1;
  if (isLone && !event.arguments.some(({ role }) => SENTENCE_ROLES.includes(role))) pieces.push(...surroundings(text, mention.trigger, bounds));
  pieces.sort((a, b) => a.start - b.start);

  /** @type {Part[]} */
  const parts = [];
  /** @type {Part | undefined} */
  let trigger;
  const actor = event.arguments.find((argument) => argument.role === "actor");
  const actorIsIn = pieces.some((piece) => piece.kind === "who");
  if (actor && !actorIsIn) parts.push({ kind: "who", text: argumentWords(actor, text, entities) }, { kind: "plain", text: ": " });
  pieces.forEach((piece, index) => {
    const before = pieces[index - 1];
    const from = before ? before.end : bounds.start;
    const gap = text.slice(from, piece.start);
    const joint = before ? join(gap, piece.kind) : { elided: false, lead: piece.kind === "verb" ? verbLead(gap) : "" };
    if (joint.elided) parts.push({ kind: "plain", text: " … " });
    const belongsTo = piece.kind !== "plain" && before?.kind !== "plain" && (piece.kind === "verb" || before?.kind === "verb") ? "verb" : "plain";
    // "Moscow’s", not "Moscow" and a bold "’s".
    const [owner] = /^['’]s?(?=\s)/.exec(joint.lead) ?? [""];
    if (owner && before) parts.push({ kind: before.kind, text: owner });
    if (joint.lead.length > owner.length) parts.push({ kind: belongsTo, text: joint.lead.slice(owner.length) });
    const part = { kind: piece.kind, text: piece.text };
    if (piece.start === mention.trigger.start) trigger = part;
    parts.push(part);
  });

  const hedged = mention.factuality === event.factuality && mention.cues.some((cue) => isPrinted(cue, pieces, text));
  if (event.factuality !== "actual" && !hedged && trigger) hedge(parts, event.factuality, trigger);
  const others = event.arguments.filter((argument) => argument !== actor && SENTENCE_ROLES.includes(argument.role));
  if (isLone && others[0]) {
    parts.push({ kind: "plain", text: " – " }, { kind: "whom", text: argumentWords(others[0], text, entities) });
  }
  return tidy(parts);
}

/**
 * A few words around a trigger that stands alone, as far as no mark parts them: "stampede" says little,
 * "deadly stampede at the bridge" something.
 * @param {string} text
 * @param {Span} trigger
 * @param {Span} bounds
 * @returns {Piece[]}
 */
function surroundings(text, trigger, bounds) {
  const [left] = /(?:(?:[^\s,;:.!?()—–“”"]|(?<=\d)[.,](?=\d))+[^\S\n\r]+){0,5}$/.exec(text.slice(Math.max(bounds.start, trigger.start - 80), trigger.start)) ?? [""];
  const [right] = /^(?:[^\S\n\r]+(?!(?:and|but|when|while|after|before|as|because)\s)(?:[^\s,;:.!?()—–“”"]|(?<=\d)[.,](?=\d))+){0,5}/
    .exec(text.slice(trigger.end, Math.min(bounds.end, trigger.end + 100))) ?? [""];
  const start = trigger.start - left.length;
  const isCut = start > bounds.start && /[^\s,;:.!?()—–“”"]\s+$/.test(text.slice(bounds.start, start));
  /** @type {Piece[]} */
  const around = [];
  if (left) around.push({ start, end: trigger.start, kind: "plain", text: isCut ? `… ${left}` : left });
  // It must not end in the middle of "of the".
  const words = right.trimEnd().split(/(?=\s)/);
  while (words.length && (BEFORE_NOUN.has(words[words.length - 1].trim()) || /^\s*(that|which|who)$/.test(words[words.length - 1]))) words.pop();
  const after = words.join("");
  if (after) around.push({ start: trigger.end, end: trigger.end + after.length, kind: "plain", text: after });
  return around;
}

/**
 * @param {Span} a
 * @param {Span} b
 */
function distance(a, b) {
  return a.end <= b.start ? b.start - a.end : a.start - b.end;
}

/**
 * @param {string} text
 * @param {Span} a
 * @param {Span} b
 * @param {Span} trigger
 */
function areJoined(text, a, b, trigger) {
  const between = { start: Math.min(a.end, b.end), end: Math.max(a.start, b.start) };
  if (/^\s*(,|,?\s*and|,?\s*or|&)\s*$/.test(text.slice(between.start, between.end))) return true;
  return a.end <= trigger.start && trigger.end <= b.start && !join(text.slice(trigger.end, b.start), "whom").elided;
}

/**
 * The sentence as one string.
 * @param {Part[]} parts
 */
export function plain(parts) {
  return parts.map((part) => part.text).join("");
}

/**
 * What stands between two parts: all of it, or its last function words behind an ellipsis.
 * @param {string} gap
 * @param {Part["kind"]} next
 */
function join(gap, next) {
  // A bracket that closes, as in "the Joint Chiefs (JCS) confirmed", parts nothing.
  const loose = gap.replace(/[“”"«»]/g, "").replace(/^[)\]]/, "");
  const count = loose.match(/\S+/g)?.length ?? 0;
  if (/^\s*,?\s*(and|or|&)?\s*$/.test(gap)) return { elided: false, lead: gap };
  if (count <= LONGEST_GAP && !/[,;:.!?()—–\n\r]/.test(loose)) return { elided: false, lead: loose };
  return { elided: true, lead: next === "verb" ? verbLead(gap) : nounLead(gap) };
}

/** @param {string} gap */
function verbLead(gap) {
  return lead(gap, (word) => BEFORE_VERB.has(word) || /n['’]t$/.test(word) || /^[a-z]{3,}ly$/.test(word));
}

/** @param {string} gap */
function nounLead(gap) {
  return lead(gap, (word) => BEFORE_NOUN.has(word));
}

/**
 * The words at the end of `gap` that `belongs` takes, with the space after them.
 * @param {string} gap
 * @param {(word: string) => boolean} belongs
 */
function lead(gap, belongs) {
  const kept = [];
  for (const match of gap.match(/\S+/g)?.reverse() ?? []) {
    if (kept.length === LONGEST_GAP || !belongs(match.toLowerCase())) break;
    kept.unshift(match);
  }
  return kept.length ? `${kept.join(" ")} ` : "";
}

/**
 * @param {Span} cue
 * @param {Piece[]} pieces
 * @param {string} text
 */
function isPrinted(cue, pieces, text) {
  if (pieces.some((piece) => cue.start >= piece.start && cue.end <= piece.end && words(text, cue) !== "")) return true;
  return pieces.some((piece, index) => {
    const next = pieces[index + 1];
    return next && cue.start >= piece.end && cue.end <= next.start && !join(text.slice(piece.end, next.start), next.kind).elided;
  });
}

/**
 * Says in a word what no printed word says.
 * @param {Part[]} parts
 * @param {string} factuality
 * @param {Part} trigger
 */
function hedge(parts, factuality, trigger) {
  if (factuality === "alleged" || factuality === "possible") {
    const at = parts.indexOf(trigger);
    // Before all that belongs to the verb, but no further: in "warned it possibly would attack" the warning is sure.
    const before = parts[at - 1];
    if (before?.kind === "verb" && before.text.trim()) {
      const own = verbLead(before.text);
      const rest = own ? before.text.slice(0, before.text.lastIndexOf(own.split(" ")[0])) : before.text;
      parts.splice(at - 1, 1, { kind: "verb", text: rest }, { kind: "verb", text: own });
    }
    parts.splice(at, 0, { kind: "verb", text: `${at > 0 && !/\s$/.test(parts[at - 1].text) ? " " : ""}${ADVERB[factuality]} ` });
    if (parts[at + 1]) parts[at + 1] = { ...parts[at + 1], text: parts[at + 1].text.trimStart() };
  } else {
    const aside = ASIDE[/** @type {keyof typeof ASIDE} */ (factuality)];
    if (aside) parts.push({ kind: "plain", text: ` (${aside})` });
  }
}

/**
 * White space as a reader sees it, and a capital at the start.
 * @param {Part[]} parts
 */
function tidy(parts) {
  let open = true;
  const tidied = parts
    .map((part) => ({ ...part, text: part.text.replace(/\s+/g, " ") }))
    .map((part) => {
      const text = open ? part.text.trimStart() : part.text;
      if (text) open = text.endsWith(" ");
      return { ...part, text };
    })
    .filter((part) => part.text);
  // "-nation tour" where the words begin inside of "three-nation".
  if (tidied[0]) tidied[0] = { ...tidied[0], text: capital(tidied[0].text.replace(/^[-–—,;:.)\]]+\s*(?=.)/, "")) };
  return tidied;
}

/** @param {string} words */
function capital(words) {
  const [first = ""] = words;
  return first.toUpperCase() + words.slice(first.length);
}

/**
 * The words of an argument; the name instead where the words alone don't say who.
 * @param {Argument} argument
 * @param {string} text
 * @param {Map<string, Entity>} entities
 */
function argumentWords(argument, text, entities) {
  const own = words(text, argument.span);
  const entity = argument.entity ? entities.get(argument.entity) : undefined;
  const kind = entity?.mentions.find((m) => m.start === argument.span.start && m.end === argument.span.end)?.kind;
  const isSomebody = entity && ["person", "organization", "place", "people"].includes(entity.type);
  if (entity && (kind === "pronoun" || (kind === "nominal" && isSomebody && entity.named))) {
    return shorten(/^(its|his|their|her)$/i.test(own) && kind === "pronoun" && possessive(own, text, argument.span)
      ? `${entity.name}’s` : entity.name);
  }
  return shorten(own);
}

/**
 * "her troops" against "told her.": only the former owns what follows.
 * @param {string} pronoun
 * @param {string} text
 * @param {Span} span
 */
function possessive(pronoun, text, span) {
  return pronoun.toLowerCase() !== "her" || /^ [a-z]/i.test(text.slice(span.end, span.end + 2));
}

/**
 * @param {string} part
 * @param {number} [most]
 */
function shorten(part, most = LONGEST_PART) {
  if (part.length <= most) return part;
  const cut = part.slice(0, most);
  const space = cut.lastIndexOf(" ");
  return `${(space > most / 2 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/, "")).replace(/[,;:]$/, "")} …`;
}

// ---- Certainty ----

const CERTAINTY = {
  actual: "stated as fact",
  alleged: "alleged",
  possible: "possible",
  planned: "planned",
  hypothetical: "not told as having happened",
  negated: "did not happen",
};
/** Cues that tell why it is hypothetical. */
const ASKED = /^(ask|urg|call|demand|request|appeal|plead|press|push|propos|recommend|want|wish|insist|beg|should\b|must\b)/;
const CONSIDERED = /^(consider|review|weigh|mull|discuss|debat|examin|explor|stud|option)/i;

/**
 * How surely the event is presented: a word, who disputes it, and the cue words that decided it. `stated`: as fact, and
 * nobody disputes it.
 * @param {Event} event
 * @param {Reading} reading
 * @returns {{ word: string, stated: boolean, cues: string[] }}
 */
export function certainty(event, reading) {
  const { text } = reading;
  const cues = unique(event.mentions.flatMap((mention) => mention.cues.map((cue) => words(text, cue))));
  const told = (/** @type {Event["factuality"]} */ factuality) => event.mentions.filter((mention) => mention.factuality === factuality);
  const by = (/** @type {Event["mentions"]} */ mentions) => mentions.map((mention) => name(mention.source, reading)).find(Boolean);
  const deniers = told("negated");
  const isDenied = deniers.some((mention) => stanceOf(mention, reading) === "denies"
    || mention.cues.some((cue) => /^(den(y|ie)|denial|refut|reject)/i.test(words(text, cue))));
  const denier = by(deniers);
  const denied = `${isDenied ? "denied" : "disputed"}${denier ? ` by ${denier}` : ""}`;
  let word = CERTAINTY[event.factuality];
  if (event.factuality === "actual") word += byWhom(told("actual"), reading);
  if (event.factuality === "negated") word = isDenied ? denied : isAllTold(deniers) ? "said not to have happened" : word;
  if (event.factuality === "hypothetical") {
    const isAsked = cues.some((cue) => ASKED.test(cue)) || told("hypothetical").some((mention) => stanceOf(mention, reading) === "asks");
    if (cues.some((cue) => /\b(if|unless|in case|provided|would)\b/i.test(cue) || /^Should\b/.test(cue))) word = "only if";
    else if (isAsked) word = "asked for";
    else if (cues.some((cue) => CONSIDERED.test(cue))) word = "considered";
  }
  // Without a denier it is the article that takes it back in another place.
  if (event.factuality !== "negated" && deniers.length > 0) word += isDenied || denier ? `, ${denied}` : ", elsewhere told as not happening";
  // What some hedge or deny others assert.
  const [asserted, alleged] = [told("actual"), told("alleged")];
  if (["alleged", "possible", "negated"].includes(event.factuality) && asserted.length > 0) {
    word += isAllTold(asserted) && by(asserted) ? `, stated as fact by ${by(asserted)}` : ", elsewhere stated as fact";
  }
  if (event.factuality === "negated" && alleged.length > 0) word += `, alleged by ${by(alleged) ?? "others"}`;
  return { word, stated: event.factuality === "actual" && deniers.length === 0, cues };
}

/**
 * Somebody else than the article says all of it.
 * @param {Event["mentions"]} mentions
 */
function isAllTold(mentions) {
  return mentions.length > 0 && mentions.every(({ source }) => source !== null);
}

/**
 * " by a source" where it is not the article that states it as fact: who they are stands beside it.
 * @param {Event["mentions"]} mentions
 * @param {Reading} reading
 */
function byWhom(mentions, { entities }) {
  if (!isAllTold(mentions)) return "";
  const tellers = unique(mentions.map(({ source }) => source ?? ""));
  const named = tellers.filter((id) => entities.get(id)?.named);
  const kind = named.length ? "" : "unnamed ";
  return tellers.length === 1 ? ` by ${kind ? "an unnamed" : "a"} source` : ` by ${tellers.length} ${kind}sources`;
}

/**
 * What the speaker of the statement that a mention is inside does with it.
 * @param {Event["mentions"][number]} mention
 * @param {Reading} reading
 */
function stanceOf({ statement }, { statements }) {
  return statements.get(statement ?? "")?.stance;
}

/**
 * A share as people read it.
 * @param {number} confidence
 */
export function confidenceWords(confidence) {
  const percent = `${Math.round(confidence * 100)} %`;
  if (confidence >= 0.85) return `${percent}, very likely right`;
  if (confidence >= 0.65) return `${percent}, likely right`;
  if (confidence >= 0.45) return `${percent}, as likely right as wrong`;
  return `${percent}, unsure`;
}

// ---- Who says so ----

const AS = {
  actual: "as fact",
  alleged: "as alleged",
  possible: "as possible",
  planned: "as planned",
  hypothetical: "as not having happened yet",
  negated: "as not happening",
};

/** @typedef {{ name: string, how: string, isNamed: boolean, entity?: string, statement?: string }} Source */

/**
 * Everyone who says so, with how they say it and the statement; the article itself where some mention has no source.
 * @param {Event} event
 * @param {Reading} reading
 * @returns {Source[]}
 */
export function sources(event, reading) {
  const { statements, entities, outlet } = reading;
  /** @type {Map<string, Source & { stance?: string }>} */
  const found = new Map();
  // As what it is told, where that is not how the event as a whole is presented: "warns, as possible".
  const asWhat = (/** @type {Event["mentions"][number]} */ { factuality }) => (factuality === event.factuality ? "" : AS[factuality]);
  const add = (/** @type {string} */ id, /** @type {Statement | undefined} */ statement, as = "") => {
    const entity = entities.get(id);
    const before = found.get(id);
    const stance = statement?.stance;
    // "denies" tells more than "says".
    const tellsMore = stance && (!before?.stance || (before.stance === "says" && stance !== "says"));
    if (!entity || (before && !tellsMore)) return;
    const inside = statement && inWords(statement, reading);
    const how = [stance, stance === "denies" ? "" : as, inside, entity.named ? "" : "not named"].filter(Boolean).join(", ");
    found.set(id, { name: entity.name, how, isNamed: entity.named, entity: id, statement: statement?.id, stance });
  };
  for (const mention of event.mentions) if (mention.source !== null) add(mention.source, statements.get(mention.statement ?? ""), asWhat(mention));
  if (event.source) add(event.source, undefined);
  const list = [...found.values()].map(({ stance, ...source }) => source);
  const own = event.mentions.filter(({ source }) => source === null);
  // "reportedly": what the article keeps its distance from it doesn't say itself.
  const [told] = own.filter(({ factuality }) => factuality !== "alleged").sort((a, b) => asWhat(a).length - asWhat(b).length);
  if (told) list.push({ name: outlet ? `The article itself (${outlet})` : "The article itself", how: asWhat(told), isNamed: true });
  else if (own.length) list.push({ name: "The article does not say who", how: "", isNamed: true });
  return list;
}

// ---- What is said ----

/**
 * The words of a statement, quoted ones in quotation marks; where the cue splits them an ellipsis stands for it.
 * @param {Statement} statement
 * @param {string} text
 */
export function saidWords({ kind, content }, text) {
  const said = content.map((span) => words(text, span)).filter(Boolean).join(" … ");
  if (kind === "direct") return `“${said.replace(/[,;]$/, "")}”`;
  // The mark that ends both the quotation and the statement is no part of it.
  const opened = said.split("“").length - said.split("”").length;
  return `${opened < 0 ? "“" : ""}${said}${opened > 0 ? "”" : ""}`;
}

/**
 * The same, cut where it is long.
 * @param {string} said
 */
export function saidInShort(said) {
  if (said.length <= LONGEST_SAID) return said;
  return said.startsWith("“") && said.endsWith("”") ? `${shorten(said.slice(0, -1), LONGEST_SAID)}”` : shorten(said, LONGEST_SAID);
}

const MANNERS = { direct: "word for word", indirect: "in other words", mixed: "in other words, with some quoted" };

/**
 * How the article gives it.
 * @param {Statement} statement
 */
export function mannerWords({ kind }) {
  return MANNERS[kind];
}

/**
 * "inside a statement of Experts"; nothing where no other statement is around it.
 * @param {Statement} statement
 * @param {Reading} reading
 */
export function inWords({ parent }, reading) {
  const outer = reading.statements.get(parent ?? "");
  if (!outer) return "";
  const speaker = name(outer.speaker, reading);
  return speaker ? `inside a statement of ${speaker}` : "inside another statement";
}

/**
 * The statements that it is inside, the nearest first.
 * @param {Statement} statement
 * @param {Reading} reading
 */
export function outerStatements(statement, { statements }) {
  /** @type {Set<Statement>} */
  const chain = new Set();
  for (let outer = statements.get(statement.parent ?? ""); outer && outer !== statement && !chain.has(outer); outer = statements.get(outer.parent ?? "")) {
    chain.add(outer);
  }
  return [...chain];
}

/**
 * How surely a statement presents an event.
 * @param {Event["mentions"][number]} mention
 */
export function mentionWords({ factuality }) {
  return CERTAINTY[factuality];
}

/**
 * @param {string | null | undefined} entity
 * @param {Reading} reading
 */
function name(entity, { entities }) {
  return entity ? entities.get(entity)?.name : undefined;
}

// ---- Codes ----

/**
 * An event in the coding schemes of the field: "CAMEO 041", "PLOVER CONSULT: phone", "context military, diplomatic".
 * @param {Pick<Event, "codes">} event
 */
export function codes({ codes: { cameo, plover, ploverMode, ploverContexts, ace } }) {
  return [
    ...(cameo ? [`CAMEO ${cameo}`] : []),
    ...(plover ? [`PLOVER ${plover}${ploverMode ? `: ${ploverMode}` : ""}`] : []),
    ...(ploverContexts ? [`context ${ploverContexts.join(", ").replaceAll("_", " ")}`] : []),
    ...(ace ? [`ACE ${ace}`] : []),
  ];
}

// ---- Participants ----

/** What somebody is in an event, in a word. */
export const ROLE_TAGS = {
  actor: "who", target: "whom", object: "what", recipient: "to whom", topic: "about", instrument: "with",
  place: "where", origin: "from", destination: "to",
};

/** The rows of the card, in the order of the question "who did what to whom". */
export const ROLE_ROWS = /** @type {const} */ ([
  { row: "Who", roles: ["actor"] },
  { row: "To whom", roles: ["target", "recipient"] },
  { row: "What", roles: ["object"] },
  { row: "About", roles: ["topic"] },
  { row: "With", roles: ["instrument"] },
  { row: "From", roles: ["origin"] },
  { row: "To", roles: ["destination"] },
]);

/**
 * Those who take part in these roles: the name and, where they differ, the words.
 * @param {Event} event
 * @param {readonly string[]} roles
 * @param {Reading} reading
 * @returns {{ name: string, words: string, event?: string, entity?: string }[]}
 */
export function participants(event, roles, reading) {
  /** @type {Map<string, { name: string, words: string, event?: string, entity?: string }>} */
  const found = new Map();
  for (const argument of event.arguments) {
    if (!roles.includes(argument.role)) continue;
    const own = words(reading.text, argument.span);
    const other = argument.event ? reading.events.get(argument.event) : undefined;
    const entity = argument.entity ? reading.entities.get(argument.entity) : undefined;
    const called = other ? reading.typeLabel(other.type) : entity?.name ?? own;
    const key = argument.event ?? argument.entity ?? own;
    if (!found.has(key)) {
      found.set(key, { name: shorten(called), words: sameWords(own, called) ? "" : shorten(own), event: argument.event, entity: entity?.id });
    }
  }
  return [...found.values()];
}

/**
 * The amounts in words, with the words they were read from.
 * @param {Event} event
 * @param {Reading} reading
 * @returns {{ value: string, words: string, of: string, id: string }[]}
 */
export function amounts(event, { quantities, text }) {
  return event.amounts.flatMap(({ quantity, of }) => {
    const found = quantities.get(quantity);
    return found ? [{ value: amountWords(found, of, text), words: words(text, found), of, id: quantity }] : [];
  });
}

// ---- Where ----

/**
 * @param {Event} event
 * @param {Reading} reading
 * @returns {{ name: string, words: string, precision: string, entity?: string } | null}
 */
export function where(event, reading) {
  const argument = event.arguments.find((each) => each.role === "place");
  const entity = reading.entities.get(event.place ?? argument?.entity ?? "");
  const own = argument ? words(reading.text, argument.span) : "";
  if (!entity) return own ? { name: own, words: "", precision: "" } : null;
  const precision = entity.location ? `${placeKind(entity.location)}, ${coordinates(entity.location)}` : "";
  return { name: entity.name, words: sameWords(own, entity.name) ? "" : own, precision, entity: entity.id };
}

const PLACE_KINDS = { water: "body of water", feature: "natural feature" };

/**
 * "city in Texas, United States"
 * @param {Location} location
 */
export function placeKind({ kind, containedIn = [] }) {
  const word = PLACE_KINDS[/** @type {keyof typeof PLACE_KINDS} */ (kind)] ?? kind;
  return containedIn.length ? `${word} in ${containedIn.join(", ")}` : word;
}

/**
 * "39.0° N 125.8° E"
 * @param {Location} location
 */
export function coordinates({ lat, lon }) {
  return `${degrees(lat, "N", "S")} ${degrees(lon, "E", "W")}`;
}

/**
 * "the missile" says no more than "missile".
 * @param {string} a
 * @param {string} b
 */
function sameWords(a, b) {
  const bare = (/** @type {string} */ words) => words.toLowerCase().replace(/^(the|a|an) |['’]s?$/g, "");
  return bare(a) === bare(b);
}

/**
 * @param {number} angle
 * @param {string} positive
 * @param {string} negative
 */
function degrees(angle, positive, negative) {
  return `${Math.abs(angle).toFixed(1)}° ${angle < 0 ? negative : positive}`;
}

// ---- When ----

/**
 * When it was: the value in words, the words it was read from, and what they were resolved from.
 * @param {Event} event
 * @param {Reading} reading
 * @returns {{ value: string, words: string, instant: string, basis: string } | null}
 */
export function when(event, reading) {
  const time = event.time ? reading.times.get(event.time) : undefined;
  if (!time) return null;
  const last = rangeEnd(time, reading);
  const own = words(reading.text, last ? { start: time.start, end: last.end } : time);
  const value = last ? rangeWords(time, last) : timeWords(time);
  return { value: value ?? `“${own}”`, words: value ? own : "", instant: instantWords(time), basis: basisWords(time, reading) };
}

/**
 * "1 event", "12 events"
 * @param {number} count
 * @param {string} noun
 * @param {string} [many]
 */
export function counted(count, noun, many = `${noun}s`) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? noun : many}`;
}

/**
 * "12 events", or as many of them as pass the filters.
 * @param {number} shown
 * @param {number} all
 */
export function eventsTitle(shown, all) {
  if (all === 0) return "Events";
  return shown < all ? `${shown.toLocaleString("en-GB")} of ${counted(all, "event")}` : counted(all, "event");
}

/**
 * @template T
 * @param {T[]} list
 */
function unique(list) {
  return [...new Set(list)];
}
