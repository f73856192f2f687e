// Where the marks of the timeline stand and who meets whom in the table, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { beside, labelAt, middleOf, project } from "../../www/map-layout.js";
import { matrixOf } from "../../www/matrix.js";
import { layout } from "../../www/timeline-layout.js";
import { itemsOf } from "../../www/timeline.js";
import * as say from "../../www/wording.js";
import { marked } from "./fixture.mjs";

const item = (id, from, more = {}) => ({
  id, label: "Weapon test", words: false, salience: 0.5, from, to: from === null ? null : from + 1, vague: false, later: false, tick: `day ${from}`, ...more,
});
const shown = ({ columns }) => columns.map(({ fold, label }) => (fold ? "//" : label));

test("a column for every day that has events, folded between", () => {
  const cases = [
    ["nothing", [], []],
    ["one day", [item("a", 5)], ["day 5"]],
    ["days in a row", [item("a", 5), item("b", 6)], ["day 5", "day 6"]],
    ["days apart", [item("a", 5), item("b", 900)], ["day 5", "//", "day 900"]],
    ["later at the end", [item("a", null, { later: true }), item("b", 5)], ["day 5", "//", "later"]],
    ["later alone", [item("a", null, { later: true })], ["later"]],
    ["a day inside of a month", [item("a", 0, { to: 30, tick: "June" }), item("b", 10)], ["June", "day 10", "//"]],
    ["without a date no column", [item("a", null)], []],
    ["a time without an end", [item("a", 5, { to: null })], ["day 5"]],
  ];
  for (const [name, items, expected] of cases) assert.deepEqual(shown(layout(items, 600)), expected, name);
});

test("deeds above, words below, nothing dropped", () => {
  const { dated, undated, axis } = layout([item("a", 1), item("b", 1, { words: true }), item("c", null)], 600);
  assert.deepEqual(dated.map(({ id, y }) => [id, y < axis]), [["a", true], ["b", false]]);
  assert.deepEqual(undated.map(({ id }) => id), ["c"]);
});

test("a month is a bar, a day none, and no exact date has a tilde", () => {
  const places = layout([item("a", 0, { to: 30 }), item("b", 10), item("c", 40, { vague: true })], 600).dated;
  assert.deepEqual(places.map(({ id, x, end, label }) => [id, end > x + 40, label]), [["a", true, "Weapon test"], ["b", false, "Weapon test"], ["c", false, "~ Weapon test"]]);
});

test("many stay within the width, marks and labels apart, at once", () => {
  for (const width of [280, 390, 720]) {
    for (const count of [1, 12, 150]) {
      const items = Array.from({ length: count }, (_, i) => item(`v${i}`, i % 4 ? 10 + (i % 17) * 3 : null, { words: i % 3 === 0, salience: i / count }));
      const started = performance.now();
      const { dated, undated, ticks } = layout(items, width);
      assert.ok(performance.now() - started < 200, `${count} events`);
      assert.equal(dated.length + undated.length, count);
      assert.ok([...dated, ...undated].every(({ x }) => x >= 0 && x <= width));
      const boxes = [...dated, ...undated].map(({ x, y, label, left }) => {
        const long = label ? label.length * 6 : 0;
        return [left ? x - 8 - long : x - 8, left ? x + 8 : x + 8 + long, y];
      });
      boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => assert.ok(a[2] !== b[2] || a[1] <= b[0] || b[1] <= a[0], `${a} ${b}`)));
      ticks.slice(1).forEach((tick, i) => assert.ok(tick.x - ticks[i].x > (tick.label.length + ticks[i].label.length) * 3));
    }
  }
});

function read(source, events) {
  const { report, text } = marked(source, events);
  const reading = say.reading(report, text, (type) => type);
  return { report, context: { reading, look: () => ({ tone: "neutral", words: false, fill: "full" }), type: () => ({ label: "x" }) } };
}

test("without a date: planned ones later, what is told to be first stands first", () => {
  const { report, context } = read("{actor:A} {!v1:met} B. {!v2:talks} and {!v3:war}. {!v4:peace}", { v1: {}, v2: {}, v3: {}, v4: { factuality: "planned" } });
  report.order = [{ first: "v3", then: "v1", relation: "before", cue: null }, { first: "v1", then: "v3", relation: "before", cue: null }];
  assert.deepEqual(itemsOf(report.events, context).map(({ id, later }) => [id, later]), [["v3", false], ["v1", false], ["v2", false], ["v4", true]]);
});

test("rows are those who act, columns whom it is done to, nobody last", () => {
  const { report, context } = read("{actor:A} {!v1:attacked} {target:B}. {actor@v2:A} {!v2:fled}. {!v3:War} on {target@v3:C}. {target@v4:B} {!v4:fell}.", { v1: {}, v2: {}, v3: {}, v4: {} });
  const { rows, columns, cell } = matrixOf(report.events, context.reading.entities);
  assert.deepEqual(rows.map(({ name }) => name), ["A", "nobody named"]);
  assert.deepEqual(columns.map(({ name }) => name), ["B", "C", "no target"]);
  assert.deepEqual(rows.map((row) => columns.map((column) => cell(row, column).map(({ id }) => id).join())), [["v1", "", "v2"], ["v4", "v3", ""]]);
});

test("the projection, its middle, and labels that keep apart", () => {
  const near = ([x, y], [a, b]) => assert.ok(Math.hypot(x - a, y - b) < 0.1, `${x} ${y}`);
  near(project(0, 0), [0, 0]);
  near(project(180, 0), [270.7, 0]);
  near(project(0, 90), [0, -131.7]);
  assert.equal(middleOf([10, 20]), 15);
  assert.equal(Math.abs(middleOf([170, -170])), 180);
  assert.equal(middleOf([]), 0);
  assert.equal(beside(-170, 170), 20);
  const taken = [];
  for (let i = 0; i < 10; i += 1) {
    const box = labelAt([200, 100], { width: 80, height: 26 }, taken, { width: 390, height: 250 });
    assert.ok(box && taken.every((b) => box.x + 80 <= b.x || b.x + 80 <= box.x || box.y + 26 <= b.y || b.y + 26 <= box.y));
    taken.push(box);
  }
});
