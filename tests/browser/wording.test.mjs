// The words of the cards, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chunks, flatten, lines } from "../../www/segments.js";
import { timeWords } from "../../www/times.js";
import * as say from "../../www/wording.js";
import { marked } from "./fixture.mjs";

const read = ({ report, text }) => say.reading(report, text, (type) => type);
const sentenceOf = (source, event = {}) => {
  const { report, text } = marked(source, { v1: event });
  return say.plain(say.sentence(report.events[0], read({ report, text })));
};

test("sentences are the article's words, hedges and all", () => {
  const cases = [
    ["{actor:Ruritania} {!:launched} {object:a rocket} on Monday.", "Ruritania launched a rocket"],
    ["{actor:Ruritania} has not yet {!:launched} {object:a rocket}.", "Ruritania has not yet launched a rocket"],
    // A long aside goes, the verb's own words stay.
    ["{actor:Ruritania}, a small country in the hills, had secretly {!:launched} {object:a rocket}.", "Ruritania … had secretly launched a rocket"],
    ["{object:The rocket} was {!:fired} from {origin:a lake}.", "The rocket was fired from a lake"],
    ["{!:launched} {object:a rocket}.", "Launched a rocket"],
    // Passive: the text's order, not the roles'.
    ["{target:Two men} were {!:shot} by {actor:soldiers}.", "Two men were shot by soldiers"],
    ["{actor:Ruritania} said on its own part, in March, that {!:talks} failed.", "Ruritania … talks"],
    ["{actor:Ruritania} has “{!:heightened} {object:its alert level}”.", "Ruritania has heightened its alert level"],
    // Both ends of a joined pair, and only the nearest of unrelated ones.
    ["{actor:A} is sharing it, {!:shared} it with {recipient:B} and {recipient:C}.", "A … shared it with B and C"],
    // A bracket of its own parts nothing.
    ["The Joint Staff ({actor:JS}) {!:fired} {object:a rocket}.", "JS fired a rocket"],
    ["{actor:its} {!:collaboration} with {actor:Russia}.", "Its collaboration with Russia"],
    ["{object:missile} parts, then {object:the missile} was {!:fired}.", "The missile was fired"],
  ];
  for (const [source, expected] of cases) assert.equal(sentenceOf(source), expected, source);
});

test("a trigger without parts has some words around it", () => {
  const cases = [
    ["Police said. There were no {!:deaths} reported in the south, they said.", "There were no deaths reported in the south"],
    ["The whole of the country has been placed on high {!:alert} and has been told so.", "… has been placed on high alert"],
    ["A long and deadly {!:quake} that killed 1,000 people.", "A long and deadly quake that killed 1,000 people"],
    ["{!:Support} of the, and more.", "Support"],
    ["“{!:Talks}” (so-called).", "Talks"],
  ];
  for (const [source, expected] of cases) assert.equal(sentenceOf(source), expected, source);
});

test("of several mentions the one that names most is told, and none that is surer than the event", () => {
  assert.equal(sentenceOf("The {!:launch} was seen. {actor:Ruritania} {!:launched} {object:a rocket}."), "Ruritania launched a rocket");
  assert.equal(sentenceOf("{actor:Ruritania} {!:launched} {object:a rocket}. A {!:launch} of {object:the rocket}."), "Ruritania launched a rocket");
  const denied = { factuality: "negated", mentions: ["actual", "negated"] };
  assert.equal(sentenceOf("{actor:Ruritania} {!:sent} {object:troops}. It {cue:denied} {!:sending} {object:them}.", denied), "Ruritania: denied sending them");
  assert.equal(sentenceOf("The {!:attack} was long. {actor:Ruritania} did {cue:not} {!:attack}.", { mentions: ["actual", "negated"] }), "Ruritania: attack");
});

