// The timeline and the table of who and whom: where things stand, and the page with them.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { layout, readable } from "../../www/chronology.js";
import { deeds } from "../../www/matrix.js";
import { launch } from "./chromium.mjs";
import { ARTICLE } from "./fixture.mjs";
import { onReading } from "./reading.mjs";

const item = (id, from, more = {}) => ({ id, from, to: from === null ? null : from + 1, later: false, words: false, label: "Meeting", ...more });

describe("the axis", () => {
  test("days stand in their order, the same day in one place", () => {
    const { marks } = layout([item("c", 12), item("a", 10), item("b", 10)], 600);
    const x = Object.fromEntries(marks.map((mark) => [mark.id, mark.x]));
    assert.equal(x.a, x.b);
    assert.ok(x.a < x.c);
    // One place, two lanes.
    assert.notEqual(marks.find(({ id }) => id === "a").lane, marks.find(({ id }) => id === "b").lane);
  });

  test("it is folded where nothing happens, and only there", () => {
    assert.equal(layout([item("a", 10), item("b", 12)], 600).breaks.length, 0);
    const folded = layout([item("a", 10), item("b", 12), item("c", 4000)], 600);
    assert.equal(folded.breaks.length, 1);
    const x = Object.fromEntries(folded.marks.map((mark) => [mark.id, mark.x]));
    assert.ok(x.b < folded.breaks[0] && folded.breaks[0] < x.c && x.c <= 600);
  });

  test("what is yet to come without a date stands at the end, where anything has one", () => {
    const { marks, ticks } = layout([item("a", 10), item("b", null, { later: true })], 600);
    assert.ok(marks.find(({ id }) => id === "b").x > marks.find(({ id }) => id === "a").x);
    assert.equal(ticks.at(-1).day, null);
    assert.deepEqual(layout([item("b", null, { later: true })], 600).marks, []);
  });

  test("more days make a bar", () => {
    const { marks } = layout([item("a", 10, { to: 40 }), item("b", 20)], 600);
    assert.ok(marks.find(({ id }) => id === "a").until > marks.find(({ id }) => id === "a").x);
    assert.equal(marks.find(({ id }) => id === "b").until, null);
  });

  test("nothing lies on anything else, whatever the width and the number", () => {
    for (const width of [240, 390, 680, 1200]) {
      for (const count of [1, 5, 40, 300]) {
        const items = Array.from({ length: count }, (_, i) => item(`v${i}`, (i * 7919) % 97, { words: i % 3 === 0, later: i % 5 === 0 }));
        const { marks, more } = layout(items, width);
        assert.equal(marks.length + more.reduce((sum, { count: hidden }) => sum + hidden, 0), count);
        const boxes = marks.map(({ x, label, before, lane, words }) => ({
          lane: `${words} ${lane}`, from: label && before ? x - 11 - label.length * 6 : x - 10, to: label && !before ? x + 11 + label.length * 6 : x + 10,
        }));
        for (const [i, a] of boxes.entries()) {
          assert.ok(a.from >= 0 && a.to <= width + 11, `${width} ${count}`);
          for (const b of boxes.slice(i + 1)) assert.ok(a.lane !== b.lane || a.to <= b.from || b.to <= a.from, `${width} ${count}`);
        }
      }
    }
  });

  test("ticks keep apart, the last stays", () => {
    assert.deepEqual(readable([{ x: 0 }, { x: 50 }, { x: 110 }, { x: 150 }], 100).map(({ x }) => x), [0, 150]);
    assert.deepEqual(readable([{ x: 0 }, { x: 100 }, { x: 200 }], 100).map(({ x }) => x), [0, 100, 200]);
  });
});

