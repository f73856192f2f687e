// The built package as its users have it: www/pkg, in node.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import init, { Analyzer, exportFormats, exportReport, extract, initSync, merge } from "../www/pkg/dateline.js";

const PKG = fileURLToPath(new URL("../www/pkg/", import.meta.url));
initSync({ module: await readFile(join(PKG, "dateline_bg.wasm")) });

const TEXT = "Ruritania fires missile\n\nRuritania 🚀 launched a ballistic missile on Thursday. Soldiers killed two protesters in Seoul, officials said. “We deny it,” 🪖 the president said on Friday.";

/** Every object with a start and an end in a report, with the way to it. */
function* spans(value, path = "report") {
  if (value === null || typeof value !== "object") return;
  if (typeof value.start === "number" && typeof value.end === "number") yield { path, ...value };
  for (const [key, each] of Object.entries(value)) yield* spans(each, `${path}.${key}`);
}

test("a report has what the contract says", () => {
  const report = extract(TEXT, { published: "2024-10-31" });
  assert.equal(report.schema, "1.0");
  assert.equal(report.offsets, "utf16");
  assert.equal(report.document.published, "2024-10-31");
  assert.equal(report.document.publishedBasis, "given");
  assert.equal(report.document.language, "en");
  assert.ok(report.events.length > 0);
  assert.deepEqual(JSON.parse(JSON.stringify(report)), report, "plain data");
});

test("reports are merged, also those that were kept as JSON", () => {
  const read = (text) => extract(text, { published: "2024-10-31" });
  const reports = [
    read("A bomb killed at least 12 people in Kabul on Tuesday, police said."),
    read("A court in Paris sentenced a banker to two years in prison on Monday."),
    read("Three people were killed by a bomb in Kabul on Tuesday, the Taliban said."),
  ];
  const merged = merge(reports);
  assert.equal(merged.schema, "1.0");
  const deaths = merged.events.find((event) => event.type === "life.die");
  assert.deepEqual(deaths.reports, [0, 2]);
  assert.deepEqual(deaths.places.map(({ name, reports }) => [name, reports]), [["Kabul", [0, 2]]]);
  assert.deepEqual(deaths.amounts.map(({ of, min, max, reports }) => [of, min, max, reports]), [["killed", 12, null, [0]], ["killed", 3, 3, [2]]]);
  assert.ok(deaths.differ.includes("killed"), "three is not at least twelve");
  assert.deepEqual(deaths.sources.map(({ report, name }) => [report, name]), [[0, "police"], [2, "Taliban"]]);
  for (const { report, event } of deaths.members) assert.ok(reports[report].events.some(({ id }) => id === event));
  assert.deepEqual(merge(JSON.parse(JSON.stringify(reports))), merged);
  assert.deepEqual(merge([]), { schema: "1.0", events: [] });
  for (const wrong of [undefined, {}, [1], [{ schema: "1.0" }]]) {
    assert.throws(() => merge(wrong), { code: "bad-reports" });
  }
});

test("reports are exported, also those that were kept as JSON", () => {
  const text = `🚀 ${TEXT}`;
  const report = extract(text, { published: "2024-10-31" });
  const kept = JSON.parse(JSON.stringify(report));
  const formats = exportFormats();
  for (const { name, label, extension, mediaType } of formats) {
    assert.match(`${name} ${extension}`, /^[a-z]+ [a-z]+$/);
    assert.ok(label && mediaType.includes("/"), name);
    const written = exportReport(report, text, name);
    assert.ok(written.endsWith("\n"), name);
    assert.equal(exportReport(kept, text, name), written, name);
    assert.throws(() => exportReport(report, "Nothing.", name), { code: "other-text" }, name);
  }
  assert.equal(new Set(formats.map(({ name }) => name)).size, formats.length);
  assert.deepEqual(JSON.parse(exportReport(report, text, "json")), report);
  assert.equal(exportReport(report, text, "jsonl"), `${JSON.stringify(report)}\n`);
  const { start, end } = report.events[0].mentions[0].trigger;
  assert.ok(exportReport(report, text, "csv").split("\r\n")[1].includes(`,${start},${end},`), "offsets are those of the report");
  const annotations = JSON.parse(exportReport(report, text, "webanno")).first.items;
  for (const { target: { selector: [position, quote] } } of annotations) {
    assert.equal([...text].slice(position.start, position.end).join(""), quote.exact, "code points");
  }
  assert.throws(() => exportReport(report, text, "xls"), { code: "bad-format", message: /"xls".*geojson/ });
  assert.throws(() => exportReport(report, text, undefined), { code: "bad-format" });
  assert.throws(() => exportReport({}, text, "csv"), { code: "bad-report" });
  assert.throws(() => exportReport(report, 7, "csv"), { code: "bad-text" });
});

