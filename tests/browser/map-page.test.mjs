// The map above the list of events, in headless Chromium.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch } from "./chromium.mjs";
import { WHO } from "./fixture.mjs";
import { onReading } from "./reading.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const onPage = (act, options = {}, expected = []) => onReading(browser, WHO, act, { ...options, expected });

const phone = { viewport: { width: 390, height: 844 } };
test("the map tells how many events have no place", () => onPage(async (page) => {
  await page.keyboard.press("3");
  await page.locator("#map [data-event=v1]").waitFor();
  assert.match(await page.locator("#map p").textContent(), /^4 events have no place\. .*Borders: Natural Earth, de facto; no position taken\.$/);
  await page.getByRole("button", { name: "Zoom in" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), "Zoom in");
}));

test("a map that can't be fetched says so, and the next opening tries again", () => onPage(async (page) => {
  await page.keyboard.press("3");
  await page.getByText("The map could not be fetched: map/world.json: 404").waitFor();
}, { replaced: { "/map/world.json": null } }, [/404/]));

test("it is saved as SVG and PNG", () => onPage(async (page) => {
  // Without the page's policy, to parse what was saved.
  const blank = await page.context().newPage();
  await page.bringToFront();
  for (const view of ["map"]) {
    await page.keyboard.press("3");
    await page.locator(`#${view} [data-event]`).first().waitFor();
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

test("a mark picks its event, by pointer and by keyboard", () => onPage(async (page) => {
  await page.keyboard.press("3");
  const mark = page.locator("#map [data-event=v1]");
  await mark.click();
  assert.equal(await page.locator(".card.selected").getAttribute("id"), "v1");
  assert.equal(await mark.getAttribute("aria-pressed"), "true");
  await page.keyboard.press("Escape");
  await mark.focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".card.selected").getAttribute("id"), "v1");
}));

for (const [name, options] of Object.entries({ light: {}, dark: { colorScheme: "dark" }, phone })) {
  test(`accessible, nothing wider than the screen: ${name}`, () => onPage(async (page) => {
    await page.keyboard.press("3");
    await page.locator("#map [data-event]").first().waitFor();
    await page.evaluate(await readFile(axe, "utf8"));
    const violations = await page.evaluate(async () => {
      const run = await globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] });
      return run.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
    });
    assert.deepEqual(violations, []);
    await page.setViewportSize({ width: 320, height: 844 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  }, { ...options, bypassCSP: true }));
}
