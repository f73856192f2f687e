// Times and quantities in words and in order, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { amountWords, boundWords, kinds, quantityWords, shownQuantities } from "../../www/quantities.js";
import { basisWords, calendar, instantWords, intervalWords, isLost, LONG, timeWords, unplacedWords } from "../../www/times.js";
import { lostWords, valueGroups } from "../../www/values.js";
import * as say from "../../www/wording.js";
import { WHEN } from "./fixture.mjs";

const read = (report) => say.reading(report, WHEN.text, (type) => type);

test("time values in full, and the part of the day has the modifier", () => {
  const cases = [
    [{ value: "2024-10-31TMO", mod: "START" }, "Thursday 31 October 2024, early morning"],
    [{ value: "2024-10-31T07:10+09:00", mod: "APPROX" }, "Thursday 31 October 2024, about 07:10 UTC+9"],
    [{ value: "0044-03-15" }, "Tuesday 15 March 44"],
    [{ value: "2019/2022" }, "2019 – 2022"],
    [{ value: "FY2024" }, "fiscal year 2024"],
    [{ value: "P1DT2H30M" }, "1 day 2 hours 30 minutes"],
    [{ value: "P2.5Y", mod: "MORE_THAN" }, "more than 2.5 years"],
    [{ value: "PXM" }, "some months"],
    [{ value: "X", from: "2024-10-31T18:00", to: "2024-11-01T00:00" }, "Thursday 31 October 2024, 18:00 to 24:00"],
    [{ value: "X", from: "2024-10-31T22:00", to: "2024-11-01T06:00" }, "Thursday 31 October 2024, 22:00 – Friday 1 November 2024, 06:00"],
    [{ value: "XXXX-06", from: "2022-06-01", to: "2022-07-01" }, "June 2022"],
    [{ value: "XXXX", from: "2022-01-01", to: "2023-01-01", mod: "START" }, "early 2022"],
    [{ value: "XXXX", from: "2022-04-01", to: "2023-04-01" }, "Friday 1 April 2022 – Friday 31 March 2023"],
    [{ value: "2024-09", mod: "MORE_THAN", type: "DATE" }, "September 2024 or further off"],
    [{ value: "2024-10-31T17:36:50" }, "Thursday 31 October 2024, 17:36:50"],
    [{ value: "2024-XX-XX" }, "2024"],
    [{ value: "BC0044" }, "44 BC"],
    [{ value: "BC04" }, "500s BC"],
    [{ value: "P2DE" }, "2 decades"],
    [{ value: "PXCE" }, "some centuries"],
    [{ value: "PXX" }, "some time"],
    [{ value: "PT86000S" }, "86,000 seconds"],
    [{ value: "P" }, null],
    [{ value: "99999" }, null],
    [{ value: "", from: "soon" }, null],
  ];
  for (const [time, expected] of cases) assert.equal(timeWords(time, LONG), expected, JSON.stringify(time));
});

test("what is known without a date", () => {
  const cases = [
    [{ value: "PAST_REF" }, "in the past"],
    [{ value: "XXXX-WXX-4TMO", mod: "START" }, "some Thursday, early morning"],
    [{ value: "XXXX-WXX-4T07:10+09:00" }, "some Thursday, 07:10 UTC+9"],
    [{ value: "XXXX-06" }, "some June"],
    [{ value: "XXXX-06-24" }, "some 24 June"],
    [{ value: "XXXX-WXX-WE" }, "some weekend"],
    [{ value: "XXXX" }, "some year"],
    [{ value: "XXXX-13" }, "no date"],
    [{ value: "XXXX-WXX-1", type: "SET" }, "every Monday"],
    [{ value: "P1D", type: "SET" }, "every day"],
    [{ value: "P2Y", type: "SET" }, "every 2 years"],
    [{ value: "XXXX-01-20/XXXX-01-21" }, "some 20 January – some 21 January"],
    [{ value: "XXXX-XX-16", mod: "APPROX" }, "about some day 16 of a month"],
    [{ value: "XXXX-XX-XX" }, "no date"],
    [{ value: "XXXX-XX-XXTAF" }, "some day, afternoon"],
    [{ value: "TNI" }, "some day, night"],
    [{ value: "XXX" }, "some decade"],
    [{ value: "PT5Y" }, "no date"],
    [{ value: "nonsense" }, "no date"],
  ];
  for (const [time, expected] of cases) assert.equal(unplacedWords(time), expected, JSON.stringify(time));
});

