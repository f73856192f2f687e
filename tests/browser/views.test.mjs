// The views above the list of events, in headless Chromium.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, openPage } from "./chromium.mjs";
import { WHO, packageOf } from "./fixture.mjs";
import { serve } from "./server.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function onPage(act, options = {}, expected = []) {
  const host = await serve({ replaced: { "/pkg/dateline.js": packageOf(WHO.report), ...options.replaced } });
  const { page, context, trouble } = await openPage(browser, host.url, { ...options, replaced: undefined });
  try {
    await page.locator("#samples button").first().waitFor();
    await page.locator("#text").fill(WHO.text);
    await page.locator("#analyse").click();
    await page.locator("body[data-view=reader]").waitFor();
    await act(page);
    assert.deepEqual(trouble.filter((line) => !expected.some((pattern) => pattern.test(line))), []);
  } finally {
    await context.close();
    await host.close();
  }
}

const phone = { viewport: { width: 390, height: 844 } };
const selected = (page) => page.locator(".card.selected").getAttribute("id");

test("a mark picks its event everywhere, in each view", () => onPage(async (page) => {
  for (const [name, event] of [["Timeline", "v2"], ["Map", "v1"], ["Who → whom", "v3"]]) {
    const button = page.getByRole("button", { name, exact: true });
    if (await button.getAttribute("aria-pressed") === "false") await button.click();
    const mark = page.locator(`#views [data-event=${event}]:visible`).first();
    await mark.click();
    assert.equal(await selected(page), event, name);
    assert.equal(await mark.getAttribute("aria-pressed"), "true");
    assert.ok(await page.locator("#article a.selected").count() > 0);
  }
  // And what is picked in the list is picked in the view.
  await page.locator("#v2 h3 button").click();
  assert.deepEqual(await page.locator("#view-matrix [aria-pressed=true]").evaluateAll((all) => [...new Set(all.map((each) => each.dataset.event))]), ["v2"]);
}));

test("one tab stop, arrows go on, Enter picks; 1 2 3 open and close", () => onPage(async (page) => {
  const stops = () => page.locator('#views [data-event][tabindex="0"]:visible').count();
  const mark = page.locator("#view-timeline [data-event]").first();
  assert.equal(await stops(), 1);
  await mark.focus();
  await page.keyboard.press("ArrowRight");
  const next = await page.evaluate(() => document.activeElement.dataset.event);
  assert.notEqual(next, await mark.getAttribute("data-event"));
  await page.keyboard.press("Enter");
  assert.equal(await selected(page), next);
  assert.equal(await stops(), 1);
  for (const [key, name] of [["2", "map"], ["3", "matrix"], ["1", "timeline"]]) {
    await page.keyboard.press(key);
    await page.locator(`#view-${name} [data-event]`).first().waitFor();
    assert.equal(await stops(), 1, name);
  }
  await page.keyboard.press("1");
  assert.equal(await page.locator("#views [data-event]:visible").count(), 0);
}));

test("every mark says what it stands for", () => onPage(async (page) => {
  assert.equal(await page.locator("#view-timeline [data-event=v1]").getAttribute("aria-label"),
    "Weapon test: Ruritania has 🚀 launched a rocket. Deed, conflict. Stated as fact. Thu 31 Oct 2024");
  assert.equal(await page.locator("#view-timeline [data-event]").count(), 5);
}));

test("the map tells how many events have no place", () => onPage(async (page) => {
  await page.keyboard.press("2");
  await page.locator("#view-map [data-event=v1]").waitFor();
  assert.match(await page.locator("#view-map p").textContent(), /^4 events have no place\. .*Borders: Natural Earth, de facto; no position taken\.$/);
  await page.getByRole("button", { name: "Zoom in" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), "Zoom in");
}));

test("a map that can't be fetched says so, and the next opening tries again", () => onPage(async (page) => {
  await page.keyboard.press("2");
  await page.getByText("The map could not be fetched: 404").waitFor();
}, { replaced: { "/map/world.json": null } }, [/404/]));

test("closed on a phone until it is wanted, and remembered", () => onPage(async (page) => {
  assert.equal(await page.locator("#views [data-event]:visible").count(), 0);
  await page.getByRole("button", { name: "Timeline", exact: true }).click();
  assert.equal(await page.locator("#views [data-event]:visible").count(), 5);
  assert.equal(await page.evaluate(() => sessionStorage.getItem("dateline-view")), "timeline");
}, phone));

test("timeline and map are saved as SVG and PNG", () => onPage(async (page) => {
  // Without the page's policy, to parse what was saved.
  const blank = await page.context().newPage();
  await page.bringToFront();
  for (const view of ["timeline", "map"]) {
    if (view === "map") await page.keyboard.press("2");
    await page.locator(`#view-${view} [data-event]`).first().waitFor();
    for (const kind of ["svg", "png"]) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`#save-${kind}`).click()]);
      assert.equal(download.suggestedFilename(), `dateline-${view}.${kind}`);
      const bytes = await readFile(await download.path());
      if (kind === "png") assert.deepEqual([...bytes.subarray(0, 8)], [137, 80, 78, 71, 13, 10, 26, 10]);
      else {
        const [root, problems, text] = await blank.evaluate((xml) => {
          const made = new DOMParser().parseFromString(xml, "image/svg+xml");
          return [made.documentElement.localName, made.querySelectorAll("parsererror").length, made.documentElement.textContent];
        }, bytes.toString());
        assert.deepEqual([root, problems], ["svg", 0]);
        assert.match(text, /Weapon test/);
        assert.doesNotMatch(bytes.toString(), /var\(|class=/);
      }
    }
  }
}));

test("nothing wider than the screen", () => onPage(async (page) => {
  for (const key of ["1", "2", "3"]) {
    if (key !== "1") await page.keyboard.press(key);
    for (const width of [320, 390, 760, 761, 1440]) {
      await page.setViewportSize({ width, height: 844 });
      await page.waitForTimeout(60);
      assert.deepEqual(await page.evaluate(() => [document.documentElement, ...document.querySelectorAll("main > *")]
        .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1).map((each) => each.id || each.tagName)), [], `view ${key}, ${width} px`);
    }
  }
}));

for (const [name, options] of Object.entries({ light: {}, dark: { colorScheme: "dark" }, phone })) {
  test(`accessible: ${name}`, () => onPage(async (page) => {
    await page.evaluate(await readFile(axe, "utf8"));
    for (const view of ["timeline", "map", "matrix"]) {
      if (await page.locator(`#show-${view}`).getAttribute("aria-pressed") === "false") await page.locator(`#show-${view}`).click();
      await page.locator(`#view-${view} [data-event]`).first().waitFor();
      const violations = await page.evaluate(async () => {
        const run = await globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] });
        return run.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
      });
      assert.deepEqual(violations, [], view);
    }
  }, { ...options, bypassCSP: true }));
}