test("which event was first", () => {
  const text = "Police arrested a man after the attack.";
  const { order, events } = extract(text);
  const word = (id) => { const { start, end } = events.find((event) => event.id === id).mentions[0].trigger; return text.slice(start, end); };
  assert.deepEqual(order.map(({ first, then, relation }) => [word(first), relation, word(then)]), [["attack", "before", "arrested"]]);
  assert.equal(text.slice(order[0].cue.start, order[0].cue.end), "after");
});

test("offsets are words of the text, with emoji before them", () => {
  const report = extract(TEXT, { published: "2024-10-31" });
  const all = [...spans(report)];
  assert.ok(all.length > 10);
  for (const { path, start, end } of all) {
    assert.ok(0 <= start && start < end && end <= TEXT.length, path);
    const words = TEXT.slice(start, end);
    assert.ok(words.isWellFormed?.() ?? true, `${path} cuts a pair`);
    assert.equal(words, words.trim(), `${path}: ${words}`);
    assert.match(words, /[\p{L}\p{N}]/u, path);
  }
  assert.ok(triggers(report, TEXT).includes("killed"), triggers(report, TEXT).join());
});

test("ids that are named exist", () => {
  const report = extract(TEXT, { published: "2024-10-31" });
  const ids = (list) => new Set(list.map(({ id }) => id));
  const [entities, times, events, statements] = [report.entities, report.times, report.events, report.statements].map(ids);
  for (const event of report.events) {
    for (const argument of event.arguments) {
      assert.ok(argument.entity === undefined || entities.has(argument.entity));
      assert.ok(argument.event === undefined || events.has(argument.event));
    }
    assert.ok(event.time === null || times.has(event.time));
    assert.ok(event.place === null || entities.has(event.place));
    for (const mention of event.mentions) {
      assert.ok(mention.source === null || entities.has(mention.source));
      assert.ok(mention.statement === null || statements.has(mention.statement));
      assert.ok(report.document.sentences[mention.sentence].start <= mention.trigger.start);
    }
  }
});

test("the same text gives the same report", () => {
  const analyzer = new Analyzer();
  const first = JSON.stringify(analyzer.extract(TEXT));
  assert.equal(JSON.stringify(analyzer.extract(TEXT)), first);
  assert.equal(JSON.stringify(extract(TEXT)), first);
  analyzer.free();
});

test("CoNLL-U names the place of every word in UTF-16 units", () => {
  const analyzer = new Analyzer();
  const text = `${TEXT} They don’t agree.`;
  const conllu = analyzer.toConllu(text);
  assert.ok(conllu.startsWith("# newdoc\n# global.Entity = eid-etype-head-other\n# newpar\n# sent_id = 1\n# text = Ruritania fires missile\n1\tRuritania\t"), conllu);
  const rows = conllu.split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split("\t"));
  assert.ok(rows.length > 30);
  for (const row of rows) {
    assert.equal(row.length, 10);
    const [, start, end] = /TokenRange=(\d+):(\d+)$/.exec(row[9]);
    assert.equal(text.slice(+start, +end), row[1]);
  }
  const forms = rows.map((row) => row[1]);
  for (const form of ["🚀", "launched", "don’t", "do", "n’t"]) assert.ok(forms.includes(form), form);
  for (const sentence of conllu.trim().split("\n\n")) {
    assert.equal(sentence.split("\n").filter((line) => line.split("\t")[6] === "0").length, 1, sentence);
  }
  assert.equal(analyzer.toConllu(""), "");
  for (const text of [undefined, null, 7, ["a"]]) {
    assert.throws(() => analyzer.toConllu(text), (error) => error instanceof Error && error.code === "bad-text");
  }
  analyzer.free();
});

