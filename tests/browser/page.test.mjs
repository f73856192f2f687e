// The page in headless Chromium, as a reader uses it. Needs a built package in www/pkg.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, openPage } from "./chromium.mjs";
import { ARTICLE, SAYS, WHEN, WHO, packageOf } from "./fixture.mjs";
import { WWW, serve } from "./server.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** Opens the page, and at the end sees that nothing went wrong on it. `replaced`: see server.mjs. */
async function onPage(act, { replaced, expected = [], ...options } = {}) {
  const host = await serve({ replaced });
  const { page, context, trouble, requests } = await openPage(browser, host.url, options);
  try {
    await page.locator("#samples button").first().waitFor();
    await act({ page, context, requests, host });
    const unexpected = trouble.filter((line) => !expected.some((pattern) => pattern.test(line)));
    assert.deepEqual(unexpected, [], "console and policy");
    const elsewhere = requests.filter((url) => !url.startsWith(host.url) && !url.startsWith("blob:"));
    assert.deepEqual(elsewhere, [], "requests to other origins");
  } finally {
    await context.close();
    await host.close();
  }
}

const withWhen = { replaced: { "/pkg/dateline.js": packageOf(WHEN.report) } };
const withSays = { replaced: { "/pkg/dateline.js": packageOf(SAYS.report) } };
const withWho = { replaced: { "/pkg/dateline.js": packageOf(WHO.report) } };
const byHand = { replaced: { "/pkg/dateline.js": packageOf(ARTICLE.report) } };

async function paste(page, text) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.locator("#text").focus();
  await page.keyboard.press("Control+V");
}

/** Puts text into the box as it is; the clipboard would mend lone surrogates. */
async function enter(page, text) {
  // JSON carries lone surrogates as escapes.
  await page.locator("#text").evaluate((box, json) => (box.value = JSON.parse(json)), JSON.stringify(text));
  await page.locator("#analyse").click();
}

/** Waits for the answer: the line with words and milliseconds. */
async function answered(page) {
  await page.locator("#speed", { hasText: "ms" }).waitFor({ state: "attached" });
  await page.locator("body[data-view=reader]").waitFor();
}

async function openArticle(page, text = ARTICLE.text) {
  await paste(page, text);
  await answered(page);
}

const selected = (page) => page.locator(".card.selected").getAttribute("id");

describe("reading an article", () => {
  test("a sample is one click away, with its date, and its events appear", () => onPage(async ({ page }) => {
    await page.locator("#samples button").first().click();
    await answered(page);
    assert.equal(await page.locator("#published").inputValue(), "2024-10-31");
    assert.equal(await page.locator("#published-note").textContent(), "given");
    assert.ok(await page.locator(".card").count() > 0);
    assert.match(await page.locator("#live").textContent(), /^\d+ events? found$/);
    assert.match(await page.locator("#speed").textContent(), /^758 words, [\d.]+ ms$/);
  }));

  test("samples under a licence carry their credit", () => onPage(async ({ page }) => {
    await page.getByText("Hundreds dead in Hajj stampede").click();
    await answered(page);
    assert.match(await page.locator("#article .credit").textContent(), /^Wikinews, CC BY 2\.5\. /);
  }));

  test("pasting into the empty box opens the text", () => onPage(async ({ page }) => {
    await openArticle(page);
    assert.equal(await page.locator("#events-title").textContent(), "5 events");
    assert.deepEqual(await page.locator(".card h3").allTextContents(), [
      "Ruritania has 🚀 launched a rocket",
      "Freedonia reportedly moved troops to the border",
      "A gunman killed two men",
      "Killed two men",
      "May meet",
    ]);
    assert.equal(await page.locator("#article h2").textContent(), "Ruritania fires rocket over Lake Varn");
    assert.match(await page.locator("#article p").first().textContent(), /^A rocket on its launcher – caption, skipped$/);
  }, byHand));

  test("the article stands there letter for letter, markup as text", () => onPage(async ({ page }) => {
    await openArticle(page);
    const shown = await page.locator("#article > :is(h2, p)").evaluateAll((blocks) => blocks.map((block) => {
      const copy = block.cloneNode(true);
      copy.querySelectorAll(".reason").forEach((reason) => reason.remove());
      return copy.textContent;
    }));
    assert.equal(shown.join("\n"), ARTICLE.text.replace(/\n+/g, "\n"));
    assert.equal(await page.locator("#article img").count(), 0);
  }, byHand));

  test("an opened card tells what is known and leaves out what is not", () => onPage(async ({ page }) => {
    await openArticle(page);
    await page.locator("#v1 h3 button").click();
    const rows = await page.locator("#v1 .rows > div").evaluateAll((all) =>
      all.map((row) => [row.children[0].textContent, row.children[1].textContent]));
    assert.deepEqual(rows, [
      ["Type", "Weapon test military.weapon-test · CAMEO 150 a test firing"],
      ["Who", "Ruritania"],
      ["What", "a rocket"],
      ["When", "Thu 31 Oct 2024 “Thursday” · from the publication date"],
      ["Where", "Lake Varn"],
      ["Certainty", "Stated as fact"],
      ["Says who", "The article itself"],
      ["Confidence", "80 %, likely right"],
      ["Why this event", "the verb tells of it"],
    ]);
    assert.equal(await page.locator("#v1 blockquote").textContent(), "Ruritania has 🚀 launched a rocket over Lake Varn early Thursday.");
    assert.equal(await page.locator("#v1 blockquote b").textContent(), "launched");
    assert.equal(await page.locator("#v2 .meta strong").textContent(), "Alleged");
    assert.equal(await page.locator("#v1 .meta strong").count(), 0);
    assert.match(await page.locator("#v1 .meta").textContent(), /^Stated as fact.*Says who: The article itself$/);
  }, byHand));
});

describe("text and list", () => {
  test("a trigger opens its card, a card shows its words", () => onPage(async ({ page }) => {
    await openArticle(page);
    await page.locator("#article a", { hasText: "moved" }).click();
    assert.equal(await selected(page), "v2");
    assert.equal(await page.locator("#v2 h3 button").getAttribute("aria-expanded"), "true");
    await page.locator("#v1 h3 button").click();
    assert.deepEqual(await page.locator("#article a.selected").allTextContents(), ["launched"]);
    const roles = await page.evaluate(() => [...CSS.highlights.get("role-conflict")].map(String));
    assert.deepEqual(roles, ["Ruritania", "a rocket", "Lake Varn", "Thursday"]);
    assert.deepEqual(await page.locator(".role-tags span").allTextContents(), ["who", "what", "where", "when"]);
    // From the card to a further mention.
    await page.locator("#v2 h3 button").click();
    await page.locator("#v2 .in-text a").nth(1).click();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "move");
    assert.equal(new URL(page.url()).hash, "");
  }, byHand));

  test("a word of two events leads to both, one after the other", () => onPage(async ({ page }) => {
    await openArticle(page);
    const killed = page.locator("#article a", { hasText: "killed" });
    assert.equal(await killed.count(), 1);
    await killed.click();
    assert.equal(await selected(page), "v3");
    await killed.click();
    assert.equal(await selected(page), "v4");
    await killed.click();
    assert.equal(await selected(page), "v3");
  }, byHand));

  test("triggers have names that say what they are", () => onPage(async ({ page }) => {
    await openArticle(page);
    await page.getByRole("link", { name: "launched (event 1, stated as fact)" }).waitFor();
    await page.getByRole("link", { name: "moved (event 2, alleged)" }).waitFor();
  }, byHand));

  test("all of it by keyboard", () => onPage(async ({ page }) => {
    await page.locator("#text").focus();
    await page.keyboard.insertText(ARTICLE.text);
    await page.keyboard.press("Control+Enter");
    await answered(page);
    await page.keyboard.press("j");
    assert.equal(await selected(page), "v1");
    assert.equal(await page.locator("#live").textContent(), "Ruritania has 🚀 launched a rocket");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    assert.equal(await selected(page), "v2");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("#v2 .body").count(), 1);
    await page.keyboard.press("o");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "moved");
    await page.keyboard.press("o");
    assert.equal(await page.evaluate(() => document.activeElement.closest(".card")?.id), "v2");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".card.selected, #article .selected").count(), 0);
    await page.keyboard.press("?");
    await page.locator("#help:popover-open").waitFor();
    // Single keys can be switched off (WCAG 2.1.4).
    await page.locator("#single-keys").uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    assert.equal(await page.locator(".card.selected").count(), 0);
  }, byHand));

  test("in the box the keys are letters", () => onPage(async ({ page }) => {
    await openArticle(page);
    await page.locator("#edit").click();
    assert.equal(await page.locator("#text").inputValue(), ARTICLE.text);
    await page.keyboard.type("jk?");
    assert.equal(await page.locator("#text").inputValue(), `jk?${ARTICLE.text}`);
    await page.locator("#back").click();
    assert.equal(await page.locator(".card").count(), 5);
  }, byHand));
});