test("who and whom: names, nobody where nobody is told, no one to himself", () => {
  const entities = new Map([["e1", { name: "Ruritania", type: "place" }], ["e2", { name: "a rocket", type: "weapon" }], ["e3", { name: "Freedonia", type: "place" }]]);
  const event = (...args) => ({ arguments: args.map(([role, entity]) => ({ role, entity, span: { start: 0, end: 1 } })) });
  for (const [told, wanted] of [
    [event(["actor", "e1"], ["target", "e3"]), [["Ruritania", "Freedonia"]]],
    [event(["actor", "e1"], ["object", "e2"]), [["Ruritania", ""]]],
    [event(["target", "e3"]), [["", "Freedonia"]]],
    [event(["actor", "e1"], ["target", "e1"]), [["Ruritania", ""]]],
    [event(["place", "e3"]), []],
  ]) assert.deepEqual(deeds([told], { entities }).map(({ actor, target }) => [actor, target]), wanted);
});

describe("on the page", () => {
  const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  // Its time as the engine places it.
  const report = { ...ARTICLE.report, times: ARTICLE.report.times.map((time) => ({ ...time, from: "2024-10-31", to: "2024-11-01" })) };

  const onPage = (act, options) => onReading(browser, { ...ARTICLE, report }, act, options);
  const held = (page) => page.locator(".card.selected").getAttribute("id");

  test("every event stands in the timeline; picking one there holds it everywhere", () => onPage(async (page) => {
    const all = await page.locator("#timeline [data-event]").evaluateAll((marks) => marks.map((mark) => mark.dataset.event).sort());
    assert.deepEqual(all, ["v1", "v2", "v3", "v4", "v5"]);
    await page.locator('#timeline [data-event="v1"]').click();
    assert.equal(await held(page), "v1");
    assert.equal(await page.locator('#timeline [data-event="v1"]').getAttribute("aria-pressed"), "true");
    await page.locator("#v2 h3 button").click();
    assert.equal(await page.locator('#timeline [aria-pressed="true"]').getAttribute("data-event"), "v2");
    assert.match(await page.locator('#timeline [data-event="v1"]').getAttribute("aria-label"), /^Weapon test: Ruritania has .*launched a rocket\. Deed, conflict\. stated as fact\. Thu 31 Oct 2024$/i);
  }));

  test("one stop for the Tab key, arrows walk, Enter picks", () => onPage(async (page) => {
    assert.equal(await page.locator('#timeline svg [data-event][tabindex="0"]').count(), 1);
    await page.locator('#timeline svg [data-event][tabindex="0"]').focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    assert.equal(await held(page), await page.evaluate(() => document.activeElement.dataset.event));
  }));

  test("1 and 2 open the views; the table leads to events", () => onPage(async (page) => {
    await page.locator("#events-title").focus();
    await page.keyboard.press("2");
    assert.ok(await page.locator("#matrix table").isVisible());
    assert.ok(await page.locator("#timeline").isHidden());
    await page.locator('#matrix [data-event="v2"]').first().click();
    assert.equal(await held(page), "v2");
    await page.keyboard.press("2");
    assert.ok(await page.locator("#matrix").isHidden());
  }));

  test("a phone starts with the list, and nothing is wider than the screen", () => onPage(async (page) => {
    assert.ok(await page.locator("#timeline").isHidden());
    for (const name of ["Timeline", "Who → whom"]) {
      await page.getByRole("button", { name }).click();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    }
  }, { viewport: { width: 320, height: 700 } }));

  for (const [name, options] of [["light", { colorScheme: "light" }], ["dark", { colorScheme: "dark" }], ["phone", { viewport: { width: 390, height: 844 } }]]) {
    test(`accessible: ${name}`, () => onPage(async (page) => {
      const source = await readFile(AXE, "utf8");
      for (const key of ["1", "2"]) {
        await page.locator("#events-title").focus();
        if ((await page.locator(`#views button[aria-controls="${key === "1" ? "timeline" : "matrix"}"]`).getAttribute("aria-expanded")) === "false") await page.keyboard.press(key);
        await page.evaluate(source);
        const { violations } = await page.evaluate(() => globalThis.axe.run("#views"));
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
      }
    }, { ...options, bypassCSP: true }));
  }
});