test("the browser's engine finds what the native one finds", async () => {
  const samples = JSON.parse(await readFile(join(PKG, "../samples/index.json"), "utf8"));
  assert.ok(samples.length >= 3);
  for (const { file, published } of samples) {
    // Written by tests/golden.rs: each event begins with its id, type and factuality; its mentions have the trigger in brackets.
    const golden = await readFile(new URL(`golden/${file.replace(".txt", ".snap")}`, import.meta.url), "utf8");
    const text = await readFile(join(PKG, "../samples", file), "utf8");
    const { events } = extract(text, { published });
    const capital = (word) => word[0].toUpperCase() + word.slice(1);
    assert.deepEqual(events.map(({ id, type, factuality }) => `${id} ${type} ${capital(factuality)}`), golden.match(/^v\d+ .*$/gm), file);
    assert.deepEqual(triggers({ events }, text), [...golden.matchAll(/^    ….*?\[([^\]]+)\].*$/gm)].map(([, trigger]) => trigger), file);
  }
});

const PICKET = { name: "labour.picket", verbs: ["picket"] };

test("bad options have a code and name the option and the value", () => {
  const cases = [
    [() => extract(TEXT, { published: "yesterday" }), "bad-published", /`published`.*yesterday/],
    [() => extract(TEXT, { published: "2024-02-30" }), "bad-published", /2024-02-30/],
    [() => extract(TEXT, { publishd: "2024-10-31" }), "unknown-option", /publishd/],
    [() => extract(TEXT, { published: "2024-10-31T07:10" }), "bad-published", /2024-10-31T07:10.*offset/],
    [() => extract(TEXT, { language: "fr" }), "bad-language", /`language`.*fr/],
    [() => extract(TEXT, []), "bad-options", /object/],
    [() => extract(TEXT, "2024-10-31"), "bad-options", /object/],
    [() => extract(TEXT, { published: 5 }), "bad-options", /`published`: 5 is not a string/],
    [() => new Analyzer({ minConfidence: 7 }), "bad-min-confidence", /`minConfidence`.*7/],
    [() => new Analyzer({ minConfidence: NaN }), "bad-min-confidence", /`minConfidence`.*NaN/],
    [() => new Analyzer({ types: [{ name: "picket", verbs: ["picket"] }] }), "bad-type", /^types\[0\]\.name: "picket".*group\.name/],
    [() => new Analyzer({ types: [{ name: "labour.picket" }] }), "bad-type", /^types\[0\] "labour\.picket".*verbs/],
    [() => new Analyzer({ types: [PICKET, { ...PICKET, name: "a.b", nouns: [" "] }] }), "bad-type", /^types\[1\] "a\.b"\.nouns\[0\]: " " is no word/],
    [() => new Analyzer({ types: [PICKET, PICKET] }), "bad-type", /^types\[1\] "labour\.picket": types\[0\] has this name too/],
    [() => new Analyzer({ types: [{ ...PICKET, roles: { actor: ["subjct"] } }] }), "bad-type", /^types\[0\] "labour\.picket"\.roles\.actor: unknown slot "subjct"; one of subject, /],
    [() => new Analyzer({ types: [{ ...PICKET, roles: { actr: ["subject"] } }] }), "unknown-option", /^types\[0\] "labour\.picket"\.roles: unknown field `actr`; there are `actor`, /],
    [() => new Analyzer({ types: [{ ...PICKET, kinds: { actor: ["human"] } }] }), "bad-type", /\.kinds\.actor: unknown kind of entity "human"; one of person, /],
    [() => new Analyzer({ types: [{ ...PICKET, codes: { cameo: 18 } }] }), "bad-options", /\.codes\.cameo: 18 is not a string/],
    [() => new Analyzer({ types: [{ ...PICKET, triggers: [{ verbs: ["block"], near: ["the gate"] }] }] }), "bad-type", /\.triggers\[0\]\.near\[0\]: "the gate" is not one word/],
    [() => new Analyzer({ types: [{ ...PICKET, examples: ["Nurses sang."] }] }), "bad-type", /\.examples\[0\]: "Nurses sang\." tells no/],
    [() => new Analyzer({ types: [{ ...PICKET, not: ["Nurses picketed."] }] }), "bad-type", /\.not\[0\]: "Nurses picketed\." tells one by "picketed"/],
    [() => new Analyzer({ types: [7] }), "bad-options", /^types\[0\]: 7 is not an object/],
    [() => new Analyzer({ types: [null] }), "bad-options", /^types\[0\]: null is not an object/],
    [() => new Analyzer({ without: ["sprt.*"] }), "bad-without", /`without`\[0\]: no built-in type is "sprt\.\*"; there are .*sport\.\*/],
    [() => new Analyzer({ without: "sport.*" }), "bad-options", /`without`: "sport\.\*" is not an array/],
    [() => new Analyzer({ types: {} }), "bad-options", /`types`: {} is not an array/],
    ...[5, undefined, null, ["text"], { text: "" }, new String("text")].map((text) => [() => extract(text), "bad-text", /`text`.*string/]),
    [() => new Analyzer({ minConfidnce: 1 }), "unknown-option", /minConfidnce/],
    [() => new Analyzer({ types: [{ name: "x.y", verb: [] }] }), "unknown-option", /verb/],
  ];
  for (const [act, code, message] of cases) {
    assert.throws(act, (error) => {
      assert.ok(error instanceof Error);
      assert.equal(error.code, code);
      assert.match(error.message, message);
      return true;
    }, act.toString());
  }
});