describe("who and where", () => {
  const held = (page) => page.locator(".entity.selected .name").allTextContents();
  const marked = (page) => page.evaluate(() => Object.fromEntries(["name", "nominal", "pronoun", "current"].map((kind) =>
    [kind, [...CSS.highlights.get(`mention-${kind}`) ?? []].map(String)])));
  const openWho = async (page) => {
    await openArticle(page);
    await page.getByRole("button", { name: "Who and where" }).click();
  };
  const nothingMarked = { name: [], nominal: [], pronoun: [], current: [] };
  const pick = (page, name) => page.locator(".entity > button", { has: page.getByText(name, { exact: true }) }).click();

  test("entities stand in groups with what is known of them, unnamed ones folded", () => onPage(async ({ page }) => {
    await openWho(page);
    assert.ok(await page.locator("#events").isHidden());
    assert.deepEqual(await page.locator("#entities h3, #entities summary").allTextContents(),
      ["People 1", "Organisations 4", "Places 2", "Without a name 2"]);
    const button = page.locator(".entity > button");
    assert.deepEqual(await button.nth(2).locator(".who, .code, .part").allTextContents().then((all) => all.map((each) => each.replace(/\p{RI}/gu, ""))), [
      "Freedonia the Republic", "XKX Kosovo", "GOV government", "1 mention, in 1 event: who",
    ]);
    await page.getByRole("button", { name: "Rufus T. Firefly ZZZ ZZZ ZZZ ZZZ 1 mention, in 1 event: says" }).waitFor();
    assert.equal(await page.locator("summary + ul .entity").count(), 0);
    await page.locator("summary").click();
    await page.locator("summary + ul .entity").first().waitFor();
    assert.deepEqual(await page.locator("summary + ul .who").allTextContents(), ["troops group of people", "A gunman"]);
  }, withWho));

  test("an entity marks its mentions by kind, and lets go of them", () => onPage(async ({ page }) => {
    await openWho(page);
    const all = { name: ["Ruritania", "Ruritania"], nominal: ["Its neighbour"], pronoun: ["Its"], current: ["Ruritania"] };
    await pick(page, "Ruritania");
    assert.deepEqual(await held(page), ["Ruritania"]);
    assert.deepEqual(await marked(page), all);
    assert.equal(await page.locator("#live").textContent(), "Ruritania: 4 mentions");
    assert.equal(await page.locator("#mention-count").textContent(), "1 of 4");
    await page.getByRole("button", { name: "Next mention" }).click();
    await page.keyboard.press("n");
    assert.equal(await page.locator("#live").textContent(), "3 of 4: Its");
    await page.keyboard.press("n");
    await page.keyboard.press("n");
    assert.equal(await page.locator("#mention-count").textContent(), "1 of 4");
    await page.keyboard.press("p");
    assert.deepEqual((await marked(page)).current, ["Its neighbour"]);
    // The same again, Escape and the cross let go.
    await pick(page, "Ruritania");
    assert.deepEqual(await marked(page), nothingMarked);
    assert.ok(await page.locator("#mention-bar").isHidden());
    for (const key of ["Enter", "Space"]) {
      await page.locator(".entity > button").first().focus();
      await page.keyboard.press(key);
      assert.deepEqual(await held(page), ["Rufus T. Firefly"]);
      await page.keyboard.press("Escape");
      assert.deepEqual(await marked(page), nothingMarked);
    }
    await pick(page, "Ruritania");
    await page.getByRole("button", { name: "Clear the marks" }).click();
    assert.deepEqual(await held(page), []);
    assert.equal(await page.evaluate(() => document.activeElement.id), "article");
  }, withWho));

  test("a place has coordinates, what it lies in, its time zone, and links that nobody follows alone", () => onPage(async ({ page }) => {
    await openWho(page);
    await pick(page, "Lake Varn");
    const rows = await page.locator(".entity.selected .rows > div").evaluateAll((all) =>
      all.map((row) => [row.children[0].textContent, row.children[1].textContent]));
    assert.deepEqual(rows, [
      ["Type", "Place"],
      ["Place", "Body of water in Upper Varn, Ruritania 48.3° N 16.5° W"],
      ["Time zone", "Europe/Vienna"],
      ["Look it up", "OpenStreetMap (another site, in a new tab)GeoNames (another site, in a new tab)"],
      ["Where", "Ruritania has 🚀 launched a rocket"],
      ["Mentions", "1 name"],
    ]);
    assert.deepEqual(await page.locator(".entity.selected .rows a[target]").evaluateAll((links) => links.map((link) => [link.href, link.rel])), [
      ["https://www.openstreetmap.org/?mlat=48.2500&mlon=-16.5000#map=6/48.2500/-16.5000", "noopener noreferrer"],
      ["https://www.geonames.org/123", "noopener noreferrer"],
    ]);
    // From here to the event.
    await page.locator(".entity.selected .rows a", { hasText: "launched" }).click();
    assert.equal(await selected(page), "v1");
    assert.ok(await page.locator("#v1 .body").isVisible());
  }, withWho));

  test("an entity is picked from an event's card, and the event stays", () => onPage(async ({ page }) => {
    await openArticle(page);
    await page.locator("#v1 h3 button").click();
    const who = page.locator("#v1 .rows button", { hasText: "Ruritania" });
    await who.click();
    assert.equal(await who.getAttribute("aria-pressed"), "true");
    assert.equal((await marked(page)).name.length, 2);
    assert.equal(await selected(page), "v1");
    await page.locator("#mention-name").click();
    assert.deepEqual(await held(page), ["Ruritania"]);
    // The first Escape is for the entity, the second for the event.
    await page.keyboard.press("Escape");
    assert.deepEqual(await marked(page), nothingMarked);
    assert.equal(await selected(page), "v1");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".card.selected").count(), 0);
  }, withWho));

  test("its words in the text pick an entity, the innermost; triggers still lead to events", () => onPage(async ({ page }) => {
    await openArticle(page);
    const click = async (words) => {
      const { x, y } = await page.evaluate((wanted) => {
        const walker = document.createTreeWalker(document.querySelector("#article"), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const at = walker.currentNode.data.indexOf(wanted);
          if (at < 0 || walker.currentNode.parentElement.closest("h2")) continue;
          const range = new Range();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + wanted.length);
          const { left, top, width, height } = range.getBoundingClientRect();
          return { x: left + width / 2, y: top + height / 2 };
        }
      }, words);
      await page.mouse.move(x, y);
      await page.mouse.click(x, y);
    };
    await click("Its");
    assert.deepEqual((await marked(page)).current, ["Its"]);
    await click("neighbour");
    assert.deepEqual((await marked(page)).current, ["Its neighbour"]);
    await click("neighbour");
    assert.deepEqual(await marked(page), nothingMarked);
    await click("was not told");
    assert.deepEqual(await marked(page), nothingMarked);
    await page.getByRole("button", { name: "Who and where" }).click();
    await click("Freedonia");
    assert.deepEqual(await held(page), ["Freedonia"]);
    await page.locator("#article a", { hasText: "moved" }).click();
    assert.equal(await selected(page), "v2");
    assert.ok(await page.locator("#v2").isVisible());
  }, withWho));

  test("what is held stays with a new date, and goes with a new article", () => onPage(async ({ page }) => {
    await openWho(page);
    await pick(page, "Ruritania");
    await page.keyboard.press("n");
    await page.locator("#published").fill("2023-01-02");
    await page.waitForTimeout(400);
    assert.deepEqual(await held(page), ["Ruritania"]);
    assert.equal(await page.locator("#mention-count").textContent(), "2 of 4");
    await page.locator("#new").click();
    await enter(page, `${ARTICLE.text} `);
    await page.locator("#mention-bar").waitFor({ state: "hidden" });
    assert.deepEqual(await held(page), []);
  }, withWho));

  const crowd = structuredClone(ARTICLE.report);
  crowd.entities = Array.from({ length: 300 }, (_, i) => ({ id: `e${i}`, name: `Person ${i}`, type: "person", named: i % 2 === 0, mentions: [{ start: i % 50, end: i % 50 + 4, kind: "name" }] }));
  test("of hundreds some are shown at first, more on demand, and the one that is picked", () => onPage(async ({ page }) => {
    await openWho(page);
    assert.equal(await page.locator(".entity").count(), 30);
    await page.getByRole("button", { name: "Show 30 more of 120" }).click();
    assert.equal(await page.locator(".entity").count(), 60);
    const spent = await page.evaluate(() => {
      const began = performance.now();
      document.querySelector(".entity button").click();
      document.body.getBoundingClientRect();
      return performance.now() - began;
    });
    assert.ok(spent < 100, `${spent} ms to pick one`);
  }, { replaced: { "/pkg/dateline.js": packageOf(crowd) } }));

  test("a phone: from the list to the words and on, nothing wider than the screen", () => onPage(async ({ page }) => {
    await openWho(page);
    await pick(page, "Ruritania");
    assert.ok(await page.locator("#entities").isVisible());
    const overflowing = () => page.evaluate(() => [document.documentElement, ...document.querySelectorAll("header, main > *, .entity, footer")]
      .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1).map((each) => each.id || each.className || each.tagName));
    for (const width of [320, 360]) {
      await page.setViewportSize({ width, height: 740 });
      assert.deepEqual(await overflowing(), [], `list, ${width} px`);
      await page.locator(".entity.selected .in-text a").nth(1).click();
      assert.ok(await page.locator("#article").isVisible());
      assert.equal(await page.locator("#mention-count").textContent(), "2 of 4");
      assert.deepEqual(await overflowing(), [], `text, ${width} px`);
      await page.locator("#mention-name").click();
      assert.ok(await page.locator("#entities").isVisible());
    }
    // Turned to a wide screen, the list stays beside the text.
    await page.getByRole("button", { name: "Article", exact: true }).click();
    await page.setViewportSize({ width: 1024, height: 360 });
    await page.locator('#panes [data-pane="entities"][aria-pressed="true"]').waitFor();
    assert.ok(await page.locator("#article").isVisible() && await page.locator("#entities").isVisible());
  }, { ...withWho, viewport: { width: 360, height: 740 }, hasTouch: true }));

  test("the page credits its place names", () => onPage(async ({ page }) => {
    assert.match(await page.getByRole("contentinfo").textContent(), /Place names: GeoNames\s+\(CC BY 4\.0\),\s+Natural Earth/);
  }));
});

