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
import init, { Analyzer, extract, initSync } from "../www/pkg/dateline.js";

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
  const triggers = report.events.flatMap((event) => event.mentions.map(({ trigger }) => TEXT.slice(trigger.start, trigger.end)));
  assert.ok(triggers.includes("killed"), triggers.join());
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

test("bad options have a code and name the option and the value", () => {
  const cases = [
    [() => extract(TEXT, { published: "yesterday" }), "bad-published", /`published`.*yesterday/],
    [() => extract(TEXT, { published: "2024-02-30" }), "bad-published", /2024-02-30/],
    [() => extract(TEXT, { publishd: "2024-10-31" }), "unknown-option", /publishd/],
    [() => extract(TEXT, []), "bad-options", /object/],
    [() => extract(TEXT, { published: 5 }), "bad-options", /./],
    [() => extract(5), "bad-text", /text/],
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

test("text never throws", () => {
  const analyzer = new Analyzer();
  const texts = {
    empty: "", space: " \r\n\t", marks: "?!… —", nul: "a\0b\0 killed", lone: "\uD800 killed \uDFFF", bidi: "\u202Ekilled\u2069\u200F",
    crlf: "Troops killed two.\r\nThey fled.", zalgo: `k${"\u0301".repeat(999)}illed`, arabic: "قتل الجنود رجلين يوم الخميس",
    emoji: "👨‍👩‍👧‍👦".repeat(500), digits: "1".repeat(5000), quotes: "“".repeat(3000), brackets: "(".repeat(3000), dots: ".".repeat(5000),
  };
  for (const [name, text] of Object.entries(texts)) {
    const report = analyzer.extract(text);
    for (const { path, end } of spans(report)) assert.ok(end <= text.length, `${name} ${path}`);
  }
  for (const name of ["empty", "space", "marks"]) {
    const { document, events } = analyzer.extract(texts[name]);
    assert.ok(document.warnings.length > 0, name);
    assert.deepEqual(events, []);
  }
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
  await init({ module_or_path: await readFile(join(PKG, "dateline_bg.wasm")) });
  assert.equal(extract(TEXT).schema, "1.0");
});

test("the declarations fit a real report", async () => {
  const folder = await mkdtemp(join(tmpdir(), "dateline-"));
  try {
    const report = extract(TEXT, { published: "2024-10-31" });
    // A JSON literal, so that each closed list and each null is checked, and nothing undeclared passes.
    await writeFile(join(folder, "report.ts"), `
      import { Analyzer, extract, type EventTypeInfo, type Options, type Report } from "${PKG}dateline.js";
      export const report: Report = ${JSON.stringify(report)};
      export const types: EventTypeInfo[] = ${JSON.stringify(new Analyzer().eventTypes())};
      const options: Options = { published: "2024-10-31", language: "en" };
      const again: Report = extract("text", options);
      export const code: string | undefined = again.events[0]?.codes.cameo;
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
