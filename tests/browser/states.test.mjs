// The states of the page: before the engine is there, while it works, when it fails, and when the text is too much.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { PART, partsOf } from "../../www/parts.js";
import { launch } from "./chromium.mjs";
import { ARTICLE, packageOf } from "./fixture.mjs";
import { WWW } from "./server.mjs";
import { answered, paste, visit } from "./visit.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());
const onPage = (act, options) => () => visit(browser, act, options);

describe("parts of a long text", () => {
  const words = (count) => "Troops attacked the town. ".repeat(count).trim();
  const cases = [
    ["a short text is one part", "a b", 10, ["a b"]],
    ["between paragraphs", "one two\n\nthree\nfour", 14, ["one two\n\n", "three\nfour"]],
    ["a paragraph's end too early leaves half of a part unused", "a\n\nbb cc. dd ee ff", 12, ["a\n\nbb cc. ", "dd ee ff"]],
    ["between lines", "one two\nthree four", 12, ["one two\n", "three four"]],
    ["between sentences", "One two. Three four", 12, ["One two. ", "Three four"]],
    ["between words", "one two three", 8, ["one two ", "three"]],
    ["where nothing ends", "aaaaaaa", 3, ["aaa", "aaa", "a"]],
    ["never within a character", "😀😀😀", 3, ["😀", "😀", "😀"]],
    ["nothing", "", 3, [""]],
  ];
  for (const [name, text, most, expected] of cases) test(name, () => assert.deepEqual(partsOf(text, most), expected));

  test("put together they are the text", () => {
    const text = [words(3000), words(8000), "x".repeat(300_000), words(5000)].join("\n\n");
    const parts = partsOf(text);
    assert.equal(parts.join(""), text);
    for (const part of parts) assert.ok(part.length > 0 && part.length <= PART, String(part.length));
  });
});

describe("a text of over 200,000 characters", () => {
  const paragraph = `${"Troops attacked the town on Monday, officials said. ".repeat(40)}\n\n`;
  const text = paragraph.repeat(Math.ceil(250_000 / paragraph.length)).trim();

  test("is offered in parts, which stand in the list of articles", onPage(async ({ page }) => {
    await paste(page, text);
    const offer = page.locator("#long-text");
    await offer.waitFor();
    assert.match(await offer.textContent(), /^This text has 2\d\d,\d\d\d characters\./);
    assert.equal(await page.locator("body").getAttribute("data-view"), "start");
    await page.getByRole("button", { name: "Read it in 2 parts" }).click();
    await answered(page);
    assert.equal(await offer.count(), 0);
    assert.match((await page.locator("#articles option").allTextContents()).join("|"), /^1\. .*, part 1 of 2\|2\. .*, part 2 of 2$/);
    await page.locator("#articles").selectOption("1");
    await page.locator(".source-note", { hasText: "Part 2 of 2" }).waitFor();
    await answered(page);
    assert.ok(await page.locator(".card").count() > 0);
  }));

  test("is read whole where that is wanted", onPage(async ({ page }) => {
    await paste(page, text);
    await page.getByRole("button", { name: "Read it whole" }).click();
    await answered(page);
    await page.locator("#edit").click();
    assert.equal(await page.locator("#text").inputValue(), text);
  }));
});