describe("who says what", () => {
  const openSays = async (page) => {
    await openArticle(page, SAYS.text);
    await page.getByRole("button", { name: "Who says what" }).click();
  };
  const row = (page, number) => page.locator(".statement-row > button").nth(number);
  const marked = (page) => page.evaluate(() => ["words", "cue"].map((kind) => [...CSS.highlights.get(`statement-${kind}`) ?? []].map(String)));
  const held = (page) => page.locator(".statement-row.selected .name").allTextContents();

  test("a group for every speaker, each statement with what is done with it, its cue and its events", () => onPage(async ({ page }) => {
    await openSays(page);
    assert.equal(await page.locator("#statements-title").textContent(), "6 statements, 4 speakers");
    assert.deepEqual(await page.locator("#statements h3").allTextContents().then((all) => all.map((each) => each.replace(/\s+/g, " "))), [
      "Rufus Firefly Prime Minister · Czechia 2 statements", "Freedonia 1 statement", "Ruritania 1 statement",
      "Officials source not named · Poland · government 1 statement", "Speaker not found 1 statement",
    ]);
    assert.deepEqual(await page.locator(".statement-row > button").evaluateAll((all) => all.map((each) => [...each.children].map((part) => part.textContent))), [
      ["says", "Ruritania fired a rocket on Monday", "“said” · Weapon test"],
      ["says", "“The launch was a mistake, … and we regret it.”", "“added” · Weapon test"],
      ["denies", "sending troops", "“denied” · Deployment"],
      ["warns", "it would “attack the border”", "“warned” · inside a statement of Officials · Murder"],
      ["claims", "Ruritania warned it would “attack the border”", "“claim”"],
      ["says", "“It was heard.”"],
    ]);
  }, withSays));

  test("a statement marks its words and its cue, and lets go of them", () => onPage(async ({ page }) => {
    await openSays(page);
    await row(page, 1).click();
    assert.deepEqual(await marked(page), [["The launch was a mistake,", "and we regret it."], ["added"]]);
    assert.equal(await row(page, 1).getAttribute("aria-expanded"), "true");
    // The same again, and Escape.
    await row(page, 1).click();
    assert.deepEqual(await marked(page), [[], []]);
    for (const key of ["Enter", "Space"]) {
      await row(page, 2).focus();
      await page.keyboard.press(key);
      assert.deepEqual(await marked(page), [["sending troops"], ["denied"]]);
      assert.ok(await row(page, 2).evaluate((button) => button === document.activeElement));
      await page.keyboard.press("Escape");
      assert.deepEqual(await marked(page), [[], []]);
    }
    // Without a cue.
    await row(page, 5).click();
    assert.deepEqual(await marked(page), [["It was heard."], []]);
  }, withSays));

  test("its words come into sight", () => onPage(async ({ page }) => {
    await openSays(page);
    await row(page, 2).click();
    const [top, bottom] = await page.evaluate(() => {
      const [range] = CSS.highlights.get("statement-words");
      const pane = document.querySelector("#article").getBoundingClientRect();
      const { top, bottom } = range.getBoundingClientRect();
      return [top - pane.top, pane.bottom - bottom];
    });
    assert.ok(top >= 0 && bottom >= 0, `${top} ${bottom}`);
  }, { ...withSays, viewport: { width: 1000, height: 330 } }));

  test("an open one tells what it is inside, what it holds, to whom, and leads to its events", () => onPage(async ({ page }) => {
    await openSays(page);
    const rows = () => page.locator(".statement-row.selected .rows > div").evaluateAll((all) => all.map((each) => [each.children[0].textContent, each.children[1].textContent]));
    await row(page, 4).click();
    assert.deepEqual(await rows(), [
      ["How", "Claims “claim” · in other words, with some quoted"],
      ["To whom", "Freedonia"],
      ["Holds", "it would “attack the border” Ruritania warns"],
    ]);
    await page.locator(".statement-row.selected .rows a", { hasText: "it would" }).click();
    assert.deepEqual(await held(page), ["it would “attack the border”"]);
    assert.deepEqual(await rows(), [
      ["How", "Warns “warned” · in other words, with some quoted"],
      ["Inside", "Ruritania warned it would “attack the border” Officials claims"],
      ["Event", "Ruritania warned it possibly would attack the border possible"],
    ]);
    await page.locator(".statement-row.selected .rows a", { hasText: "possibly" }).click();
    assert.equal(await selected(page), "v4");
    assert.ok(await page.locator("#v4 .body").isVisible());
    // From a speaker to all that is known of it.
    await page.getByRole("button", { name: "Who says what" }).click();
    await page.locator("#statements h3 a", { hasText: "Officials" }).click();
    assert.deepEqual(await page.locator(".entity.selected .name").allTextContents(), ["Officials"]);
    // And back.
    await page.locator(".entity.selected a", { hasText: "1 statement" }).click();
    assert.deepEqual(await held(page), ["Ruritania warned it would “attack the border”"]);
  }, withSays));

  test("an event's source leads to the statement", () => onPage(async ({ page }) => {
    await openArticle(page, SAYS.text);
    assert.deepEqual(await page.locator(".card .meta").evaluateAll((all) => all.map((each) => [...each.children].filter((part) => !/^When/.test(part.textContent)).map((part) => part.textContent))), [
      ["Stated as fact by a source", "Says who: Rufus Firefly"],
      ["Denied by Freedonia", "Says who: Freedonia"],
      ["Possible", "Says who: Ruritania"],
      ["Alleged", "Says who: The article does not say who"],
    ]);
    await page.locator("#v4 h3 button").click();
    assert.match(await page.locator("#v4 .rows").textContent(), /Says whoRuritania warns, inside a statement of Officials/);
    await page.getByTitle("Show the statement").click();
    assert.deepEqual(await held(page), ["it would “attack the border”"]);
    assert.deepEqual(await marked(page), [["it would “attack the border"], ["warned"]]);
    assert.ok(await row(page, 3).evaluate((button) => button === document.activeElement));
    assert.ok(await page.locator("#statements").isVisible());
    // The event stays held beside it; J goes on from there.
    await page.keyboard.press("j");
    assert.equal(await selected(page), "v5");
    assert.ok(await page.locator("#events").isVisible());
  }, withSays));

  test("what is held stays with a new date, and goes with a new article", () => onPage(async ({ page }) => {
    await openSays(page);
    await row(page, 2).click();
    await page.locator("#published").fill("2023-01-02");
    await page.waitForTimeout(400);
    assert.deepEqual(await held(page), ["sending troops"]);
    await page.locator("#new").click();
    await enter(page, `${SAYS.text} `);
    await answered(page);
    assert.deepEqual(await held(page), []);
    assert.deepEqual(await marked(page), [[], []]);
  }, withSays));

  const crowd = structuredClone(SAYS.report);
  crowd.events = [];
  crowd.entities = Array.from({ length: 300 }, (_, i) => ({ id: `e${i}`, name: `Person ${i}`, type: "person", named: true, mentions: [] }));
  crowd.statements = Array.from({ length: 600 }, (_, i) => ({ id: `s${i}`, speaker: i < 100 ? "e0" : `e${i % 300}`, cue: null, content: [{ start: i % 90, end: i % 90 + 40 }], kind: "direct", stance: "says", parent: i ? `s${i - 1}` : null }));
  test("of hundreds some are shown at first, more on demand, and the one that is picked", () => onPage(async ({ page }) => {
    await openSays(page);
    assert.equal(await page.locator(".speakers > li").count(), 30);
    await page.getByRole("button", { name: "Show 30 more of 71" }).click();
    assert.equal(await page.locator(".speakers > li:first-child .statement-row").count(), 60);
    // To the statement around it, which isn't there yet.
    await row(page, 0).click();
    await page.locator(".statement-row.selected .rows a").first().click();
    assert.equal(await page.locator(".statement-row.selected").count(), 1);
    await page.getByRole("button", { name: /^Show 30 more of 2/ }).last().click();
    assert.equal(await page.locator(".speakers > li").count() > 30, true);
  }, { replaced: { "/pkg/dateline.js": packageOf(crowd) } }));

  test("a text without any says so", () => onPage(async ({ page }) => {
    await openSays(page);
    assert.equal(await page.locator("#statement-groups").textContent(), "Nobody was found to say anything.");
    assert.equal(await page.locator("#statements-title").textContent(), "0 statements");
  }, { replaced: { "/pkg/dateline.js": packageOf({ ...SAYS.report, events: [], statements: [] }) } }));

  test("a phone: from the list to the words and back, nothing wider than the screen", () => onPage(async ({ page }) => {
    await openSays(page);
    await row(page, 4).click();
    assert.ok(await page.locator("#statements").isVisible());
    const overflowing = () => page.evaluate(() => [document.documentElement, ...document.querySelectorAll("header, main > *, #panes button, .statement-row")]
      .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1).map((each) => each.id || each.className || each.textContent));
    for (const width of [320, 390]) {
      await page.setViewportSize({ width, height: 740 });
      assert.deepEqual(await overflowing(), [], `list, ${width} px`);
      await page.locator(".statement-row.selected .in-text a").click();
      assert.ok(await page.locator("#article").isVisible());
      assert.deepEqual((await marked(page))[1], ["claim"]);
      assert.deepEqual(await overflowing(), [], `text, ${width} px`);
      await page.getByRole("button", { name: "Who says what" }).click();
      assert.ok(await page.locator(".statement-row.selected").isVisible());
    }
    for (const width of [761, 1024, 1920]) {
      await page.setViewportSize({ width, height: 740 });
      assert.deepEqual(await overflowing(), [], `${width} px`);
    }
  }, { ...withSays, viewport: { width: 320, height: 740 }, hasTouch: true }));
});

