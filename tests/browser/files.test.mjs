// Texts that come from files, pasted pages and links.
import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { vendor } from "../../xtask/page.mjs";
import { launch, openPage } from "./chromium.mjs";
import { serve } from "./server.mjs";

let browser;
before(async () => {
  await vendor();
  browser = await launch();
});
after(() => browser.close());

/** Opens the page, and at the end sees that nothing went wrong on it. */
async function onPage(act, { path = "", expected = [], replaced = {}, ...options } = {}) {
  const host = await serve({ replaced });
  const { page, context, trouble, requests } = await openPage(browser, host.url + path, options);
  try {
    await page.locator("#samples button").first().waitFor({ state: "attached" });
    await act({ page, context, host, requests });
    assert.deepEqual(trouble.filter((line) => !expected.some((pattern) => pattern.test(line))), [], "console and policy");
    assert.deepEqual(requests.filter((url) => !url.startsWith(host.url) && !url.startsWith("blob:")), [], "requests to other origins");
  } finally {
    await context.close();
    await host.close();
  }
}

const PARAGRAPHS = [
  "Ruritania launched a rocket over Lake Varn early on Thursday, the defence ministry of neighbouring Freedonia said in a statement. It flew for 86 minutes and fell into the sea.",
  "The launch came two days after Freedonia moved troops to the border, according to officials in the capital who asked not to be named. Ruritania denied that the rocket was a weapon.",
  "“It was a drill, and we regret that our neighbours were not told,” said Rufus Firefly, the prime minister. He will meet the ambassadors of three countries on Monday.",
  "Residents of the lake shore were told to stay indoors, and two of them were injured when they fled. The police arrested a man who had filmed the launch, and let him go in the evening.",
];
const NAVIGATION = "<ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li><li><a href='/sport'>Sport</a></li></ul>";
const HTML = `<!doctype html><html><head><title>Ruritania fires rocket over lake | The Daily Varn</title>
<meta property="article:published_time" content="2024-10-31T07:10:00+09:00">
<script>document.title = "stolen"; fetch("https://elsewhere.example/")</script><style>p { color: red }</style></head>
<body><nav>${NAVIGATION}</nav><article><h1>Ruritania fires rocket over lake</h1>
<img src="https://elsewhere.example/a.png" onerror="document.title='stolen'"><noscript><img src="https://elsewhere.example/b.png"></noscript>
<p style="color: red; display: none">Hidden words of the page.</p>
${PARAGRAPHS.map((words) => `<p style="margin: 0">${words}</p>`).join("\n")}</article>
<iframe src="https://elsewhere.example/frame"></iframe>
<aside class="related sidebar"><h3>Related Posts</h3>${NAVIGATION}</aside>
<footer class="footer"><p>Copyright 2024 The Daily Varn</p></footer></body></html>`;
const ARTICLE = ["Ruritania fires rocket over lake", ...PARAGRAPHS].join("\n\n");

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const file = (name, text, mimeType = "") => ({ name, mimeType, buffer: Buffer.from(text) });
const open = (page, ...files) => page.locator("#files").setInputFiles(files);
const answered = async (page) => {
  await page.locator("body[data-view=reader]").waitFor();
  await page.locator("#speed", { hasText: "ms" }).waitFor({ state: "attached" });
};
/** The text that is open, as the box has it. */
async function text(page) {
  await page.locator("#edit").click();
  const value = await page.locator("#text").inputValue();
  await page.locator("#back").click();
  return value;
}
const published = async (page) => [await page.locator("#published").inputValue(), await page.locator("#published-note").textContent()];