describe("while somebody writes", () => {
  const box = (page) => page.locator("#text");

  test("the text is read at every pause, and the box keeps the focus", onPage(async ({ page }) => {
    await box(page).pressSequentially("Troops attacked the town on Monday.");
    await page.locator("body[data-view=edit]").waitFor();
    await page.locator(".card", { hasText: "Troops attacked the town" }).waitFor();
    assert.ok(await page.locator("#guide").isHidden());
    await box(page).pressSequentially(" Police arrested two men.");
    await page.locator(".card", { hasText: "Police arrested" }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "text");
    // All taken out: the start again.
    await box(page).fill("");
    await page.locator("body[data-view=start]").waitFor();
    assert.ok(await page.locator("#guide").isVisible());
    assert.ok(await page.locator("#events").isHidden());
  }));

  test("a card leads to the article, the held event stays held", onPage(async ({ page }) => {
    await box(page).fill("Troops attacked the town on Monday.");
    await page.locator(".card").first().locator("button").first().click();
    await page.locator(".card.selected").waitFor();
    await box(page).fill("Troops attacked the town on Monday. Police arrested two men.");
    await page.locator(".card", { hasText: "Police" }).waitFor();
    assert.match(await page.locator(".card.selected").textContent(), /Troops/);
    await page.locator(".card.selected .body a").first().click();
    await page.locator("body[data-view=reader]").waitFor();
    assert.equal(await page.locator("#article a.trigger").count(), 2);
  }));

  test("back leads to what was open before", onPage(async ({ page }) => {
    await paste(page, "Troops attacked the town on Monday.");
    await answered(page);
    await page.locator("#edit").click();
    await box(page).fill("Police arrested two men.");
    await page.locator(".card", { hasText: "Police" }).waitFor();
    await page.locator("#back").click();
    await page.locator("#article", { hasText: "Troops" }).waitFor();
    await page.locator(".card", { hasText: "Troops" }).waitFor();
    assert.equal(await page.locator(".card", { hasText: "Police" }).count(), 0);
  }));

  test("nothing is announced at a keystroke but the newest answer", onPage(async ({ page }) => {
    await page.evaluate(() => {
      window.told = [];
      new MutationObserver(() => window.told.push(document.querySelector("#live").textContent)).observe(document.querySelector("#live"), { childList: true });
    });
    await box(page).pressSequentially("Troops attacked the town.", { delay: 10 });
    await page.locator(".card").waitFor();
    await page.waitForTimeout(400);
    const told = await page.evaluate(() => window.told);
    assert.ok(told.length <= 2, told.join("|"));
  }));

  test("of 200 edits no stale answer is drawn", onPage(async ({ page }) => {
    // Answers that take 0 to 30 ms, by the text.
    const stale = await page.evaluate(async () => {
      const box = document.querySelector("#text");
      const seen = [];
      new MutationObserver(() => seen.push([document.querySelector(".card .sentence, .card")?.textContent ?? "", box.value])).observe(document.querySelector("#cards"), { childList: true });
      for (let i = 0; i < 200; i += 1) {
        box.value = `Troops attacked Town${i} on Monday.`;
        box.dispatchEvent(new Event("input"));
        await new Promise((resolve) => setTimeout(resolve, (i * 37) % 190));
      }
      await new Promise((resolve) => setTimeout(resolve, 800));
      const number = (words) => Number(/Town(\d+)/.exec(words)?.[1] ?? -1);
      const drawn = seen.map(([card]) => number(card)).filter((each) => each >= 0);
      return { isAscending: drawn.every((each, i) => i === 0 || each >= drawn[i - 1]), last: drawn.at(-1), count: drawn.length };
    });
    assert.ok(stale.isAscending, "newer answers only");
    assert.equal(stale.last, 199);
    assert.ok(stale.count > 3, "some were drawn in between");
  }));
});