describe("when and how many", () => {
  const openWhen = (page) => openArticle(page, WHEN.text);
  const toList = (page) => page.getByRole("button", { name: "When and how many" }).click();
  const link = (page, words) => page.locator("#article a.found", { hasText: words }).first();
  const tip = (page) => page.locator("#tip:popover-open");
  const heldRow = (page) => page.locator(".value-row.selected > button").textContent();
  const heldWords = (page) => page.evaluate(() => [...CSS.highlights.get("value-current") ?? []].map(String));

  test("times and quantities are links beside the triggers, of two kinds, with what they mean", () => onPage(async ({ page }) => {
    await openWhen(page);
    assert.deepEqual(await page.locator("#article a.found.time").allTextContents(),
      ["early Thursday", "7:10 a.m. local time", "2210 GMT", "86 minutes", "Wednesday", "recently", "Wednesday", "Every Monday", "June 2024"]);
    assert.deepEqual(await page.locator("#article a.found.quantity").allTextContents(),
      ["1,000 km (621 miles)", "at least 12", "dozens", "US$940 million", "13th"]);
    await page.getByRole("link", { name: "early Thursday (time: early Thursday 31 October 2024)" }).waitFor();
    await page.getByRole("link", { name: "at least 12 (at least 12 people killed)" }).waitFor();
    const styles = await page.evaluate(() => ["time", "quantity"].map((kind) => getComputedStyle(document.querySelector(`#article a.${kind}`)).textDecorationStyle));
    assert.deepEqual(styles, ["dotted", "solid"]);
  }, withWhen));

  test("the pointer, a click and the focus tell what they mean and from what", () => onPage(async ({ page }) => {
    await openWhen(page);
    await link(page, "7:10").hover();
    await tip(page).waitFor();
    const lines = await tip(page).locator("p").allTextContents();
    assert.deepEqual(lines, [
      "Thursday 31 October 2024, 07:10 UTC+9",
      "Clock 07:10 local, 9 hours ahead of UTC = 22:10 UTC on 30 October",
      "Resolved from “early Thursday”",
      "TIMEX3 2024-10-31T07:10+09:00 · time of day",
    ]);
    // It can be reached with the pointer (WCAG 1.4.13), and goes with it.
    await page.locator("#tip").hover();
    await page.waitForTimeout(400);
    assert.ok(await tip(page).isVisible());
    await page.mouse.move(5, 5);
    await tip(page).waitFor({ state: "hidden" });
    await link(page, "1,000 km").click();
    assert.match(await tip(page).textContent(), /^1,000 km \(621 miles\)Kind distanceUnit km · kilometre/);
    assert.deepEqual(await heldWords(page), ["1,000 km (621 miles)"]);
    await page.mouse.move(5, 5);
    await page.waitForTimeout(400);
    assert.ok(await tip(page).isVisible(), "a click holds it");
    await page.keyboard.press("Escape");
    await tip(page).waitFor({ state: "hidden" });
    assert.deepEqual(await heldWords(page), []);
    await page.locator("#article a.trigger").first().focus();
    await page.keyboard.press("Tab");
    assert.match(await tip(page).textContent(), /^early Thursday 31 October 2024/);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.closest(".value-row")?.textContent.slice(0, 20)), "Thu 31 Oct 2024 earl");
    await tip(page).waitFor({ state: "hidden" });
  }, withWhen));

  test("the panel: the calendar, then what has no date, then quantities by kind", () => onPage(async ({ page }) => {
    await openWhen(page);
    await toList(page);
    assert.equal(await page.locator("#values-title").textContent(), "9 times, 5 quantities");
    assert.deepEqual(await page.locator("#values h3").allTextContents(),
      ["On the calendar", "Without a date", "How long", "How often", "People", "Money", "Measures", "Ranks and scores"]);
    const rows = page.locator(".value-row > button");
    assert.deepEqual(await rows.evaluateAll((all) => all.map((each) => [...each.children].map((part) => part.textContent.trim()))), [
      ["Jun 2024", "“June 2024”"],
      ["Wed 30 Oct 2024", "“Wednesday”", "2×", "from the publication date · Murder"],
      ["Wed 30 Oct 2024", "22:10 UTC “2210 GMT”", "from “early Thursday”"],
      ["Thu 31 Oct 2024", "early “early Thursday”", "from the publication date · Weapon test"],
      ["Thu 31 Oct 2024", "07:10 UTC+9 “7:10 a.m. local time”", "from “early Thursday”"],
      ["in the past “recently”"], ["86 minutes", "Weapon test"], ["every Monday"],
      ["at least 12 people killed “at least 12”", "Murder"], ["about 24–99 people displaced “dozens”"],
      ["US$940 million"], ["1,000 km (621 miles)"], ["13th test “13th”"],
    ]);
    await rows.nth(2).click();
    const facts = await page.locator(".value-row.selected .rows > div").evaluateAll((all) => all.map((row) => [row.children[0].textContent, row.children[1].textContent]));
    assert.deepEqual(facts, [
      ["When", "Wednesday 30 October 2024, 22:10 UTC"],
      ["Resolved", "from “early Thursday”"],
      ["TIMEX3", "2024-10-30T22:10Z time of day"],
      ["Warning", "the two clock times are not the same instant"],
    ]);
    assert.deepEqual(await heldWords(page), ["2210 GMT"]);
    // The same again lets go.
    await rows.nth(2).click();
    assert.equal(await page.locator(".value-row.selected").count(), 0);
    // From a row to the second of its words, and to its event.
    await rows.nth(1).click();
    await page.locator(".value-row.selected .in-text a").nth(1).click();
    assert.deepEqual(await heldWords(page), ["Wednesday"]);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.value), "t7");
    await page.locator(".value-row.selected .rows a").click();
    assert.equal(await selected(page), "v2");
  }, withWhen));

  test("a card has its amounts and its time, which lead to their words", () => onPage(async ({ page }) => {
    await openWhen(page);
    assert.match(await page.locator("#v2 .meta").textContent(), /When: Wed 30 Oct 2024How many: at least 12 people killed/);
    await page.locator("#v2 h3 button").click();
    const many = page.locator("#v2 .rows button", { hasText: "at least 12 people killed" });
    await many.click();
    assert.deepEqual(await heldWords(page), ["at least 12"]);
    assert.equal(await selected(page), "v2");
  }, withWhen));

  test("the marks can be taken out of the text", () => onPage(async ({ page }) => {
    await openWhen(page);
    await page.keyboard.press("h");
    assert.equal(await page.locator("#article a.found").count(), 0);
    await toList(page);
    // A row still leads to its words.
    await page.locator(".value-row > button").first().click();
    assert.deepEqual(await heldWords(page), ["June 2024"]);
    await page.getByLabel("Mark in the text").check();
    assert.equal(await page.locator("#article a.found").count(), 14);
    assert.deepEqual(await heldWords(page), ["June 2024"]);
  }, withWhen));

  test("a phone: a tap tells, a tap elsewhere sends it away, nothing is wider than the screen", () => onPage(async ({ page }) => {
    await openWhen(page);
    await page.getByRole("button", { name: "Article", exact: true }).click();
    await link(page, "US$940").tap();
    const box = await tip(page).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 320 && box.y >= 0 && box.y + box.height <= 640, JSON.stringify(box));
    await page.locator("#article h2").tap({ position: { x: 60, y: 10 } });
    await tip(page).waitFor({ state: "hidden" });
    await link(page, "US$940").tap();
    await page.getByRole("button", { name: "In the list" }).tap();
    assert.match(await heldRow(page), /^US\$940 million/);
    const overflowing = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll("header, main > *, .value-row")]
      .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1).map((each) => each.id || each.className || each.tagName));
    assert.deepEqual(overflowing, []);
    await page.locator(".value-row.selected .in-text a").tap();
    assert.ok(await link(page, "US$940").isVisible());
  }, { ...withWhen, viewport: { width: 320, height: 640 }, hasTouch: true }));

  const crowd = structuredClone(WHEN.report);
  crowd.quantities = Array.from({ length: 5000 }, (_, i) => ({ ...crowd.quantities[4], id: `q${i}`, start: i % 100, end: i % 100 + 3, min: i, max: i }));
  test("of thousands some are shown at first", () => onPage(async ({ page }) => {
    await openWhen(page);
    await toList(page);
    assert.ok(await page.locator(".value-row").count() < 50);
    await page.getByRole("button", { name: "Show 30 more of 4970" }).waitFor();
  }, { replaced: { "/pkg/dateline.js": packageOf(crowd) } }));
});