describe("files", () => {
  test("a plain text or Markdown file opens as it is", () => onPage(async ({ page }) => {
    const words = "# Town attacked\r\n\r\nTroops *attacked* the town on <b>Monday</b>.\r\n";
    for (const name of ["a.txt", "b.md", "C.TXT"]) {
      await open(page, file(name, words));
      await page.locator(".source-note", { hasText: `From ${name}` }).waitFor();
      await answered(page);
      assert.equal(await text(page), words.replaceAll("\r\n", "\n"));
    }
    // Opened one after the other, they are all there.
    assert.deepEqual(await page.locator("#articles option").allTextContents(), ["1. a.txt", "2. b.md", "3. C.TXT"]);
    assert.deepEqual(await published(page), ["", "not known"]);
  }));

  test("of a web page the article is taken, and its date; the rest is listed and can be taken in", () => onPage(async ({ page }) => {
    await open(page, file("varn.html", HTML, "text/html"));
    await answered(page);
    assert.equal(await text(page), ARTICLE);
    assert.deepEqual(await published(page), ["2024-10-31", "from the page"]);
    assert.match(await page.locator("#published-note").getAttribute("title"), /article:published_time/);
    assert.equal(await page.locator(".source-note").first().evaluate((note) => note.firstChild.textContent), "From varn.html");
    await page.getByRole("button", { name: "Left out: 2 parts" }).click();
    assert.deepEqual(await page.locator("#left-out li").allTextContents(), ["Home\nWorld\nSport", "Related Posts\nHome\nWorld\nSport\nCopyright 2024 The Daily Varn"]);
    await page.getByRole("button", { name: "Use the whole page’s text" }).click();
    await page.getByRole("button", { name: "Leave out 2 parts again" }).waitFor();
    await answered(page);
    const whole = await text(page);
    assert.ok(whole.startsWith("Home\n\nWorld\n\nSport\n\nRuritania fires") && whole.endsWith("Copyright 2024 The Daily Varn"), whole);
    assert.deepEqual(await published(page), ["2024-10-31", "from the page"]);
    await page.getByRole("button", { name: "Leave out 2 parts again" }).click();
    await page.getByRole("button", { name: "Left out: 2 parts" }).waitFor();
    assert.equal(await text(page), ARTICLE);
    assert.equal(await page.title(), "Ruritania fires rocket over lake – Dateline");
  }));

  test("dates of a page", () => onPage(async ({ page }) => {
    const dates = await page.evaluate(async (pages) => {
      const { readPage } = await import("./html.js");
      return Promise.all(pages.map(async (html) => (await readPage(html)).published));
    }, [
      '<meta name="date" content="2024-10-30"><meta property="article:published_time" content="2024-10-31"><p>Troops attacked.',
      '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"datePublished": "2024-10-31T22:10Z"}]}</script><p>Troops attacked.',
      '<time datetime="2024-11-02">later</time><time datetime="2024-10-31T07:10" pubdate>then</time>',
      '<script type="application/ld+json">{"datePublished": </script><time datetime="2024-10-31">then</time>',
      '<meta name="date" content="31/10/2024"><meta name="pubdate" content="2024-02-31">',
      '<time datetime="2024">then</time><time datetime="PT2H">two hours</time>',
      '<meta property="article:modified_time" content="2024-10-31">',
    ]);
    assert.deepEqual(dates, ["2024-10-31", "2024-10-31", "2024-10-31", "2024-10-31", "", "", ""]);
  }));

  test("texts in JSON and in lines of JSON, with their titles and dates", () => onPage(async ({ page }) => {
    const list = [{ title: "Town attacked", text: "Troops attacked the town on Monday.", date: "2024-10-31T10:00Z" }, { id: 7 }, { text: "Officials met in Kyiv." }];
    await open(page, file("list.json", JSON.stringify({ articles: list })), file("lines.jsonl", list.map((each) => JSON.stringify(each)).join("\n")));
    await answered(page);
    assert.deepEqual(await page.locator("#articles option").allTextContents(), ["1. Town attacked", "2. Officials met in Kyiv.", "3. Town attacked", "4. Officials met in Kyiv."]);
    assert.equal(await text(page), "Town attacked\n\nTroops attacked the town on Monday.");
    assert.deepEqual(await published(page), ["2024-10-31", "from the file"]);
    await page.locator("#articles").selectOption("3");
    await page.locator(".source-note", { hasText: "From lines.jsonl, text 2" }).waitFor();
    assert.equal(await text(page), "Officials met in Kyiv.");
    assert.equal(await page.locator("#published").inputValue(), "");
  }));

  test("the picker keeps what was done to each article", () => onPage(async ({ page }) => {
    await open(page, file("a.txt", "Troops attacked the town on Monday."), file("b.txt", "Officials met in Kyiv on Friday."));
    await answered(page);
    assert.equal(await page.locator("#articles").inputValue(), "0");
    await page.locator("#published").fill("2024-10-31");
    await page.locator("#articles").selectOption("1");
    await page.locator(".source-note", { hasText: "From b.txt" }).waitFor();
    assert.equal(await page.locator("#published").inputValue(), "");
    await page.locator("#edit").click();
    await page.locator("#text").fill("Officials met in Kyiv on Saturday.");
    await page.locator("#analyse").click();
    await page.locator("#article", { hasText: "Saturday" }).waitFor();
    await page.locator("#articles").selectOption("0");
    await page.locator("#article", { hasText: "Troops" }).waitFor();
    assert.equal(await page.locator("#published").inputValue(), "2024-10-31");
    await page.locator("#articles").selectOption("1");
    await page.locator(".source-note", { hasText: "From b.txt, edited" }).waitFor();
    await page.locator("#article", { hasText: "Saturday" }).waitFor();
    await page.locator("#new").click();
    await page.locator("#back").click();
    assert.equal(await page.locator("#articles").inputValue(), "1");
    // A text by another way leaves the list as it is.
    await page.locator("#new").click();
    await page.locator("#text").fill("Police arrested a man.");
    await page.locator("#analyse").click();
    await page.locator("#article", { hasText: "Police" }).waitFor();
    assert.deepEqual(await page.locator("#articles option").allTextContents(), ["2 more articles", "1. a.txt", "2. b.txt"]);
    await page.locator("#articles").selectOption("0");
    await page.locator("#article", { hasText: "Troops" }).waitFor();
  }));

  test("dropped anywhere, on the start as on an article", () => onPage(async ({ page }) => {
    const drop = (selector, name, content) => page.evaluate(([where, fileName, words]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([words], fileName));
      const target = document.querySelector(where);
      for (const type of ["dragover", "drop"]) {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        target.dispatchEvent(event);
        if (!event.defaultPrevented) throw new Error(`${type} goes on to the browser`);
      }
    }, [selector, name, content]);
    await drop("#guide", "a.txt", "Troops attacked the town on Monday.");
    await answered(page);
    await drop("#events", "b.txt", "Officials met in Kyiv on Friday.");
    await page.locator(".source-note", { hasText: "From b.txt" }).waitFor();
    assert.equal(await page.locator("body.dropping").count(), 0);
    // Words that are dragged are none of its business.
    assert.ok(await page.evaluate(() => document.querySelector("#text").dispatchEvent(new DragEvent("dragover", { dataTransfer: new DataTransfer(), bubbles: true, cancelable: true }))));
  }));

  test("what can't be opened is told in words, and the rest opens", () => onPage(async ({ page }) => {
    const cases = [
      [file("photo.png", "\x89PNG"), "photo.png: only .txt, .md, .html, .json and .jsonl files can be opened."],
      [file("empty.txt", "  \n"), "empty.txt: it is empty."],
      [{ name: "program.txt", mimeType: "", buffer: Buffer.from([0x7f, 0x45, 0, 0xff, 0xfe, 0x80]) }, "program.txt: it is no text."],
      [file("report.json", '{"events": []}'), "report.json: no field “text” in it."],
      [file("broken.json", "{"), "broken.json: it is not JSON."],
      [file("constructor", "x"), "constructor: only .txt, .md, .html, .json and .jsonl files can be opened."],
      [file("bare.html", "<script>alert(1)</script>"), "bare.html: there is no text in it."],
      [{ name: "long.txt", mimeType: "", buffer: Buffer.alloc(20_000_001, 65) }, "long.txt: larger than 20 MB."],
    ];
    for (const [bad, words] of cases) {
      await open(page, bad);
      await page.locator("#file-problems", { hasText: words }).waitFor();
      assert.equal(await page.locator("body").getAttribute("data-view"), "start");
    }
    await open(page, file("half.jsonl", '{"text": "Troops attacked the town."}\n{"text": \n'), cases[0][0]);
    await answered(page);
    assert.deepEqual(await page.locator("#file-problems p").allTextContents(), ["half.jsonl: line 2 is not JSON, and was left out.", cases[0][1]]);
    await page.getByRole("button", { name: "Close this notice" }).click();
    assert.equal(await page.locator("#file-problems").count(), 0);
    // Files that are right take the words away.
    await open(page, cases[0][0]);
    await open(page, file("a.txt", "Officials met in Kyiv."));
    await page.locator(".source-note", { hasText: "a.txt" }).waitFor();
    assert.equal(await page.locator("#file-problems").count(), 0);
  }));

  test("older encodings", () => onPage(async ({ page }) => {
    const latin = (words) => Buffer.from(words, "latin1");
    const cases = [
      [latin("Le Pr\xe9sident met \x93them\x94."), "a.txt", "Le Président met “them”."],
      [Buffer.from("\ufeffOfficials met.", "utf16le"), "a.txt", "Officials met."],
      [Buffer.from("\ufeffOfficials met.", "utf8"), "a.txt", "Officials met."],
      [latin("<meta charset='iso-8859-2'><p>Pan \xb1."), "a.html", "Pan ą."],
      [latin("<meta charset='no-such'><p>Caf\xe9."), "a.html", "Café."],
    ];
    for (const [buffer, name, words] of cases) {
      await open(page, { name, mimeType: "", buffer });
      await page.locator("#article", { hasText: words }).waitFor();
    }
  }));

  test("hostile pages are text", () => onPage(async ({ page }) => {
    const pages = [
      "<p>".repeat(60_000) + "Troops attacked the town.",
      `${"<div>".repeat(5000)}Troops attacked the town.`,
      `<title>x</title><base href="https://elsewhere.example/"><meta http-equiv="refresh" content="0;url=https://elsewhere.example/"><body onload="document.title='stolen'"><p>Troops attacked the town.<svg onload="document.title='stolen'"><img src=x onerror="document.title='stolen'">`,
      `<frameset><frame src="https://elsewhere.example/">Troops attacked the town.</frameset>`,
      `<noscript><p title="</noscript><img src=x onerror=document.title='stolen'>">Troops attacked the town.</noscript><p>Troops attacked the town.`,
      `<template><p>${PARAGRAPHS.join("</p><p>")}</p></template><form><input value=x><p>Troops attacked the town.`,
    ];
    for (const html of pages) {
      await open(page, file("hostile.html", html));
      await page.waitForFunction(() => document.body.dataset.view === "reader" || document.querySelector("#file-problems"));
    }
    await page.waitForTimeout(300);
    assert.doesNotMatch(await page.title(), /stolen/);
    assert.equal(await page.locator("#article :is(img, svg:not(.mark), iframe, form, script)").count(), 0);
  }));
});