/** A report whose offsets lie in the text. */
function sound(report, text, name) {
  assert.equal(report.schema, "1.0", name);
  for (const { path, start, end } of spans(report)) assert.ok(0 <= start && start < end && end <= text.length, `${name} ${path}`);
  return report;
}

const triggers = (report, text) => report.events.flatMap((event) => event.mentions.map(({ trigger }) => text.slice(trigger.start, trigger.end)));
const codes = (report) => report.document.warnings.map(({ code }) => code);

test("text without words gives a warning and nothing else", () => {
  const cases = { "": "empty", " \r\n\t": "empty", "?!… —": "no-letters", "12.5 % 2024": "no-letters", "🪖🚀": "no-letters" };
  for (const [text, code] of Object.entries(cases)) {
    const report = sound(extract(text), text, code);
    assert.deepEqual([codes(report), report.events], [[code], []], JSON.stringify(text));
  }
});

test("another language gives a warning, no events, and what English would give when it is asked for", () => {
  const texts = {
    French: "Le président a déclaré jeudi que les soldats avaient tué deux manifestants dans la capitale, et que la police enquêtait sur les circonstances de leur mort.",
    Arabic: "قتل الجنود رجلين يوم الخميس في العاصمة وقالت الشرطة إنها تحقق في الحادث",
    Russian: "Солдаты убили двух человек в четверг в столице, сообщила полиция.",
    Korean: "북한이 목요일 탄도미사일을 발사했다고 한국군이 밝혔다.",
  };
  for (const [name, text] of Object.entries(texts)) {
    const report = sound(extract(text), text, name);
    assert.deepEqual([codes(report), report.events], [["language"], []], name);
    assert.notEqual(report.document.language, "en", name);
    const asked = sound(extract(text, { language: "en" }), text, name);
    assert.equal(asked.document.language, "en", name);
  }
});

test("characters that no article should have: a report, and the events of the words around them", () => {
  const texts = {
    nul: "Troops\0 killed\0 two men.", controls: "Troops\u0001 killed\u007F two\u0085 men.", lone: "\uD800 Troops killed two men. \uDFFF\uD800",
    bidi: "\u202ETroops killed\u2069 two men\u200F.", crlf: "Troops killed two men.\r\nThey fled.\r\n", cr: "Troops killed two men.\rThey fled.",
    separators: "Troops killed two men.\u2028They fled.\u2029", joiner: "Troops killed\u200D two men.",
    softHyphen: "Troops kil\u00ADled two men.", zeroWidth: "Troops kil\u200Bled two men.", byteOrderMark: "\uFEFFTroops killed two men.",
  };
  for (const [name, text] of Object.entries(texts)) {
    const visible = triggers(sound(extract(text), text, name), text).map((trigger) => trigger.replace(/\p{Cf}/gu, ""));
    assert.ok(visible.includes("killed"), name);
  }
});

test("text never throws", () => {
  const analyzer = new Analyzer();
  const texts = {
    zalgo: `k${"\u0301".repeat(999)}illed`, emoji: "👨‍👩‍👧‍👦".repeat(500), digits: "1".repeat(5000), lone: "\uD83D".repeat(5000),
    quotes: "“".repeat(3000), brackets: "(".repeat(3000), dots: ".".repeat(5000), lines: "\n".repeat(5000), capitals: "THE ARMY ".repeat(600),
  };
  for (const [name, text] of Object.entries(texts)) sound(analyzer.extract(text, { language: "en" }), text, name);
});