test("clock times as instants", () => {
  const cases = [
    ["2024-10-31T07:10+09:00", "07:10 local, 9 hours ahead of UTC = 22:10 UTC on 30 October"],
    ["2024-12-31T20:00-05:30", "20:00 local, 5 hours 30 minutes behind UTC = 01:30 UTC on 1 January"],
    ["XXXX-WXX-4T07:10+09:00", "07:10 local, 9 hours ahead of UTC = 22:10 UTC the day before"],
    ["2024-10-31T07:10+00:00", "07:10 local, as UTC = 07:10 UTC on 31 October"],
    ["2024-10-31T22:10Z", ""],
    ["2024-10-31TMO", ""],
  ];
  for (const [value, expected] of cases) assert.equal(instantWords({ value }), expected, value);
});

test("intervals where they say more than the value", () => {
  const cases = [
    [{ value: "2024-06", from: "2024-06-01", to: "2024-07-01" }, "1 – 30 June 2024"],
    [{ value: "2022", from: "2022-01-01", to: "2023-01-01" }, "1 January – 31 December 2022"],
    [{ value: "2024-10-31TMO", from: "2024-10-31T00:00", to: "2024-10-31T12:00" }, "Thursday 31 October 2024, 00:00 to 12:00"],
    [{ value: "2024-10-31", from: "2024-10-31", to: "2024-11-01" }, ""],
    [{ value: "2024-10-31T07:10", from: "2024-10-31T07:10", to: "2024-10-31T07:11" }, ""],
    [{ value: "PAST_REF" }, ""],
    [{ value: "2024", from: "2024-01-01" }, "from Monday 1 January 2024"],
    // The wrong way round.
    [{ value: "2024", from: "2024-01-02", to: "2024-01-01" }, "2 January 2024"],
  ];
  for (const [time, expected] of cases) assert.equal(intervalWords(time).replace(/\s*–\s*/g, " – "), expected, JSON.stringify(time));
});

test("what a time was resolved from", () => {
  const reading = read(WHEN.report);
  const inferred = read({ ...WHEN.report, document: { ...WHEN.report.document, publishedBasis: "inferred" } });
  const [first, second] = WHEN.report.times;
  assert.equal(basisWords(first, reading), "from the publication date");
  assert.equal(basisWords(first, inferred), "from an inferred publication date");
  assert.equal(basisWords(second, reading), "from “early Thursday”");
  assert.equal(basisWords({ basis: { kind: "event", id: "v1" } }, reading), "from the time of “military.weapon-test”");
  assert.equal(basisWords({ basis: { kind: "time", id: "t99" } }, reading), "");
  assert.equal(basisWords({ basis: null }, reading), "");
});

test("times in the order of the calendar, the others apart", () => {
  const { days, others } = calendar(WHEN.report.times);
  const words = (group) => [group.title, ...group.times.map(({ id }) => id)];
  assert.deepEqual(days.map(words), [["Jun 2024", "t9"], ["Wed 30 Oct 2024", "t5", "t7", "t3"], ["Thu 31 Oct 2024", "t1", "t2"]]);
  assert.deepEqual(others.map(words), [["Without a date", "t6"], ["How long", "t4"], ["How often", "t8"]]);
  const year = { id: "y", type: "DATE", value: "2024", from: "2024-10-30", to: "2025-10-30" };
  assert.equal(calendar([...WHEN.report.times, year]).days[1].title, "2024");
  const parts = ["END", undefined, "START"].map((mod) => ({ ...year, value: "2024", from: "2024-01-01", to: "2025-01-01", mod }));
  assert.deepEqual(calendar(parts).days[0].times.map(({ mod }) => mod), ["START", undefined, "END"]);
  assert.deepEqual(calendar([]), { days: [], others: [] });
});