describe("pasted pages", () => {
  const paste = async (page) => {
    await page.locator("#text").focus();
    await page.keyboard.press("Control+V");
    await answered(page);
  };
  /** Copies all of another page, as a reader does. */
  async function copyAll(context, url) {
    const source = await context.newPage();
    await source.goto(url);
    await source.keyboard.press("Control+A");
    await source.keyboard.press("Control+C");
    await source.close();
  }

  test("an article with its page around it", () => onPage(async ({ page, context, host }) => {
    await copyAll(context, `${host.url}source.html`);
    await page.bringToFront();
    await paste(page);
    assert.equal(await text(page), ARTICLE);
    assert.equal(await page.locator(".source-note bdi").textContent(), "From the pasted page");
    await page.getByRole("button", { name: /^Left out: \d parts$/ }).waitFor();
    // Edited, it is the reader's own text.
    await page.locator("#edit").click();
    await page.locator("#text").fill(`${ARTICLE}\n\nMore.`);
    await page.locator("#analyse").click();
    await page.locator("#article", { hasText: "More." }).waitFor();
    assert.equal(await page.locator(".source-note").count(), 0);
  }, { replaced: { "/source.html": HTML.replaceAll("https://elsewhere.example", "") } }));

  test("a date that was given stays where the page has none, and yields to the page's", async () => {
    const bare = `<h1>Town attacked</h1>${PARAGRAPHS.map((words) => `<p>${words}</p>`).join("")}`;
    for (const [source, expected] of [[bare, "2020-02-02"], [HTML, "2024-10-31"]]) {
      await onPage(async ({ page, context, host }) => {
        await copyAll(context, `${host.url}source.html`);
        await page.bringToFront();
        await page.locator("#published").fill("2020-02-02");
        // What is selected of a page has no head.
        if (source === HTML) await page.evaluate((words) => navigator.clipboard.writeText(words), HTML);
        await paste(page);
        assert.equal(await page.locator("#published").inputValue(), expected);
        assert.equal(await page.locator("#published-note").textContent(), source === HTML ? "from the page" : "");
      }, { replaced: { "/source.html": source.replaceAll("https://elsewhere.example", "") } });
    }
  });

  test("a few words keep their plain text", () => onPage(async ({ page, context, host }) => {
    await copyAll(context, `${host.url}source.html`);
    await page.bringToFront();
    await paste(page);
    assert.equal(await text(page), "Troops attacked the town.");
    assert.equal(await page.locator(".source-note").count(), 0);
  }, { replaced: { "/source.html": "<p>Troops <b>attacked</b> the town.</p>" } }));

  test("a page's source is a page; text that speaks of tags is not", () => onPage(async ({ page }) => {
    await page.evaluate((words) => navigator.clipboard.writeText(words), HTML);
    await paste(page);
    assert.equal(await text(page), ARTICLE);
    await page.locator("#new").click();
    const words = "The <html> tag was invented in Geneva. <p>Troops attacked the town.";
    await page.evaluate((each) => navigator.clipboard.writeText(each), words);
    await paste(page);
    await page.locator("#article", { hasText: "Geneva" }).waitFor();
    assert.equal(await text(page), words);
  }));
});

