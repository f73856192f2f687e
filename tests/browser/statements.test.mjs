// Who says what in words and in order, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { speakers, speakerWords } from "../../www/statements.js";
import * as say from "../../www/wording.js";
import { SAYS } from "./fixture.mjs";

const read = (report = SAYS.report) => say.reading(report, SAYS.text, (type) => type);
const statement = (id) => SAYS.report.statements.find((each) => each.id === id);
const event = (id) => SAYS.report.events.find((each) => each.id === id);

test("speakers: named ones first, by how much they say, the unattributed last", () => {
  const told = speakers(read()).map(({ entity, items }) => [entity?.name ?? null, items.map((item) => [
    item.words, item.events.map((held) => `${held.event.id} ${held.mentions.length}`).join(), item.inner.map(({ id }) => id).join()])]);
  assert.deepEqual(told, [
    ["Rufus Firefly", [["Ruritania fired a rocket on Monday", "v1 1", ""], ["“The launch was a mistake, … and we regret it.”", "v1 1", ""]]],
    ["Freedonia", [["sending troops", "v3 1", ""]]],
    ["Ruritania", [["it would “attack the border”", "v4 1", ""]]],
    ["Officials", [["Ruritania warned it would “attack the border”", "", "s5"]]],
    [null, [["“It was heard.”", "", ""]]],
  ]);
});

test("statements of a speaker stand as in the text, whatever the order of the report", () => {
  const report = { ...SAYS.report, statements: SAYS.report.statements.toReversed() };
  assert.deepEqual(speakers(read(report))[0].items.map(({ statement }) => statement.id), ["s1", "s2"]);
  assert.deepEqual(speakers(read({ ...report, statements: [] })), []);
});

test("who the speaker is, and that the source is not named", () => {
  const cases = [
    [{ name: "Rufus Firefly", type: "person", named: true, title: "Prime Minister", country: "CZE", sector: "GOV" }, "Prime Minister · Czechia · government"],
    [{ name: "Officials", type: "people", named: false, country: "POL", sector: "GOV" }, "source not named · Poland · government"],
    [{ name: "a source", type: "person", named: false }, "source not named"],
    [{ name: "Poland", type: "place", named: true, country: "POL", sector: "GOV" }, ""],
  ];
  for (const [entity, expected] of cases) assert.equal(speakerWords(entity), expected, entity.name);
});

test("words that are said: quoted ones in quotation marks, reported ones without", () => {
  const cases = [
    ["direct", ["We go,"], "We go,” he said.", "“We go”"],
    ["direct", ["We go,", "but not today."], "We go,” he said, “but not today.”", "“We go, … but not today.”"],
    ["indirect", ["they go"], "He said they go.", "they go"],
    ["mixed", ["it was “in line with law"], "it was “in line with law”", "it was “in line with law”"],
    ["mixed", ["lofty” and high"], "“lofty” and high", "“lofty” and high"],
    ["mixed", ["a “lofted” flight"], "a “lofted” flight", "a “lofted” flight"],
    ["direct", ["We\n  go"], "We\n  go", "“We go”"],
    ["direct", [], "", "“”"],
  ];
  for (const [kind, parts, text, expected] of cases) {
    const content = parts.map((part) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length }));
    assert.equal(say.saidWords({ kind, content }, text), expected, expected);
  }
  const long = say.saidInShort(`“${"word ".repeat(100)}end”`);
  assert.ok(long.length < 240 && /^“word .* …”$/.test(long), long);
  assert.equal(say.saidInShort("“We go”"), "“We go”");
});

test("what a statement is inside", () => {
  assert.equal(say.inWords(statement("s1"), read()), "");
  assert.equal(say.inWords(statement("s5"), read()), "inside a statement of Officials");
  assert.deepEqual(say.outerStatements(statement("s5"), read()).map(({ id }) => id), ["s4"]);
  // Not for ever, whatever the report says.
  const turning = structuredClone(SAYS.report);
  turning.statements[3].parent = "s5";
  assert.deepEqual(say.outerStatements(turning.statements[4], read(turning)).map(({ id }) => id), ["s4"]);
  turning.statements[3].speaker = null;
  assert.equal(say.inWords(turning.statements[4], read(turning)), "inside another statement");
});

test("an event's sources, with the statement of each", () => {
  const told = (id) => say.sources(event(id), read()).map(({ name, how, statement }) => [name, how, statement]);
  assert.deepEqual(told("v1"), [["Rufus Firefly", "says", "s1"]]);
  assert.deepEqual(told("v3"), [["Freedonia", "denies", "s3"]]);
  assert.deepEqual(told("v4"), [["Ruritania", "warns, inside a statement of Officials", "s5"]]);
  const mixed = { ...event("v4"), factuality: "alleged", mentions: [...event("v4").mentions, { ...event("v3").mentions[0] }, { ...event("v1").mentions[0], source: null, statement: null }] };
  assert.deepEqual(say.sources(mixed, read()).map(({ name, how }) => [name, how]), [
    ["Ruritania", "warns, as possible, inside a statement of Officials"], ["Freedonia", "denies"], ["The article itself", "as fact"]]);
  assert.deepEqual(told("v5"), [["The article does not say who", "", undefined]]);
});

test("certainty says when it is a source that states it", () => {
  const word = (mentions, factuality = mentions[0].factuality) =>
    say.certainty({ ...event("v1"), factuality, mentions: mentions.map((each) => ({ ...event("v1").mentions[0], source: null, statement: null, cues: [], ...each })) }, read());
  const cases = [
    [[{ factuality: "actual", source: "e91" }], "stated as fact by a source", true],
    [[{ factuality: "actual", source: "e92" }], "stated as fact by an unnamed source", true],
    [[{ factuality: "actual", source: "e91" }, { factuality: "actual", source: "e92" }], "stated as fact by 2 sources", true],
    [[{ factuality: "actual", source: "e91" }, { factuality: "actual" }], "stated as fact", true],
    [[{ factuality: "actual" }, { factuality: "negated", source: "e92" }], "stated as fact, disputed by Officials", false],
    [[{ factuality: "alleged" }, { factuality: "actual", source: "e91" }], "alleged, stated as fact by Rufus Firefly", false],
    [[{ factuality: "negated", source: "e91" }], "said not to have happened", false],
    [[{ factuality: "negated", source: "e91", statement: "s3" }, { factuality: "alleged", source: "e92" }], "denied by Rufus Firefly, alleged by Officials", false],
    [[{ factuality: "negated" }, { factuality: "actual" }], "did not happen, elsewhere stated as fact", false],
  ];
  for (const [mentions, expected, stated] of cases) {
    const certainty = word(mentions);
    assert.deepEqual([certainty.word, certainty.stated], [expected, stated], expected);
  }
});