test("a missing date is missed by what it would place", () => {
  const lost = (value, more = {}) => isLost({ type: "DATE", value, ...more });
  for (const value of ["XXXX-WXX-4", "XXXX-06", "XXXX", "XXX", "XXXX-XX-XXTAF"]) assert.ok(lost(value), value);
  for (const value of ["PAST_REF", "2024", "XXXX-XX-XX"]) assert.ok(!lost(value), value);
  assert.ok(!lost("XXXX-WXX-4", { from: "2024-10-31" }));
  assert.ok(!lost("XXXX-WXX-1", { type: "SET" }));
  const report = { times: [5, 7, 6].map((n) => ({ ...WHEN.report.times.find(({ id }) => id === `t${n}`), value: "XXXX-WXX-3", from: undefined, to: undefined })) };
  assert.deepEqual(lostWords(report, WHEN.text), ["Wednesday", "recently"]);
});

const quantity = (kind, min, max, unit, more = {}) => ({ kind, min, max, unit, approximate: false, ...more });

test("quantities in words", () => {
  const cases = [
    [quantity("people", 12, 12, "soldier"), "12 soldiers"],
    [quantity("people", 1, 1, "person"), "1 person"],
    [quantity("people", 30, 30, "gunman"), "30 gunmen"],
    [quantity("count", 24, 99, "missile", { approximate: true }), "about 24–99 missiles"],
    [quantity("count", 2e6, null, "dose", { approximate: true }), "at least 2 million doses"],
    [quantity("count", null, 10, "city"), "at most 10 cities"],
    [quantity("count", 4294967296, 4294967296, null), "4,294,967,296"],
    [quantity("count", 1e300, 1e300, null), "1E300"],
    [quantity("money", 940e6, 940e6, "USD"), "US$940 million"],
    [quantity("money", 5e6, 1e7, "EUR"), "€5–10 million"],
    [quantity("money", 1.3e12, 1.3e12, "KRW", { conversion: { min: 940e6, max: 940e6, unit: "USD" } }), "₩1.3 trillion (US$940 million)"],
    [quantity("money", 12.5, 12.5, "GBP"), "£12.50"],
    [quantity("money", 3, 3, "beads"), "3 beads"],
    [quantity("rate", 1500, 1500, "USD/mo"), "US$1,500 a month"],
    [quantity("rate", 60000, 60000, "[bbl_us]/d"), "60,000 barrels a day"],
    [quantity("rate", 300, 300, "people/h"), "300 people an hour"],
    [quantity("distance", 1000, 1000, "km", { conversion: { min: 621, max: 621, unit: "[mi_i]" } }), "1,000 km (621 miles)"],
    [quantity("distance", 10000, 12000, "km"), "10,000–12,000 km"],
    [quantity("percent", 3.2, 3.2, "%"), "3.2%"],
    [quantity("points", 2, 2, "percentage point"), "2 percentage points"],
    [quantity("fraction", 0.6667, 0.6667, "voter"), "2/3 of voters"],
    [quantity("fraction", 0.123, 0.123, null), "0.123"],
    [quantity("multiple", 2, 2, null), "2 times"],
    [quantity("ordinal", 13, 13, "test"), "13th test"],
    [quantity("ordinal", 22, 22, null), "22nd"],
    [quantity("magnitude", 6.4, 6.4, "magnitude"), "magnitude 6.4"],
    [quantity("duration", 86, 86, "min"), "86 minutes"],
    [quantity("age", 12, 15, "a"), "12–15 years old"],
    [quantity("score", 1, 2, null), "2–1"],
    [quantity("power", 500, 500, "MW"), "500 MW"],
    [quantity("mass", 20, 20, "kt_TNT"), "20 kilotons"],
    [quantity("temperature", -5, -5, "Cel"), "-5°C"],
    [quantity("duration", 1.59, 1.59, "ms"), "1.59 ms"],
    [quantity("energy", 3, 3, "TW.h"), "3 TWh"],
    [quantity("volume", 2, 2, "[tbs_us]"), "2 tbs"],
    [quantity("count", null, null, null), "an unknown number of"],
  ];
  for (const [each, expected] of cases) assert.equal(quantityWords(each), expected, JSON.stringify(each));
});