test("1 MB on one line, with and without spaces, in a few seconds", { timeout: 60_000 }, () => {
  const sentence = "Troops killed two men in Seoul, officials said on Friday. ";
  for (const [name, piece, least] of [["sentences", sentence, 1000], ["one word", "killed", 0], ["no full stop", "and the troops killed two men there ", 1]]) {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const report = extract(text);
    assert.ok(report.document.sentences.length >= 1, name);
    const found = report.events.flatMap(({ mentions }) => mentions).length;
    assert.ok(found >= least, `${name}: ${found}`);
    const last = report.document.sentences.at(-1);
    assert.ok(last.start < last.end && last.end <= text.length, name);
  }
});

test("types of one's own find their events, beside the built-in ones", () => {
  const text = "Nurses picketed the hospital on Friday. Soldiers killed two men. The picket lasted a week.";
  const own = new Analyzer({ types: [{ name: "labour.picket", definition: "workers stand before a gate", verbs: ["picket"], nouns: ["picket"] }] });
  const found = sound(own.extract(text), text, "own").events;
  assert.deepEqual(new Set(triggers({ events: found.filter(({ type }) => type === "labour.picket") }, text)), new Set(["picketed", "picket"]));
  assert.ok(found.some(({ type }) => type !== "labour.picket"), "the built-in types are there too");
  const { name, label, definition } = own.eventTypes().at(-1);
  assert.deepEqual({ name, label, definition }, { name: "labour.picket", label: "picket", definition: "workers stand before a gate" });
  assert.ok(!new Analyzer().extract(text).events.some(({ type }) => type === "labour.picket"), "other analyzers don't know it");
});

test("the sets of examples find their events, with who takes part", async () => {
  const texts = {
    sanctions: ["The European Union froze the assets of two banks in May.", "sanctions.freeze", "froze", { actor: "The European Union", object: "the assets" }],
    football: ["Ajax signed the striker Jan Smit from Feyenoord.", "football.transfer", "signed", { actor: "Ajax", origin: "Feyenoord" }],
    cyber: ["Researchers found a flaw in the chip.", "cyber.find-flaw", "found", { actor: "Researchers", object: "a flaw" }],
  };
  for (const [set, [text, type, word, roles]] of Object.entries(texts)) {
    const options = JSON.parse(await readFile(new URL(`../examples/types/${set}.json`, import.meta.url), "utf8"));
    const analyzer = new Analyzer(options);
    const [event] = sound(analyzer.extract(text, { title: "" }), text, set).events.filter((event) => event.type === type);
    assert.deepEqual(triggers({ events: [event] }, text), [word], set);
    for (const [role, words] of Object.entries(roles)) {
      assert.ok(event.arguments.some(({ role: other, span }) => other === role && text.slice(span.start, span.end) === words), `${set} ${role}`);
    }
    assert.deepEqual(analyzer.eventTypes().slice(-options.types.length).map(({ name }) => name), options.types.map(({ name }) => name));
    const own = analyzer.eventTypes().at(-1), given = options.types.at(-1);
    assert.deepEqual([own.label, own.definition, own.tone], [given.label, given.definition, given.tone]);
    analyzer.free();
  }
});

test("built-in types can be left out", () => {
  const all = new Analyzer().eventTypes().map(({ name }) => name);
  const names = (options) => new Analyzer(options).eventTypes().map(({ name }) => name);
  assert.deepEqual(names({ without: ["speech.deny", "sport.*"] }), all.filter((name) => name !== "speech.deny" && !name.startsWith("sport.")));
  assert.deepEqual(names({ without: ["*"], types: [PICKET] }), ["labour.picket"]);
  for (const options of [{}, null, undefined, { types: [], without: [] }, { types: null, without: undefined }]) assert.deepEqual(names(options), all);
  const text = "Nurses picketed the hospital. Soldiers killed two men.";
  assert.deepEqual(new Analyzer({ without: ["*"], types: [PICKET] }).extract(text).events.map(({ type }) => type), ["labour.picket"]);
});

test("an object that holds itself is no option", () => {
  const types = [PICKET];
  types.push({ ...PICKET, name: "a.b", triggers: [{ verbs: ["block"], near: types }] });
  assert.throws(() => new Analyzer({ types }), ({ code, message }) => code === "bad-options" && message.includes("near[0]"));
});