describe("links", () => {
  const words = "Town attacked\n\nTroops attacked the town on Thursday 🪖. Officials denied it. \u202E\u0000";
  const fragment = (value) => `#t=${deflateRawSync(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url")}`;
  const copied = async (page) => {
    await page.locator("#export-button").click();
    await page.locator("#copy-link").click();
    await page.locator("#export-note", { hasText: "Copied" }).waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };

  test("a link is made on request only, and opens the text with its date", () => onPage(async ({ page, host, requests }) => {
    await page.locator("#text").fill(words);
    await page.locator("#published").fill("2024-10-31");
    await page.locator("#analyse").click();
    await answered(page);
    assert.equal(page.url(), host.url);
    const link = await copied(page);
    assert.ok(link.startsWith(`${host.url}#t=`) && /^[\w-]+$/.test(link.split("#t=")[1]), link);
    assert.equal(page.url(), host.url);
    // In a new page, and in one that is open.
    await page.goto("about:blank");
    await page.goto(link);
    await answered(page);
    assert.equal(await text(page), words);
    assert.deepEqual(await published(page), ["2024-10-31", "from the link"]);
    assert.equal(await page.locator(".source-note").textContent(), "This text came with the link");
    await page.goto(`${host.url}${fragment({ text: "Officials met in Kyiv." })}`);
    await page.locator("#article", { hasText: "Kyiv" }).waitFor();
    await page.reload();
    await answered(page);
    assert.equal(await text(page), "Officials met in Kyiv.");
    // Another text takes the old one out of the address bar; of a fragment nothing goes over the network.
    await page.locator("#new").click();
    await page.locator("#text").fill("Police arrested a man.");
    await page.locator("#analyse").click();
    await page.locator("#article", { hasText: "Police" }).waitFor();
    assert.equal(page.url(), host.url);
    assert.ok(host.asked.every((path) => !path.includes("t=")) && requests.length > 0);
  }));

  test("a link leads to the text as it is filtered, and both can change apart", () => onPage(async ({ page, host }) => {
    await page.locator("#text").fill("Troops attacked the town on Monday. Officials met in Kyiv on Friday.");
    await page.locator("#analyse").click();
    await answered(page);
    await page.locator("#filters button", { hasText: "Conflict" }).click();
    const link = await copied(page);
    assert.match(link, /#t=[\w-]+&tone=conflict$/);
    await page.goto("about:blank");
    await page.goto(link);
    await answered(page);
    assert.equal(await page.locator(".card").count(), 1);
    await page.getByRole("button", { name: "Show all" }).click();
    assert.match(page.url(), /#t=[\w-]+$/);
    await page.locator("#new").click();
    await page.locator("#text").fill("Police arrested a man.");
    await page.locator("#analyse").click();
    await page.locator("#article", { hasText: "Police" }).waitFor();
    assert.equal(page.url(), host.url);
  }));

  test("what was written comes back", () => onPage(async ({ page }) => {
    const cases = ["a", words, "\uD83D alone", "x".repeat(200_000), '"\\ </script> ${1}', "\u2028\u2029\ufeff."];
    const back = await page.evaluate(async (list) => {
      const { linkTo, readLink } = await import("./share.js");
      const read = [];
      for (const json of list) {
        const given = JSON.parse(json);
        const link = await linkTo({ text: given, published: "2024-10-31" });
        history.replaceState(null, "", link);
        const { text, published } = await readLink();
        read.push(text === given && published === "2024-10-31" && link.startsWith(`${location.origin}/#t=`));
      }
      return read;
    }, cases.map((each) => JSON.stringify(each)));
    assert.deepEqual(back, cases.map(() => true));
  }));

  test("a long link is copied with a warning", () => onPage(async ({ page }) => {
    // Words that can't be made shorter.
    const noise = Array.from({ length: 3000 }, (_, i) => ((i * 2654435761) % 2 ** 32).toString(36)).join(" ");
    await page.locator("#text").fill(`Troops attacked the town. ${noise}`);
    await page.locator("#analyse").click();
    await answered(page);
    const link = await copied(page);
    assert.ok(link.length > 8000);
    assert.equal(await page.locator("#export-note").textContent(), `Copied. Whoever has the link has the text. It has ${link.length.toLocaleString("en-GB")} characters: some programs cut links above 8,000.`);
  }));

  test("broken and hostile fragments are told, and the page goes on", () => onPage(async ({ page, host }) => {
    const good = fragment({ text: words });
    const unreadable = [
      "#t=", "#t=!!!", "#t=%00", "#t=AAAA", good.slice(0, -9), `${good.slice(0, 20)}A${good.slice(21)}`, fragment("{"),
      `#t=${deflateRawSync(Buffer.from([0x22, 0xff, 0x22])).toString("base64url")}`,
      `#t=${deflateRawSync(Buffer.alloc(40_000_000, 65)).toString("base64url")}`,
    ];
    const empty = [fragment("null"), fragment("[]"), fragment({ text: 7 }), fragment({ text: " " }), fragment({ text: ["a"] }), fragment({ __proto__: null, published: "2024-10-31" })];
    for (const [list, told] of [[unreadable, /can’t be read/], [empty, /There is no text/]]) {
      for (const each of list) {
        await page.goto("about:blank");
        await page.goto(host.url + each);
        await page.locator("#link-problem", { hasText: told }).waitFor();
        assert.equal(await page.locator("body").getAttribute("data-view"), "start", each.slice(0, 60));
      }
    }
    // Another kind of fragment is none of its business, and a wrong date is no date.
    await page.goto("about:blank");
    await page.goto(`${host.url}#e3`);
    await page.locator("#samples button").first().waitFor();
    assert.equal(await page.locator("#link-problem").count(), 0);
    await page.goto(`${host.url}${fragment({ text: "<img src=x onerror=alert(1)> Troops attacked.", published: "tomorrow\" onfocus=" })}`);
    await answered(page);
    assert.equal(await page.locator("#published").inputValue(), "");
    assert.equal(await page.locator("#article img").count(), 0);
  }));
});

for (const [name, options] of Object.entries({ light: {}, dark: { colorScheme: "dark" }, phone: { viewport: { width: 390, height: 844 } } })) {
  test(`accessible, and in its bounds: ${name}`, () => onPage(async ({ page }) => {
    await page.evaluate(await readFile(axe, "utf8"));
    const violations = () => page.evaluate(async () => {
      const run = await globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] });
      return run.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
    });
    await page.getByRole("button", { name: "All credits and licences" }).click();
    await page.locator("#credits summary").click();
    assert.deepEqual(await violations(), [], "credits");
    await page.keyboard.press("Escape");
    await open(page, file("a.html", HTML), file(`${"long ".repeat(30)}.txt`, "Officials met in Kyiv."), file("photo.png", "x"));
    await answered(page);
    assert.deepEqual(await violations(), [], "notice and picker");
    await page.locator("#export-button").click();
    assert.deepEqual(await violations(), [], "export");
    await page.keyboard.press("Escape");
    if (name === "phone") await page.locator("#panes button").first().click();
    await page.getByRole("button", { name: "Left out: 2 parts" }).click();
    assert.deepEqual(await violations(), [], "left out");
    await page.keyboard.press("Escape");
    for (const width of name === "phone" ? [320, 390, 760] : [761, 1024, 1440]) {
      await page.setViewportSize({ width, height: 844 });
      const over = await page.evaluate(() => [...document.querySelectorAll("header *, .notice, .notice *, .source-note")]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1).map((element) => element.id || element.className || element.tagName));
      assert.deepEqual(over, [], `${width} px`);
    }
  }, { bypassCSP: true, ...options }));
}