describe("source of the article", () => {
  const NEWS = "SEOUL, Oct. 31 (Reuters) — Troops attacked the town on Thursday.";

  test("the dateline's agency is a guess, and what is given is not", onPage(async ({ page }) => {
    await paste(page, NEWS);
    await answered(page);
    assert.equal(await page.locator("#outlet").getAttribute("placeholder"), "Reuters");
    assert.equal(await page.locator("#outlet-note").textContent(), "guess: the dateline");
    const source = page.locator(".card", { hasText: "attacked" });
    assert.match(await source.textContent(), /The article itself \(Reuters\)/);
    await page.locator("#outlet").fill("The Ruritanian");
    await page.locator(".card", { hasText: "The article itself (The Ruritanian)" }).waitFor();
    assert.equal(await page.locator("#outlet-note").textContent(), "");
    // It is not that of another text.
    await page.locator("#new").click();
    await paste(page, "Police arrested two men.");
    await page.locator("#article", { hasText: "Police" }).waitFor();
    await answered(page);
    assert.equal(await page.locator("#outlet").inputValue(), "");
  }));

  test("a page and a file tell theirs", onPage(async ({ page }) => {
    const body = `<p>${"Troops attacked the town on Monday, officials said. ".repeat(8)}</p>`.repeat(4);
    const html = `<!doctype html><html><head><meta property="og:site_name" content="Ruritania Today"><title>Attack</title></head><body><article><h1>Attack</h1>${body}</article></body></html>`;
    await page.locator("#files").setInputFiles([
      { name: "a.html", mimeType: "text/html", buffer: Buffer.from(html) },
      { name: "b.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ text: "Police arrested two men.", source: "The Wire" })) },
    ]);
    await answered(page);
    assert.equal(await page.locator("#outlet").inputValue(), "Ruritania Today");
    await page.locator("#articles").selectOption("1");
    await page.locator("#article", { hasText: "Police" }).waitFor();
    assert.equal(await page.locator("#outlet").inputValue(), "The Wire");
  }));
});

describe("the engine", () => {
  test("while it comes the box takes text, and it is read as soon as it is there", async () => {
    let letGo;
    const isLetGo = new Promise((resolve) => (letGo = resolve));
    await visit(browser, async ({ page }) => {
      await page.route("**/*.wasm", async (route) => {
        await isLetGo;
        await route.continue();
      });
      await page.reload();
      await page.locator("#samples button").first().waitFor();
      await paste(page, "Troops attacked the town on Monday.");
      await page.locator("#article", { hasText: "Troops" }).waitFor();
      await page.locator("#events.stale").waitFor();
      assert.equal(await page.locator(".card").count(), 0);
      letGo();
      await answered(page);
      await page.locator(".card").waitFor();
      assert.equal(await page.locator("#events.stale").count(), 0);
    });
  });

  test("a slow one is told of, with how much has come", async () => {
    let letGo;
    const isLetGo = new Promise((resolve) => (letGo = resolve));
    await visit(browser, async ({ page }) => {
      await page.route("**/worker.js", async (route) => {
        await isLetGo;
        await route.continue();
      });
      await page.reload();
      await page.locator("#loading", { hasText: /Fetching the engine, \d\.\d MB so far/ }).waitFor();
      letGo();
      await page.locator("#loading").waitFor({ state: "detached" });
    });
  });

  test("where it can't be had a kept page offers all of it as one file", async () => {
    const page = (await readFile(join(WWW, "index.html"), "utf8")).replace('name="version" content=""', 'name="version" content="abc"');
    await visit(browser, async ({ page }) => {
      await paste(page, "Troops attacked the town.");
      await page.locator("#problem a[href='dateline.html'][download]").waitFor();
      assert.match(await page.locator("#problem").textContent(), /404.*Your text is kept\./);
    }, { replaced: { "/index.html": page, "/pkg/dateline_bg.wasm": null, "/sw.js": "" }, expected: [/404/, /sw\.js|ServiceWorker/i] });
  });

  test("what shows a report can't be had: told on the start, and the text is kept", () => visit(browser, async ({ page }) => {
    await page.locator("#text").fill("Troops attacked the town.");
    await page.locator("#start-problem", { hasText: "Your text is kept." }).waitFor();
    assert.equal(await page.locator("#text").inputValue(), "Troops attacked the town.");
  }, { replaced: { "/reader.js": null }, expected: [/404/] }));
});

test("a browser that can't run the page says what it needs", () => visit(browser, async ({ page }) => {
  await page.locator("#no-page").waitFor();
  await page.locator("#no-page", { hasText: "needs JavaScript and WebAssembly" }).waitFor();
}, { replaced: { "/main.js": "this is no script" }, ready: null, expected: [/exception/] }));

test("a browser that runs it does not", () => visit(browser, async ({ page }) => {
  assert.equal(await page.locator("#no-page").count(), 0);
}, { replaced: { "/pkg/dateline.js": packageOf(ARTICLE.report) } }));
