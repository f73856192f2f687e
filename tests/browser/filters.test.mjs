// Filters: what passes, what is counted, and the page with them.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { counts, noFilter, passes } from "../../www/facets.js";
import { launch } from "./chromium.mjs";
import { ARTICLE } from "./fixture.mjs";
import { onReading } from "./reading.mjs";

const launchOf = { kind: ["deed"], tone: ["conflict"], certainty: ["full"], type: ["Weapon test"], who: ["Ruritania"], source: ["The army"] };
const talks = { kind: ["words"], tone: ["cooperation"], certainty: ["half"], type: ["Talks"], who: ["Ruritania", "Freedonia"], source: ["The army", "A minister"] };
const filter = (chosen) => ({ ...noFilter(), ...Object.fromEntries(Object.entries(chosen).map(([name, list]) => [name, new Set(list)])) });

describe("what passes", () => {
  for (const [chosen, wanted] of [
    [{}, [true, true]],
    [{ who: ["Freedonia"] }, [false, true]],
    [{ who: ["Freedonia", "Ruritania"] }, [true, true]],
    [{ who: ["Ruritania"], kind: ["deed"] }, [true, false]],
    [{ source: ["A minister"], tone: ["conflict"] }, [false, false]],
    [{ who: ["Nobody"] }, [false, false]],
  ]) {
    test(JSON.stringify(chosen), () => assert.deepEqual([launchOf, talks].map((facets) => passes(facets, filter(chosen))), wanted));
  }
  test("a dimension is counted as the others leave it; what is chosen stays", () => {
    assert.deepEqual(counts([launchOf, talks], filter({ kind: ["deed"] }), "kind"), [["deed", 1], ["words", 1]]);
    assert.deepEqual(counts([launchOf, talks], filter({ kind: ["deed"] }), "who"), [["Ruritania", 1]]);
    assert.deepEqual(counts([launchOf, talks], filter({ who: ["Nobody"] }), "who"), [["Ruritania", 2], ["Freedonia", 1], ["Nobody", 0]]);
  });
});

describe("on the page", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  const onPage = (act, hash) => onReading(browser, ARTICLE, act, { hash });
  const shown = (page) => page.locator(".card").evaluateAll((all) => all.map(({ id }) => id));
  const title = (page) => page.locator("#events-title").textContent();

  test("a chip leaves some events in list and text, says how many, and stands in the address", () => onPage(async (page) => {
    const all = await shown(page);
    await page.locator("#filters .chip", { hasText: "Words" }).or(page.locator("#filters .chip", { hasText: "Unsure" })).first().click();
    const some = await shown(page);
    assert.ok(some.length > 0 && some.length < all.length);
    assert.equal(await title(page), `${some.length} of ${all.length} events`);
    assert.equal(await page.locator("#live").textContent(), `${some.length} of ${all.length} events`);
    assert.match(new URL(page.url()).hash, /^#(kind|certainty)=/);
    assert.equal(new URL(page.url()).search, "");
    const marked = await page.locator("#article a.trigger").count();
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-pressed")), "true");
    await page.getByRole("button", { name: "Show all" }).click();
    assert.deepEqual(await shown(page), all);
    assert.ok(marked > 0 && marked < await page.locator("#article a.trigger").count());
    assert.equal(new URL(page.url()).hash, "");
  }));

  test("the strip filters by who takes part", () => onPage(async (page) => {
    await page.locator("#strip .chip", { hasText: "Freedonia" }).click();
    assert.deepEqual(await shown(page), ["v2"]);
    assert.equal(new URL(page.url()).hash, "#who=Freedonia");
  }));

  test("an address opens filtered; a name that is not there lets nothing through and says so", async () => {
    await onPage(async (page) => assert.deepEqual(await shown(page), ["v2"]), "#who=Freedonia");
    await onPage(async (page) => {
      assert.deepEqual(await shown(page), []);
      assert.ok(await page.getByText("No event passes these filters.").isVisible());
      await page.getByRole("button", { name: "Show all" }).click();
      assert.equal((await shown(page)).length, 5);
    }, "#who=%3Cimg%20src%3Dx%3E&kind=deed");
  });

  test("J and K step through what passes", () => onPage(async (page) => {
    await page.locator("#strip .chip", { hasText: "Freedonia" }).click();
    await page.locator("#events-title").focus();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    assert.equal(await page.locator(".card.selected").getAttribute("id"), "v2");
  }));
});
