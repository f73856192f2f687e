// What the article is about, in one sentence.
import assert from "node:assert/strict";
import { test } from "node:test";
import { summaryWords } from "../../www/summary.js";

for (const [who, what, wanted] of [
  ["Police", "arrested two men in Cairo", "Police arrested two men in Cairo"],
  ["two men", "Two men were arrested in Cairo", "Two men were arrested in Cairo"],
  ["the minister", "A minister resigned", "A minister resigned"],
  ["Anna Berg", "the arrest of Anna Berg in Lima", "the arrest of Anna Berg in Lima"],
  // A part of a word is not the word.
  ["Ann", "announced a plan", "Ann announced a plan"],
  ["Mali", "maligned by critics", "Mali maligned by critics"],
  ["", "an election was held", "an election was held"],
]) {
  test(wanted, () => assert.equal(summaryWords({ who, what }), wanted));
}
