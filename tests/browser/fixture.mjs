// Small reports by hand, so that what the page shows doesn't hang on what the engine finds.

/**
 * A report from a text with its parts marked: `{actor:Ruritania} has {!v1:launched} {object:a rocket}.` Names before a
 * colon: `!` is a trigger (with an event id where there are several), a role is an argument, `cue`, `time`, `title`,
 * `caption`; `role@v2` belongs to event v2, without it to v1. Each line and each full stop ends a sentence.
 */
export function marked(source, events = { v1: {} }, more = {}) {
  let text = "";
  const spans = [];
  for (const [whole, name, words] of source.matchAll(/\{([^:{}]+):([^{}]+)\}|[^{]+/g)) {
    if (name) spans.push({ name, start: text.length, end: text.length + words.length, words });
    text += words ?? whole;
  }
  const sentences = [...text.matchAll(/[^\n.]+\.?/g)].map((m) => ({ start: m.index, end: m.index + m[0].length }))
    .map(({ start, end }) => ({ start: start + (/^\s*/.exec(text.slice(start, end))[0].length), end })).filter((s) => s.start < s.end);
  const sentenceOf = (start) => sentences.findIndex((s) => s.start <= start && start < s.end);
  const entities = new Map();
  const times = [];
  const span = ({ start, end }) => ({ start, end });
  const list = Object.entries(events).map(([id, event]) => {
    const own = (name) => spans.filter((s) => s.name === `${name}@${id}` || (id === "v1" && s.name === name));
    const triggers = spans.filter((s) => s.name === `!${id}` || (s.name === "!" && id === "v1"));
    const factuality = event.factuality ?? "actual";
    const roles = ["actor", "target", "object", "instrument", "recipient", "topic", "place", "origin", "destination"];
    const args = roles.flatMap((role) => own(role).map((s) => {
      if (!entities.has(s.words)) {
        entities.set(s.words, {
          id: `e${entities.size + 1}`, name: event.names?.[s.words] ?? s.words, type: "organization", named: true,
          mentions: [],
        });
      }
      const entity = entities.get(s.words);
      entity.mentions.push({ ...span(s), kind: event.pronouns?.includes(s.words) ? "pronoun" : "name" });
      return { role, entity: entity.id, span: span(s) };
    }));
    const when = own("time")[0];
    if (when) times.push({ id: `t${times.length + 1}`, type: "DATE", basis: { kind: "published" }, value: event.value, ...span(when) });
    return {
      id, type: event.type ?? "military.weapon-test", codes: { cameo: "150" },
      mentions: triggers.map((trigger, i) => ({
        trigger: span(trigger), sentence: sentenceOf(trigger.start), factuality: event.mentions?.[i] ?? factuality,
        source: event.source ?? null, statement: null, cues: own("cue").filter((c) => sentenceOf(c.start) === sentenceOf(trigger.start)).map(span),
      })),
      arguments: args, amounts: [], time: when ? times.at(-1).id : null,
      place: args.find((a) => a.role === "place")?.entity ?? null, factuality, source: event.source ?? null,
      confidence: 0.8, because: ["the verb tells of it"], salience: 0.5,
    };
  });
  const report = {
    schema: "1.0", offsets: "utf16",
    document: {
      title: spans.filter((s) => s.name === "title").map(span)[0] ?? null, dateline: null, published: "2024-10-31", publishedBasis: "given",
      language: "en", boilerplate: spans.filter((s) => s.name === "caption").map((s) => ({ ...span(s), reason: "caption" })),
      sentences, warnings: [], summary: null, ...more,
    },
    entities: [...entities.values()], times, quantities: [], statements: [], events: list, order: [],
  };
  return { text, report };
}

/** An article with five events, two of them on the same word. */
export const ARTICLE = marked(
  `{title:Ruritania fires rocket over Lake Varn}

{caption:A rocket on its launcher}

{actor:Ruritania} has 🚀 {!v1:launched} {object:a rocket} over {place:Lake Varn} early {time:Thursday}. Its neighbour was not told.

{actor@v2:Freedonia} {cue@v2:reportedly} {!v2:moved} {object@v2:troops} to {destination@v2:the border}. It said the {!v2:move} was a drill.

{actor@v3:A gunman} {!v3:killed} {target@v3:two men} there. The ministers {cue@v5:may} {!v5:meet} in June.

<img src=x onerror=alert(1)> & the rest.`,
  {
    v1: { value: "2024-10-31" },
    v2: { type: "military.deploy", factuality: "alleged" },
    v3: { type: "crime.kill" },
    v5: { type: "diplomacy.meet", factuality: "possible" },
  },
);
{
  // The death is told by the very word that tells of the killing.
  const kill = ARTICLE.report.events.find((event) => event.id === "v3");
  const death = { ...structuredClone(kill), id: "v4", type: "life.die" };
  death.arguments = death.arguments.filter((each) => each.role === "target");
  ARTICLE.report.events.push(death);
}

/** The same article, its entities with all that an entity can have. */
export const WHO = structuredClone(ARTICLE);
{
  const { text, report } = WHO;
  const mention = (words, kind, from = 0) => {
    const start = text.indexOf(words, from);
    return { start, end: start + words.length, kind };
  };
  const entity = (name) => report.entities.find((each) => each.name === name);
  Object.assign(entity("Ruritania"), {
    // Not in the text's order, as an engine may give them.
    type: "place", country: "CZE", mentions: [mention("Ruritania", "name", 60), mention("Its", "pronoun"), mention("Ruritania", "name"), mention("Its neighbour", "nominal")],
    location: { lat: 50, lon: 15.5, kind: "country" },
  });
  Object.assign(entity("Freedonia"), { country: "XKX", sector: "GOV", title: "the Republic" });
  Object.assign(entity("Lake Varn"), {
    type: "place",
    location: { lat: 48.25, lon: -16.5, kind: "water", geonames: 123, containedIn: ["Upper Varn", "Ruritania"], timezone: "Europe/Vienna" },
  });
  Object.assign(entity("A gunman"), { type: "person", named: false });
  Object.assign(entity("troops"), { type: "people", named: false, sector: "MIL" });
  report.entities.push({ id: "e90", name: "Rufus T. Firefly", type: "person", named: true, sector: "ZZZ", country: "ZZZ", mentions: [mention("The ministers", "nominal")] });
  report.events.find((event) => event.id === "v2").mentions[0].source = "e90";
}

/** An article with times and quantities of all sorts. */
export const WHEN = marked(
  `{title:Ruritania fires rocket}

{actor:Ruritania} {!v1:launched} {object:a rocket} early {time:Thursday} at 7:10 a.m. local time (2210 GMT). It flew 1,000 km (621 miles) for 86 minutes.

{actor@v2:A gunman} {!v2:killed} at least 12 people on Wednesday, and a neighbour was hurt recently. On Wednesday dozens fled.

Every Monday it costs US$940 million. It was the 13th test since June 2024, said Ruritania.`,
  { v1: { value: "2024-10-31" }, v2: { type: "crime.kill" } },
);
{
  const { text, report } = WHEN;
  const at = (words, from = 0) => {
    const start = text.indexOf(words, from);
    return { start, end: start + words.length };
  };
  const day = (date, next) => ({ value: date, from: date, to: next, type: "DATE" });
  const published = { kind: "published" };
  report.times = [
    { id: "t1", ...at("early Thursday"), ...day("2024-10-31", "2024-11-01"), mod: "START", basis: published },
    { id: "t2", ...at("7:10 a.m. local time"), type: "TIME", value: "2024-10-31T07:10+09:00", from: "2024-10-31T07:10+09:00", to: "2024-10-31T07:11+09:00", basis: { kind: "time", id: "t1" } },
    { id: "t3", ...at("2210 GMT"), type: "TIME", value: "2024-10-30T22:10Z", from: "2024-10-30T22:10Z", to: "2024-10-30T22:11Z", basis: { kind: "time", id: "t1" } },
    { id: "t4", ...at("86 minutes"), type: "DURATION", value: "PT86M", basis: null },
    { id: "t5", ...at("Wednesday"), ...day("2024-10-30", "2024-10-31"), basis: published },
    { id: "t6", ...at("recently"), type: "DATE", value: "PAST_REF", basis: null },
    { id: "t7", ...at("Wednesday", text.indexOf("recently")), ...day("2024-10-30", "2024-10-31"), basis: published },
    { id: "t8", ...at("Every Monday"), type: "SET", value: "XXXX-WXX-1", basis: null },
    { id: "t9", ...at("June 2024"), type: "DATE", value: "2024-06", from: "2024-06-01", to: "2024-07-01", basis: null },
  ];
  const quantity = (id, words, kind, min, max, unit, more = {}) => ({ id, ...at(words), kind, min, max, unit, approximate: false, ...more });
  report.quantities = [
    quantity("q1", "1,000 km (621 miles)", "distance", 1000, 1000, "km", { conversion: { min: 621, max: 621, unit: "[mi_i]" } }),
    quantity("q2", "86 minutes", "duration", 86, 86, "min"),
    quantity("q3", "at least 12", "people", 12, null, "people", { of: "killed" }),
    quantity("q4", "dozens", "people", 24, 99, "people", { approximate: true, of: "displaced" }),
    quantity("q5", "US$940 million", "money", 940e6, 940e6, "USD"),
    quantity("q6", "13th", "ordinal", 13, 13, "test"),
  ];
  report.events[1].amounts = [{ quantity: "q3", of: "killed" }];
  report.events[0].amounts = [{ quantity: "q2", of: "duration" }];
  report.events[1].time = "t5";
  report.document.warnings = [{ code: "zone-mismatch", message: "the two clock times are not the same instant", span: at("2210 GMT") }];
}

/** An article in which people say, deny and claim things, one inside another, quoted and reported. */
export const SAYS = marked(
  `{title:Ruritania fires rocket}

{actor:Ruritania} {!v1:fired} {object:a rocket} on {time:Monday}, Rufus Firefly said. “The {!v1:launch} was a mistake,” the minister added, “and we regret it.”

{actor@v3:Freedonia} {cue@v3:denied} {!v3:sending} {object@v3:troops}. Officials claim that {actor@v4:Ruritania} warned it would “{!v4:attack} {target@v4:the border}”.

“It was heard.” The troops {cue@v5:reportedly} {!v5:met} there. Freedonia said no more.`,
  {
    v1: { value: "2024-10-28" },
    v3: { type: "military.deploy", factuality: "negated" },
    v4: { type: "crime.kill", factuality: "possible" },
    v5: { type: "diplomacy.meet", factuality: "alleged" },
  },
);
{
  const { text, report } = SAYS;
  const at = (words, from = 0) => {
    const start = text.indexOf(words, from);
    return { start, end: start + words.length };
  };
  const id = (name) => report.entities.find((entity) => entity.name === name).id;
  const entity = (id, words, more) => ({ id, name: words, mentions: [{ ...at(words), kind: "name" }], named: true, type: "person", ...more });
  report.entities.push(
    entity("e91", "Rufus Firefly", { title: "Prime Minister", country: "CZE" }),
    entity("e92", "Officials", { type: "people", named: false, country: "POL", sector: "GOV" }));
  const said = (id, speaker, stance, kind, cue, content, parent = null) => ({ id, speaker, stance, kind, cue: cue && at(cue), content: content.map((words) => at(words)), parent });
  report.statements = [
    said("s1", "e91", "says", "indirect", "said", ["Ruritania fired a rocket on Monday"]),
    said("s2", "e91", "says", "direct", "added", ["The launch was a mistake,", "and we regret it."]),
    said("s3", id("Freedonia"), "denies", "indirect", "denied", ["sending troops"]),
    { ...said("s4", "e92", "claims", "mixed", "claim", ["Ruritania warned it would “attack the border"]), addressee: id("Freedonia") },
    said("s5", id("Ruritania"), "warns", "mixed", "warned", ["it would “attack the border"], "s4"),
    said("s6", null, "says", "direct", null, ["It was heard."]),
  ];
  // The headline says "Ruritania" before the first sentence does.
  report.statements[0].content = [at("Ruritania fired")].map(({ start }) => ({ start, end: text.indexOf(", Rufus") }));
  const tell = (event, mention, statement) => {
    const each = report.events.find(({ id }) => id === event).mentions[mention];
    Object.assign(each, { statement, source: report.statements.find(({ id }) => id === statement).speaker });
  };
  tell("v1", 0, "s1");
  tell("v1", 1, "s2");
  tell("v3", 0, "s3");
  tell("v4", 0, "s5");
}

const TYPES = [
  { name: "military.weapon-test", label: "weapon test", definition: "a test firing", codes: {}, tone: "conflict", words: false },
  { name: "military.deploy", label: "deployment", definition: "moves forces", codes: {}, tone: "conflict", words: false },
  { name: "crime.kill", label: "murder", definition: "homicide", codes: {}, tone: "conflict", words: false },
  { name: "life.die", label: "death", definition: "death of people", codes: {}, tone: "neutral", words: false },
  { name: "diplomacy.meet", label: "meeting", definition: "talks", codes: {}, tone: "cooperation", words: false },
];

/** A package whose engine answers with `report` to every text; `extract` may be other code. */
export function packageOf(report, extract = "return REPORT;") {
  return `const REPORT = ${JSON.stringify(report)};
export function initSync() {}
export function exportFormats() { return [{ name: "json", label: "JSON", extension: "json", mediaType: "application/json" }]; }
export function exportReport(report) { return JSON.stringify(report, null, 2); }
export class Analyzer {
  eventTypes() { return ${JSON.stringify(TYPES)}; }
  extract(text, options) { ${extract} }
}
`;
}