test("a counted noun is the text's own word", () => {
  const text = "half of the capacity, two-thirds of ministries, one of its ICBMs";
  const counted = (word) => ({ counted: { start: text.indexOf(word), end: text.indexOf(word) + word.length } });
  assert.equal(quantityWords(quantity("fraction", 0.5, 0.5, "capacity", counted("capacity")), text), "1/2 of capacity");
  assert.equal(quantityWords(quantity("fraction", 2 / 3, 2 / 3, "ministry", counted("ministries")), text), "2/3 of ministries");
  assert.equal(quantityWords(quantity("count", 1, 1, "icbm", counted("ICBMs")), text), "1 icbm");
  assert.equal(quantityWords(quantity("count", 2, 2, "icbm", counted("ICBMs")), text), "2 ICBMs");
});

test("amounts say what became of those who are counted, or what they are", () => {
  const cases = [
    [quantity("people", 12, null, "people"), "killed", "at least 12 people killed"],
    [quantity("people", 3000, 3000, "soldier"), "troops", "3,000 soldiers"],
    [quantity("people", 3000, 3000, "people"), "troops", "3,000 troops"],
    [quantity("count", 3, 3, null), "casualties", "3 casualties"],
    [quantity("money", 5, 5, "USD"), "money", "US$5"],
    [quantity("people", 12, 12, "people"), undefined, "12 people"],
  ];
  for (const [each, of, expected] of cases) assert.equal(amountWords(each, of), expected);
});

test("bounds in words", () => {
  const cases = [[12, null, false, "12 or more"], [null, 10, false, "10 or less"], [5, 5, false, "exactly 5"], [40, 40, true, "about 40"], [24, 99, true, "24 to 99, roughly"], [null, null, false, "none known"]];
  for (const [min, max, approximate, expected] of cases) assert.equal(boundWords(quantity("count", min, max, null, { approximate })), expected);
});

test("groups: times first, quantities by kind, the same value once, a length of time as a time", () => {
  const groups = valueGroups(read(WHEN.report));
  assert.deepEqual(groups.map(({ title, items }) => [title, ...items.map(({ date, label, ids }) => [date, label, ids.length])]), [
    ["On the calendar", ["Jun 2024", "", 1], ["Wed 30 Oct 2024", "", 2], ["Wed 30 Oct 2024", "22:10 UTC", 1], ["Thu 31 Oct 2024", "early", 1], ["Thu 31 Oct 2024", "07:10 UTC+9", 1]],
    ["Without a date", ["", "in the past", 1]],
    ["How long", ["", "86 minutes", 1]],
    ["How often", ["", "every Monday", 1]],
    ["People", ["", "at least 12 people killed", 1], ["", "about 24–99 people displaced", 1]],
    ["Money", ["", "US$940 million", 1]],
    ["Measures", ["", "1,000 km (621 miles)", 1]],
    ["Ranks and scores", ["", "13th test", 1]],
  ]);
  assert.deepEqual(groups[0].items[1].events.map(({ id }) => id), ["v2"]);
  // The length of time has its event there.
  assert.ok(!shownQuantities(WHEN.report).some(({ id }) => id === "q2"));
  assert.deepEqual(groups[2].items[0].events.map(({ id }) => id), ["v1"]);
  assert.equal(kinds([quantity("brightness", 1, 1, "cd")])[0].title, "Other numbers");
});