describe("export", () => {
  test("what the filters show is what is exported, in every format", () => onPage(async ({ page }) => {
    await page.locator("#samples button").first().click();
    await answered(page);
    await page.locator("#filters .chip", { hasText: "Conflict" }).click();
    const shown = await page.locator(".card").count();
    await page.locator("#export-button").click();
    await page.getByText("what the filters show").waitFor();
    assert.match(await page.locator("#export-what").textContent(), new RegExp(`^${shown} of \\d+ events: what the filters show$`));
    const formats = await page.locator("#format option").evaluateAll((all) => all.map(({ value }) => value));
    assert.ok(formats.length >= 8, String(formats));
    // The browser asks before an eleventh file is saved.
    for (const format of formats.filter((name) => name !== "conllu")) {
      await page.locator("#format").selectOption(format);
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#download").click()]);
      const text = await readFile(await download.path(), "utf8");
      assert.ok(text.length > 0, format);
      if (format === "json") assert.equal(JSON.parse(text).events.length, shown);
      if (format === "csv") assert.equal(text.match(/^v\d+,/gm).length, shown);
    }
  }));

  test("the syntax is of the whole text, whatever the filters show", () => onPage(async ({ page }) => {
    await openArticle(page, "Troops attacked the town on Monday. It rained.\n\nOfficials met in Kyiv.");
    await page.locator("#filters .chip", { hasText: "Conflict" }).click();
    await page.locator("#export-button").click();
    await page.locator("#format").selectOption("conllu");
    assert.equal(await page.locator("#export-what").textContent(), "All words and sentences of the text");
    assert.equal(await page.locator("#download").textContent(), "Download");
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#download").click()]);
    assert.match(download.suggestedFilename(), /\.dateline\.conllu$/);
    const written = await readFile(await download.path(), "utf8");
    assert.deepEqual(written.match(/^# text = .*$/gm), ["# text = Troops attacked the town on Monday.", "# text = It rained.", "# text = Officials met in Kyiv."]);
    for (const line of written.split("\n").filter((each) => each && !each.startsWith("#"))) assert.equal(line.split("\t").length, 10, line);
  }));

  test("copied and downloaded JSON is the report, its offsets are the words", () => onPage(async ({ page }) => {
    await page.locator("#samples button").first().click();
    await answered(page);
    await page.locator("#export-button").click();
    await page.locator("#copy").click();
    await page.getByText("Copied.").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#download").click()]);
    assert.match(download.suggestedFilename(), /^north-korea-conducts-[a-z-]+\.dateline\.json$/);
    assert.equal(await readFile(await download.path(), "utf8"), copied);
    const report = JSON.parse(copied);
    assert.equal(report.schema, "1.0");
    assert.equal(report.offsets, "utf16");
    assert.equal(report.document.published, "2024-10-31");
    const text = await readFile(join(WWW, "samples/north-korea.txt"), "utf8");
    const triggers = report.events.flatMap((event) => event.mentions.map(({ trigger }) => text.slice(trigger.start, trigger.end)));
    assert.ok(triggers.length > 0);
    for (const trigger of triggers) assert.match(trigger, /^[\p{L}\p{N}].*[\p{L}\p{N}]$/u);
  }));
});

describe("publication date", () => {
  test("a new date is read at once, and only the newest answer is drawn", () => onPage(async ({ page }) => {
    await openArticle(page);
    await page.locator("#v2 h3 button").click();
    await page.locator("#published").fill("2023-01-01");
    await page.locator("#published").fill("2023-01-02");
    await page.locator("#cards", { hasText: "Mon 2 Jan 2023" }).waitFor();
    assert.equal(await selected(page), "v2");
    assert.ok(!(await page.locator("#cards").textContent()).includes("Sun 1 Jan 2023"));
    // Emptied: no date is made up.
    await page.locator("#published").fill("");
    await page.locator("#cards", { hasText: "“Thursday”" }).waitFor();
  }, {
    replaced: {
      // The first answers take longer than the later ones.
      "/pkg/dateline.js": packageOf(ARTICLE.report, `
        const report = structuredClone(REPORT);
        report.times[0].value = options.published ?? "XXXX-WXX-4";
        const until = performance.now() + (options.published === "2023-01-01" ? 400 : 1);
        while (performance.now() < until);
        return report;`),
    },
  }));

  test("the engine's own times follow the date", () => onPage(async ({ page }) => {
    await page.locator("#samples button").first().click();
    await answered(page);
    await page.getByRole("button", { name: "When and how many" }).click();
    const row = page.locator(".value-row", { has: page.getByText("“early Thursday morning”", { exact: true }) });
    assert.match(await row.textContent(), /^Thu 31 Oct 2024 early morning/);
    await row.locator("button").click();
    await page.locator("#published").fill("2023-03-04");
    await page.locator("#date-note", { hasText: "Sat 4 Mar 2023" }).waitFor();
    assert.match(await page.locator(".value-row.selected").textContent(), /^Thu 2 Mar 2023 early morning.*Thursday 2 March 2023, 00:00 to 12:00/);
    assert.match(await page.locator("#cards").textContent(), /Thu 2 Mar 2023/);
    assert.doesNotMatch(await page.locator("#cards").textContent(), /Oct 2024/);
    await page.locator("#published").fill("");
    await page.locator("#date-note", { hasText: "Without a publication date" }).waitFor();
    assert.match(await page.locator("#warnings").textContent(), /“early Thursday morning”.* can’t be placed/);
    assert.doesNotMatch(await page.locator("#cards").textContent(), /2023|Oct 2024/);
  }));

  // An engine that knows the date only when it is told, or infers it.
  const dated = (basis) => packageOf(WHEN.report, `
    const report = structuredClone(REPORT);
    const { published } = options;
    report.document.published = published ?? ${basis ? '"2024-10-31"' : "null"};
    report.document.publishedBasis = published ? "given" : ${JSON.stringify(basis)};
    const next = (day) => new Date(Date.parse(day) + 864e5).toISOString().slice(0, 10);
    report.times = report.times.filter(({ id }) => id === "t1" || id === "t9");
    const day = published ?? ${basis === "inferred" ? '"2024-10-31"' : "null"};
    Object.assign(report.times[0], { value: published ?? "XXXX-WXX-4", from: day ?? undefined, to: day ? next(day) : undefined, basis: day ? { kind: "published" } : null });
    return report;`);

  test("without a date the page says what can't be placed, and a date places it", () => onPage(async ({ page }) => {
    await openArticle(page, WHEN.text);
    const notice = "Without a publication date “early Thursday” can’t be placed on the calendar.";
    assert.match(await page.locator("#warnings").textContent(), new RegExp(notice));
    assert.match(await page.locator("#date-note").textContent(), new RegExp(notice));
    await page.getByRole("button", { name: "When and how many" }).click();
    assert.match(await page.locator("#values section").nth(1).textContent(), /Without a date.*early some Thursday/);
    await page.locator("#date-note button").click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "published");
    await page.locator("#published").fill("2023-01-05");
    await page.locator(".value-row", { hasText: "Thu 5 Jan 2023" }).waitFor();
    assert.equal(await page.locator("#date-note").textContent(), "Days are counted from Thu 5 Jan 2023, the publication date.");
    assert.ok(!(await page.locator("#warnings").textContent()).includes("publication date"));
    assert.match(await page.locator("#cards").textContent(), /early Thu 5 Jan 2023/);
  }, { replaced: { "/pkg/dateline.js": dated(null) } }));

  test("an inferred date is said not to be sure, stands in the field as a suggestion, and is taken by a button", () => onPage(async ({ page }) => {
    await openArticle(page, WHEN.text);
    assert.equal(await page.locator("#published-note").textContent(), "inferred: not sure");
    assert.equal(await page.locator("#published.suggested").inputValue(), "2024-10-31");
    assert.match(await page.locator("#warnings").textContent(), /The publication date, Thu 31 Oct 2024, is inferred from the text: not sure\./);
    await page.locator(".card h3 button").first().click();
    assert.match(await page.locator(".card.selected .body").textContent(), /from an inferred publication date/);
    // A suggestion is not given to the engine as a date.
    assert.equal(await page.locator("#published-note").textContent(), "inferred: not sure");
    await page.locator("#warnings button", { hasText: "Use this date" }).click();
    await page.waitForFunction(() => !document.querySelector("#warnings").textContent.includes("inferred"));
    assert.equal(await page.locator("#published").inputValue(), "2024-10-31");
    assert.equal(await page.locator("#published.suggested").count(), 0);
    assert.match(await page.locator(".card.selected .body").textContent(), /from the publication date/);
    // Given up again it comes back as a suggestion, but not under the hands of somebody who types.
    await page.locator("#published").fill("");
    await page.locator("#published-note", { hasText: "inferred: not sure" }).waitFor();
    assert.equal(await page.locator("#published").inputValue(), "");
    // A new article has nothing of it.
    await page.locator("#new").click();
    assert.equal(await page.locator("#published").inputValue(), "");
  }, { replaced: { "/pkg/dateline.js": dated("inferred") } }));

  test("a date that the text tells is shown with its words", () => onPage(async ({ page }) => {
    await openArticle(page, WHEN.text);
    assert.equal(await page.locator("#published-note").textContent(), "in the text: Sat 1 Jun 2024");
    assert.equal(await page.locator("#date-note").textContent(), "Days are counted from Sat 1 Jun 2024, the publication date that the text tells: “June 2024”.");
  }, { replaced: { "/pkg/dateline.js": packageOf(WHEN.report, `
    const report = structuredClone(REPORT);
    Object.assign(report.document, { published: "2024-06-01", publishedBasis: "text" });
    report.times[8].value = "2024-06-01";
    return report;`) } }));

  test("an answer that was overtaken is dropped", () => onPage(async ({ page }) => {
    await openArticle(page);
    await page.locator("#published").fill("2023-01-01");
    await page.waitForTimeout(250);
    await page.locator("#published").fill("2023-01-02");
    const seen = await page.evaluate(async () => {
      const drawn = [];
      new MutationObserver(() => drawn.push(document.querySelector("#cards").textContent)).observe(document.querySelector("#cards"), { childList: true });
      await new Promise((resolve) => setTimeout(resolve, 1200));
      return drawn;
    });
    assert.ok(seen.length > 0 && seen.at(-1).includes("Mon 2 Jan 2023"));
    assert.ok(!seen.some((each) => each.includes("Sun 1 Jan 2023")));
  }, {
    replaced: {
      "/pkg/dateline.js": packageOf(ARTICLE.report, `
        const report = structuredClone(REPORT);
        report.times[0].value = options.published ?? "XXXX-WXX-4";
        const until = performance.now() + (options.published === "2023-01-01" ? 600 : 1);
        while (performance.now() < until);
        return report;`),
    },
  }));
});

describe("nothing leaves", () => {
  test("no request at all while a text is read and looked at", () => onPage(async ({ page, requests }) => {
    await page.waitForFunction(() => performance.getEntriesByName(new URL("worker.js", location.href).href).length > 0);
    await page.waitForLoadState("networkidle");
    const before = requests.filter((url) => !url.startsWith("blob:")).length;
    await paste(page, await readFile(join(WWW, "samples/north-korea.txt"), "utf8"));
    await answered(page);
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.locator("#published").fill("2024-10-30");
    await page.locator("#export-button").click();
    await page.locator("#copy").click();
    await page.waitForTimeout(400);
    assert.deepEqual(requests.filter((url) => !url.startsWith("blob:")).slice(before), []);
  }));

  test("the policy binds page and worker", async () => {
    let asked = 0;
    const elsewhere = createServer((_, response) => {
      asked += 1;
      response.setHeader("access-control-allow-origin", "*");
      response.end();
    });
    await new Promise((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${elsewhere.address().port}/`;
    // An engine that tries to send the text away, and says how that went in place of an event.
    const thief = `postMessage; let result = "pending";
      fetch("${url}").then(() => (result = "sent"), (error) => (result = "refused: " + error.message));
      export function initSync() {}
      export function exportFormats() { return []; }
      export class Analyzer {
        eventTypes() { return []; }
        extract() {
          const report = ${JSON.stringify({ ...ARTICLE.report, events: [] })};
          report.document.warnings = [{ code: "thief", message: result }];
          return report;
        }
      }`;
    try {
      await onPage(async ({ page }) => {
        await page.waitForTimeout(300);
        await openArticle(page);
        assert.match(await page.locator("#warnings").textContent(), /^Refused/);
        const fromPage = await page.evaluate((address) => fetch(address).then(() => "sent", () => "refused"), url);
        assert.equal(fromPage, "refused");
        assert.equal(asked, 0);
      }, { replaced: { "/pkg/dateline.js": thief }, expected: [/connect-src/, /Content Security Policy/] });
    } finally {
      elsewhere.close();
    }
  });

  test("workers start from blobs only, and markup has no way in", () => onPage(async ({ page }) => {
    const refused = await page.evaluate(() => [
      () => new Worker("worker.js"),
      () => (document.body.outerHTML = "<p>"),
      () => trustedTypes.createPolicy("other", {}),
    ].map((act) => {
      try {
        act();
        return false;
      } catch {
        return true;
      }
    }));
    assert.deepEqual(refused, [true, true, true]);
  }, { expected: [/policy/i, /TrustedHTML|TrustedScript|Trusted Type/] }));

  test("no source makes elements from markup", async () => {
    const files = (await readdir(WWW)).filter((name) => /\.(js|html)$/.test(name));
    assert.ok(files.length > 5);
    for (const file of files) {
      const source = await readFile(join(WWW, file), "utf8");
      assert.doesNotMatch(source, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|\sstyle=|\son\w+="/, file);
      assert.ok(file === "trusted.js" || !/DOMParser|createPolicy/.test(source), file);
      // A name, and links that a reader may follow: all requests are watched besides.
      assert.doesNotMatch(source, /https?:\/\/(?!www\.w3\.org\/2000\/svg|www\.(openstreetmap|geonames)\.org\/|www\.naturalearthdata\.com\/|creativecommons\.org\/)/, file);
    }
  });
});

describe("bad input", () => {
  const long = "Troops attacked the town and officials denied it while people fled. ".repeat(15_500);
  const cases = {
    "nothing": "",
    "white space": " \n\t \r\n",
    "no letters": "12 34, 56. --- !!! 7/8",
    "another language": "Der Präsident traf am Donnerstag den Kanzler. Die Minister sprachen über das neue Gesetz und die Lage im Land.",
    "right to left": "أطلقت كوريا الشمالية صاروخا باليستيا يوم الخميس. قال المسؤولون إن الصاروخ سقط في البحر.",
    "markup": "<img src=x onerror=alert(1)><script>alert(2)</script> Troops attacked {{town}} &amp; <b>fled</b>.",
    "bidirectional controls": "\u202ETroops\u202C attacked \u2066the\u2069 town\u200F. \u202E Officials denied it.",
    "lone surrogates": "\uD83D Troops attacked the town. \uDE00\uDE00 Officials denied it \uD83D",
    "NUL and control characters": "Troops\u0000 attacked\u0001 the\u0008 town.\u001B[31m Officials denied it.\u007F",
    "CRLF": "Troops attack town\r\n\r\nTroops attacked the town on Monday.\r\nOfficials denied it.\r\n",
    "emoji": "👨‍👩‍👧‍👦 Troops 🪖 attacked 💥 the town 🏘️ on Monday. ".repeat(20),
    "combining marks": `T${"\u0301".repeat(2000)}roops attacked the town.`,
    "1 MB on one line": long,
    "1 MB without a space": "a".repeat(1_000_000),
  };
  for (const [name, text] of Object.entries(cases)) {
    test(name, () => onPage(async ({ page }) => {
      await enter(page, text);
      if (text.length > 200_000) await page.getByRole("button", { name: "Read it whole" }).click();
      await answered(page);
      assert.ok(await page.locator("#problem").isHidden(), await page.locator("#problem").textContent());
      const [cards, nothing, warnings] = await Promise.all([
        page.locator(".card").count(), page.locator("#nothing").isVisible(), page.locator("#warnings li").count()]);
      assert.ok(cards > 0 || nothing);
      if (["nothing", "white space", "no letters", "another language"].includes(name)) assert.ok(warnings > 0, "a warning");
      // The text is still there (a text box has LF for every line end), and the page goes on working.
      await page.locator("#edit").click();
      const kept = JSON.parse(await page.locator("#text").evaluate((box) => JSON.stringify(box.value)));
      assert.ok(kept === text.replaceAll("\r\n", "\n"), "the text is kept");
      await enter(page, "Troops attacked the town on Monday.");
      await page.getByText(/^6 words, /).waitFor();
    }));
  }
});

test("what is not English can be read as English", () => onPage(async ({ page }) => {
  await enter(page, "Der Präsident traf am Donnerstag den Kanzler. Die Minister sprachen über das neue Gesetz und die Lage im Land.");
  await answered(page);
  assert.notEqual(await page.locator("#article").getAttribute("lang"), "en");
  await page.getByText("No events found in 19 words.").waitFor();
  await page.getByRole("button", { name: "Analyse as English" }).click();
  await page.locator("#article[lang=en]").waitFor();
}));

describe("when the engine fails", () => {
  test("it can't be fetched: a message, the text kept, and another try", () => {
    const replaced = { "/pkg/dateline_bg.wasm": null };
    return onPage(async ({ page }) => {
      await paste(page, ARTICLE.text);
      await page.getByText("The events could not be read.").waitFor();
      assert.match(await page.locator("#problem").textContent(), /dateline_bg\.wasm: 404.*Your text is kept/);
      assert.match(await page.locator("#article").textContent(), /Ruritania has/);
      delete replaced["/pkg/dateline_bg.wasm"];
      await page.getByRole("button", { name: "Try again" }).click();
      await answered(page);
      assert.ok(await page.locator("#problem").isHidden());
    }, { replaced, expected: [/404/] });
  });

  test("it breaks on a text: a new worker, a second try, then a message; other texts go on", () => onPage(async ({ page }) => {
    await enter(page, "break");
    await page.getByText("The events could not be read.").waitFor();
    assert.match(await page.locator("#problem").textContent(), /unreachable/);
    await page.locator("#edit").click();
    await enter(page, "fine");
    await answered(page);
    assert.ok(await page.locator("#problem").isHidden());
  }, {
    replaced: {
      "/pkg/dateline.js": packageOf({ ...ARTICLE.report, events: [] }, `
        if (text === "break") throw new WebAssembly.RuntimeError("unreachable");
        return REPORT;`),
    },
  }));

  test("it takes too long: stopped, with a message, and the next text is read", () => onPage(async ({ page }) => {
    await enter(page, "forever");
    await page.getByText("The analysis took more than 5 seconds and was stopped.").waitFor({ timeout: 10_000 });
    await page.locator("#edit").click();
    await enter(page, "fine");
    await answered(page);
    assert.ok(await page.locator("#problem").isHidden());
  }, {
    replaced: {
      "/pkg/dateline.js": packageOf({ ...ARTICLE.report, events: [] }, `while (text === "forever"); return REPORT;`),
    },
  }));
});

describe("looks", () => {
  test("no sideways scrolling from 320 to 1920 px", () => onPage(async ({ page }) => {
    const overflowing = () => page.evaluate(() => [document.documentElement, ...document.querySelectorAll("header, main > *, .card")]
      .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1).map((each) => each.id || each.tagName));
    for (const width of [320, 390, 760, 761, 1024, 1440, 1920]) {
      await page.setViewportSize({ width, height: 844 });
      assert.deepEqual(await overflowing(), [], `start, ${width} px`);
    }
    await openArticle(page);
    await page.locator("#v1 h3 button").click();
    for (const width of [320, 390, 760, 761, 1024, 1440, 1920]) {
      await page.setViewportSize({ width, height: 844 });
      assert.deepEqual(await overflowing(), [], `reader, ${width} px`);
      if (width <= 760) {
        await page.locator("#panes button").first().click();
        assert.deepEqual(await overflowing(), [], `article, ${width} px`);
        await page.locator("#panes button").nth(1).click();
      }
    }
  }, byHand));

  test("a phone shows one pane, triggers lead to the other and back", () => onPage(async ({ page }) => {
    await openArticle(page);
    assert.ok(await page.locator("#events").isVisible());
    assert.ok(await page.locator("#article").isHidden());
    await page.getByRole("button", { name: "Article", exact: true }).click();
    await page.locator("#article a", { hasText: "moved" }).click();
    assert.ok(await page.locator("#v2 .body").isVisible());
    await page.locator("#v2 .in-text a").first().click();
    assert.ok(await page.locator("#article a", { hasText: "moved" }).isVisible());
  }, { ...byHand, viewport: { width: 390, height: 844 }, hasTouch: true }));

  test("dark where the system is, and by the button", () => onPage(async ({ page }) => {
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(await paper(), "rgb(19, 21, 24)");
    await page.locator("#theme").click();
    assert.equal(await paper(), "rgb(250, 248, 244)");
  }, { colorScheme: "dark" }));

  const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  const watch = async (page) => {
    await page.evaluate(await readFile(axe, "utf8"));
    return () => page.evaluate(async () => {
      const run = await globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] });
      return run.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
    });
  };
  for (const [name, options] of Object.entries({
    light: {}, dark: { colorScheme: "dark" }, phone: { viewport: { width: 390, height: 844 } },
  })) {
    test(`accessible: ${name}`, () => onPage(async ({ page }) => {
      const violations = await watch(page);
      assert.deepEqual(await violations(), [], "start");
      await openArticle(page);
      await page.locator("#v2 h3 button").click();
      assert.deepEqual(await violations(), [], "events");
      if (name === "phone") {
        await page.locator("#panes button").first().click();
        assert.deepEqual(await violations(), [], "article");
      }
      await page.getByRole("button", { name: "Who and where" }).click();
      await page.locator("summary").click();
      await page.locator(".entity > button", { hasText: "Lake Varn" }).click();
      assert.deepEqual(await violations(), [], "who and where");
      await page.locator("#help-button").click();
      assert.deepEqual(await violations(), [], "help");
    }, { ...withWho, bypassCSP: true, ...options }));

    test(`accessible, who says what: ${name}`, () => onPage(async ({ page }) => {
      const violations = await watch(page);
      await openArticle(page, SAYS.text);
      await page.getByRole("button", { name: "Who says what" }).click();
      await page.locator(".statement-row > button").nth(4).click();
      assert.deepEqual(await violations(), [], "list");
      if (name === "phone") await page.getByRole("button", { name: "Article", exact: true }).click();
      assert.deepEqual(await violations(), [], "text");
    }, { ...withSays, bypassCSP: true, ...options }));

    test(`accessible, when and how many: ${name}`, () => onPage(async ({ page }) => {
      const violations = await watch(page);
      await openArticle(page, WHEN.text);
      if (name === "phone") await page.getByRole("button", { name: "Article", exact: true }).click();
      await page.locator("#article a.found").first().click();
      await page.locator("#tip:popover-open").waitFor();
      assert.deepEqual(await violations(), [], "text");
      await page.getByRole("button", { name: "When and how many" }).click();
      await page.locator(".value-row > button").nth(1).click();
      assert.deepEqual(await violations(), [], "list");
    }, { ...withWhen, bypassCSP: true, ...options }));
  }
});