test("no sentence is surer than its event", () => {
  const cases = [
    ["alleged", "{actor:Ruritania} {cue:reportedly} {!:sent} {object:troops}.", "Ruritania reportedly sent troops"],
    ["alleged", "{actor:Ruritania} {!:sent} {object:troops}.", "Ruritania allegedly sent troops"],
    ["alleged", "{actor:Ruritania} was {cue:accused} of {!:sending} {object:troops}.", "Ruritania was accused of sending troops"],
    // What is sure stays so.
    ["possible", "{actor:Ruritania} warned it would {!:attack} {target:the port}.", "Ruritania warned it possibly would attack the port"],
    ["alleged", "{actor:Ruritania} said it {!:attacked} {target:the port}.", "Ruritania said it allegedly attacked the port"],
    ["possible", "{!:strike} on {target:the port}.", "Possibly strike on the port"],
    ["possible", "{actor:Ruritania} {cue:may} {!:send} {object:troops}.", "Ruritania may send troops"],
    ["planned", "{actor:Ruritania}: {!:elections}.", "Ruritania … elections (planned)"],
    ["negated", "{actor:Ruritania}: {!:attack}.", "Ruritania … attack (did not happen)"],
    ["hypothetical", "{actor:Ruritania} {!:attack}.", "Ruritania attack (not a fact)"],
  ];
  for (const [factuality, source, expected] of cases) assert.equal(sentenceOf(source, { factuality }), expected, source);
});

test("a name keeps its possessive, and the verb alone is bold", () => {
  const { report, text } = marked("{actor:Ruritania}’s ongoing {!:war} with {target:Freedonia}.");
  assert.deepEqual(say.sentence(report.events[0], read({ report, text })).filter(({ kind }) => kind === "who").map((part) => part.text).join(""), "Ruritania’s");
});

test("who is meant, not the pronoun", () => {
  const names = { names: { It: "Ruritania", its: "Ruritania" }, pronouns: ["It", "its"] };
  assert.equal(sentenceOf("{actor:It} {!:launched} {object:a rocket}.", names), "Ruritania launched a rocket");
  assert.equal(sentenceOf("{actor:its} {!:launch} of {object:a rocket}.", names), "Ruritania’s launch of a rocket");
});

test("an actor of another sentence is named before it", () => {
  assert.equal(sentenceOf("{actor:Ruritania} was there. {object:A rocket} was {!:fired}."), "Ruritania: A rocket was fired");
});

test("certainty in words", () => {
  const word = (source, event) => {
    const { report, text } = marked(source, { v1: event });
    return say.certainty(report.events[0], read({ report, text })).word;
  };
  const plain = "{actor:A} {!:attacked}.";
  for (const [factuality, expected] of Object.entries({ actual: "stated as fact", alleged: "alleged", possible: "possible", planned: "planned", negated: "did not happen" })) {
    assert.equal(word(plain, { factuality }), expected);
  }
  assert.equal(word("{actor:A} {cue:denied} it {!:attacked}.", { factuality: "negated" }), "denied");
  assert.equal(word("{cue:if} {actor:A} {!:attacks}.", { factuality: "hypothetical" }), "only if");
  assert.equal(word("{actor:A} was {cue:urged} to {!:attack}.", { factuality: "hypothetical" }), "asked for");
  assert.equal(word("{actor:A} {cue:should} {!:withdraw}.", { factuality: "hypothetical" }), "asked for");
  assert.equal(word("{cue:Should} {actor:A} {!:withdraw}.", { factuality: "hypothetical" }), "only if");
  assert.equal(word("{actor:A} is {cue:reviewing} an {!:attack}.", { factuality: "hypothetical" }), "considered");
  assert.equal(word("{actor:A} has the {cue:ability} to {!:attack}.", { factuality: "hypothetical" }), "not told as having happened");
  assert.equal(word("{actor:A} {!:attacked}. B {cue:denies} the {!:attack}.", { factuality: "alleged", mentions: ["alleged", "negated"] }), "alleged, denied");
});

test("codes of the coding schemes, as many as there are", () => {
  const cases = [
    [{}, []],
    [{ cameo: "150" }, ["CAMEO 150"]],
    [{ plover: "AID", ploverContexts: ["natural_resource", "economic"] }, ["PLOVER AID", "context natural resource, economic"]],
    [{ cameo: "041", plover: "CONSULT", ploverMode: "phone", ace: "Contact.Meet" }, ["CAMEO 041", "PLOVER CONSULT: phone", "ACE Contact.Meet"]],
  ];
  for (const [codes, expected] of cases) assert.deepEqual(say.codes({ codes }), expected);
});