test("a built-in type of one's own words replaces the built-in one", () => {
  const text = "Nurses picketed the hospital. Soldiers killed two men.";
  const { name } = extract("Soldiers killed two men.").events.map(({ type }) => ({ name: type }))[0];
  const own = new Analyzer({ types: [{ name, verbs: ["picket"] }] });
  const found = own.extract(text).events.filter(({ type }) => type === name);
  assert.deepEqual(triggers({ events: found }, text), ["picketed"]);
  assert.equal(own.eventTypes().filter((type) => type.name === name).length, 1);
});

test("less sure events are left out", () => {
  const all = extract(TEXT).events.map(({ confidence }) => confidence);
  const limit = Math.max(...all);
  const kept = new Analyzer({ minConfidence: limit }).extract(TEXT).events;
  assert.deepEqual(kept.map(({ confidence }) => confidence), all.filter((confidence) => confidence >= limit));
  assert.deepEqual(new Analyzer({ minConfidence: 1 }).extract(TEXT).events.filter(({ confidence }) => confidence < 1), []);
});

test("every type of an event is one of eventTypes()", () => {
  const types = new Analyzer().eventTypes();
  assert.ok(types.length > 50);
  assert.equal(new Set(types.map((type) => type.name)).size, types.length);
  for (const { name, label, definition, tone } of types) {
    assert.match(name, /^[a-z]+\.[a-z-]+$/);
    assert.ok(label && definition, name);
    assert.ok(["cooperation", "conflict", "neutral"].includes(tone), name);
  }
  for (const event of extract(TEXT).events) assert.ok(types.some((type) => type.name === event.type));
});

test("init is idempotent and takes what initSync takes", async () => {
  const before = new Analyzer();
  const bytes = await readFile(join(PKG, "dateline_bg.wasm"));
  await Promise.all([init({ module_or_path: bytes }), init()]);
  initSync({ module: await WebAssembly.compile(bytes) });
  assert.equal(extract(TEXT).schema, "1.0");
  // What was made before still works: it is the same engine.
  assert.equal(before.extract(TEXT).schema, "1.0");
});

test("the declarations fit a real report", async () => {
  const folder = await mkdtemp(join(tmpdir(), "dateline-"));
  try {
    const report = extract(TEXT, { published: "2024-10-31" });
    const sets = await Promise.all(["sanctions", "football", "cyber"].map((set) => readFile(new URL(`../examples/types/${set}.json`, import.meta.url), "utf8")));
    // A JSON literal, so that each closed list and each null is checked, and nothing undeclared passes.
    await writeFile(join(folder, "report.ts"), `
      import { Analyzer, extract, type AnalyzerOptions, type EventTypeDefinition, type EventTypeInfo, type Options, type Report } from "${PKG}dateline.js";
      export const report: Report = ${JSON.stringify(report)};
      export const types: EventTypeInfo[] = ${JSON.stringify(new Analyzer().eventTypes())};
      const options: Options = { published: "2024-10-31", language: "en" };
      const again: Report = extract("text", options);
      export const code: string | undefined = again.events[0]?.codes.cameo;
      const picket: EventTypeDefinition = { name: "labour.picket", verbs: ["picket"] };
      export const sets: AnalyzerOptions[] = [{ types: [picket], without: ["sport.*"] }, ${sets.join()}];
      // @ts-expect-error: a misspelt role is one at compile time
      export const misspelt: EventTypeDefinition = { name: "labour.picket", roles: { actr: ["subject"] } };
      // @ts-expect-error: and so is a kind of entity that there is none of
      export const unkind: EventTypeDefinition = { name: "labour.picket", kinds: { actor: ["human"] } };
      // @ts-expect-error: a misspelt option is one at compile time too
      extract("text", { publishd: "2024-10-31" });
      // @ts-expect-error: text is a string
      new Analyzer().extract(5);
    `);
    const { bin } = createRequire(import.meta.url)("typescript/package.json");
    const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), bin.tsc);
    const args = [tsc, "--strict", "--exactOptionalPropertyTypes", "--noEmit", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom,esnext.disposable", "--types", "", join(folder, "report.ts")];
    await promisify(execFile)(process.execPath, args, { cwd: folder }).catch(({ stdout, stderr }) => assert.fail(`${stdout}${stderr}`.slice(0, 3000)));
  } finally {
    await rm(folder, { recursive: true });
  }
});