test("time values in words", () => {
  const cases = [
    [{ value: "2024-10-31" }, "Thu 31 Oct 2024"],
    [{ value: "2024-10-31T07:10+09:00" }, "Thu 31 Oct 2024, 07:10 UTC+9"],
    [{ value: "2024-10-31T22:10Z" }, "Thu 31 Oct 2024, 22:10 UTC"],
    [{ value: "2024-10-31T07:10-03:30" }, "Thu 31 Oct 2024, 07:10 UTC−3:30"],
    [{ value: "2024-10-31TMO" }, "Thu 31 Oct 2024, morning"],
    [{ value: "2024-10-31TMO", mod: "START" }, "Thu 31 Oct 2024, early morning"],
    [{ value: "2024-06" }, "Jun 2024"],
    [{ value: "2024", mod: "START" }, "early 2024"],
    [{ value: "2024-W44" }, "week of Mon 28 Oct 2024"],
    [{ value: "2024-W44-WE" }, "weekend of Sat 2 Nov 2024"],
    [{ value: "2020-W53" }, "week of Mon 28 Dec 2020"],
    [{ value: "2024-Q3" }, "quarter 3 of 2024"],
    [{ value: "2024-SU" }, "summer 2024"],
    [{ value: "199" }, "1990s"],
    [{ value: "P3D" }, "3 days"],
    [{ value: "PT1M" }, "1 minute"],
    [{ value: "P1M" }, "1 month"],
    [{ value: "XXXX-WXX-4", from: "2024-10-31", to: "2024-11-01" }, "Thu 31 Oct 2024"],
    [{ value: "PAST_REF", to: "2024-10-31" }, "before Thu 31 Oct 2024"],
    [{ value: "XXXX", from: "2024-10-28", to: "2024-11-04" }, "Mon 28 Oct 2024 – Sun 3 Nov 2024"],
    [{ value: "PAST_REF" }, null],
    [{ value: "2024-02-31" }, null],
  ];
  for (const [time, expected] of cases) assert.equal(timeWords(time), expected, JSON.stringify(time));
});

test("when, with the words and what they were counted from", () => {
  const { report, text } = marked("{actor:A} {!:fired} on {time:Thursday}.", { v1: { value: "2024-10-31" } });
  assert.deepEqual(say.when(report.events[0], read({ report, text })), { value: "Thu 31 Oct 2024", words: "Thursday", instant: "", basis: "from the publication date" });
  const last = { ...report.times[0], id: "t2", value: "2024-11-02", start: text.indexOf("."), end: text.indexOf(".") + 1 };
  const range = { ...report, times: [{ ...report.times[0], until: "t2" }, last] };
  assert.equal(say.when(report.events[0], read({ report: range, text })).value, "Thu 31 Oct 2024 to Sat 2 Nov 2024");
  report.times[0].value = "PAST_REF";
  assert.equal(say.when(report.events[0], read({ report, text })).value, "“Thursday”");
  report.events[0].time = null;
  assert.equal(say.when(report.events[0], read({ report, text })), null);
});

test("pieces cover the text once, whatever overlaps", () => {
  const text = "abcdefghij";
  for (const spans of [[], [[0, 10]], [[2, 5], [4, 8]], [[1, 9], [3, 4], [3, 4]], [[0, 0], [5, 3], [8, 99], [-4, 2]]]) {
    const list = spans.map(([start, end]) => ({ start, end }));
    const pieces = flatten(text.length, list);
    assert.equal(pieces.map((p) => text.slice(p.start, p.end)).join(""), text);
    for (const piece of pieces) {
      const over = list.flatMap((s, i) => (s.start < s.end && s.start <= piece.start && piece.end <= s.end ? [i] : []));
      assert.deepEqual(piece.covers, over);
    }
  }
});

test("lines end with CR, LF or both", () => {
  assert.deepEqual(lines("a\r\nb\r\r\n \nc").map(({ start, end }) => [start, end]), [[0, 1], [3, 4], [9, 10]]);
});

test("long lines are cut between words, never inside a pair", () => {
  const cut = (text) => chunks(text, { start: 0, end: text.length }, 10).map((each) => text.slice(each.start, each.end));
  assert.deepEqual(cut("one two three four"), ["one two ", "three four"]);
  assert.deepEqual(cut("abcdefghi😀jkl"), ["abcdefghi", "😀jkl"]);
  assert.equal(cut("x".repeat(35)).join(""), "x".repeat(35));
});
