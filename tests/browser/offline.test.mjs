// The page as `cargo xtask dist` writes it: kept for use without a network, renewed on request, and as one file.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { deflateRawSync } from "node:zlib";
import { dist } from "../../xtask/page.mjs";
import { launch, openPage } from "./chromium.mjs";
import { serve } from "./server.mjs";

const TEXT = "Troops attacked the town on Monday. Officials in Kyiv denied it.";

let browser;
let folder;
let built;
before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "dateline-"));
  built = await dist(join(folder, "one"));
  // A second version, which differs in one file.
  await cp(join(folder, "one"), join(folder, "two"), { recursive: true });
});
after(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

/** A server of another origin, and how often it was asked. */
async function stranger() {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.setHeader("access-control-allow-origin", "*");
    response.end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, asked: () => asked, close: () => server.close() };
}

async function read(page, text = TEXT) {
  await page.locator("#text").fill(text);
  await page.locator("#analyse").click();
  await page.locator("#speed", { hasText: "ms" }).waitFor();
}

/** Waits until the service worker has all files. */
async function kept(page) {
  await page.locator("#offline-note", { hasText: "opens without a network" }).waitFor({ state: "attached" });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

const caches = (page) => page.evaluate(async () => {
  const names = await globalThis.caches.keys();
  return Promise.all(names.map(async (name) => [name, (await (await globalThis.caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)]));
});

test("opens and reads with the server stopped", async () => {
  const host = await serve({ folder: join(folder, "one") });
  const { page, context, trouble } = await openPage(browser, host.url);
  await kept(page);
  const [[name, files], ...others] = await caches(page);
  assert.ok(name.endsWith(` ${built.version}`), name);
  assert.deepEqual(others, []);
  assert.deepEqual(files.sort(), built.files.map((file) => (file === "./" ? "/" : `/${file}`)).sort());
  await host.close();
  await page.reload();
  await read(page);
  assert.ok(await page.locator(".card").count() > 0);
  await page.locator("#new").click();
  await page.locator("#samples button").first().click();
  await page.getByText(/^758 words/).waitFor();
  assert.deepEqual(trouble.filter((line) => !/ERR_CONNECTION_REFUSED|sw\.js/.test(line)), []);
  await context.close();
});

/** The same page with one word changed, as a newer version. */
async function newer() {
  const two = join(folder, "two");
  const index = await readFile(join(two, "index.html"), "utf8");
  const worker = await readFile(join(two, "sw.js"), "utf8");
  const { createHash } = await import("node:crypto");
  const changed = index.replace(built.version, "222222222222").replace("Who did what to whom?", "Who did what to whom, newly?");
  const hash = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
  await writeFile(join(two, "index.html"), changed);
  await writeFile(join(two, "sw.js"), worker.replace(hash(index), hash(changed)).replace(`"${built.version}"`, '"222222222222"'));
  return two;
}

test("a newer version waits until it is asked for, and takes the old one's place", async () => {
  const host = await serve({ folder: join(folder, "one") });
  const { page, context, trouble } = await openPage(browser, host.url);
  await kept(page);
  await host.close();
  const next = await serve({ folder: await newer(), port: host.port });
  await page.reload();
  await page.locator("#update", { hasText: "A new version is ready" }).waitFor();
  // Until then everything is the old one.
  assert.equal(await page.locator("#question").textContent(), "Who did what to whom?");
  await page.reload();
  assert.equal(await page.locator("#question").textContent(), "Who did what to whom?");
  await page.locator("#update").getByRole("button", { name: "Reload" }).click();
  await page.getByText("Who did what to whom, newly?").waitFor();
  await kept(page);
  assert.deepEqual((await caches(page)).map(([name]) => name.split(" ").at(-1)), ["222222222222"]);
  assert.equal(await page.locator("#update").count(), 0);
  assert.deepEqual(trouble, []);
  await next.close();
  await context.close();
});

test("files of two versions are not kept, and the page works all the same", async () => {
  const one = join(folder, "one");
  const host = await serve({ folder: one, replaced: { "/tip.js": `${await readFile(join(one, "tip.js"), "utf8")}\n// changed` } });
  const { page, context } = await openPage(browser, host.url);
  await page.locator("#offline-note", { hasText: "could not be kept" }).waitFor({ state: "attached" });
  assert.deepEqual(await caches(page), []);
  await read(page);
  await host.close();
  await context.close();
});

test("in development nothing is kept, and what a built page left on the address goes", async () => {
  const host = await serve({ folder: join(folder, "one") });
  const { page, context, trouble } = await openPage(browser, host.url);
  await kept(page);
  await host.close();
  const development = await serve({ port: host.port, replaced: { "/index.html": (await readFile(new URL("../../www/index.html", import.meta.url), "utf8")).replace("Who did", "In development: who did") } });
  await page.reload();
  // The old page looks for a newer worker, which takes itself away and shows the page anew.
  await page.getByText("In development: who did").waitFor();
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  assert.deepEqual(await caches(page), []);
  assert.ok(await page.locator("#offline-note").isHidden());
  await page.reload();
  await read(page);
  assert.ok(!development.asked.slice(-5).includes("/sw.js"));
  assert.deepEqual(trouble, []);
  await development.close();
  await context.close();
});

test("the policies let in the service worker and blobs, nothing else", async () => {
  const host = await serve();
  const { page, context } = await openPage(browser, host.url);
  const refused = await page.evaluate(async () => {
    const acts = [
      () => navigator.serviceWorker.register("./sw.js"),
      () => navigator.serviceWorker.register("./worker.js"),
      () => new Worker("./sw.js"),
      async () => (await import("./trusted.js")).trustedUrl("./worker.js"),
      async () => (await import("./trusted.js")).trustedUrl("https://elsewhere.example/sw.js"),
      async () => (await import("./trusted.js")).trustedUrl("./sw.js?x"),
    ];
    return Promise.all(acts.map(async (act) => {
      try {
        await act();
        return false;
      } catch {
        return true;
      }
    }));
  });
  assert.deepEqual(refused, [true, true, true, true, true, true]);
  await host.close();
  await context.close();
});

test("one file opens from a disk and does all of it without any request", async () => {
  const path = join(folder, "one/dateline.html");
  const url = pathToFileURL(path).href;
  const { page, context, trouble, requests } = await openPage(browser, url, { permissions: [] });
  await page.locator("#samples button").first().click();
  await page.getByText(/^758 words/).waitFor();
  assert.ok(await page.locator(".card").count() > 5);
  // A web page takes Readability, which is in it too.
  await page.locator("#files").setInputFiles([{ name: "a.html", mimeType: "", buffer: Buffer.from("<h1>Town attacked</h1><p>Troops attacked the town on Monday.") }]);
  await page.locator(".source-note", { hasText: "From a.html" }).waitFor();
  await page.locator("#new").click();
  await read(page);
  assert.deepEqual(requests.filter((each) => each !== url && !/^(blob|data):/.test(each)), []);
  assert.deepEqual(trouble, []);
  const refused = await page.evaluate(() => Promise.all(["https://elsewhere.example/", location.href].map((address) => fetch(address).then(() => false, () => true))));
  assert.deepEqual(refused, [true, true]);
  await context.close();

  const sizes = await Promise.all(built.files.map(async (file) => (await stat(join(folder, "one", file === "./" ? "index.html" : file))).size));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const { size } = await stat(path);
  console.log(`# one file: ${size} bytes; its parts ${all}: ${(size / all).toFixed(2)}`);
  assert.ok(size <= 1.33 * all);
});

test("the worker of the one file has no connection either", async () => {
  const elsewhere = await stranger();
  const thief = `let result = "pending";
    fetch("${elsewhere.url}").then(() => (result = "sent"), () => (result = "refused"));
    onmessage = ({ data }) => data.module ? postMessage({ types: [] }) : setTimeout(() => postMessage({ job: data.job, error: { code: null, message: result } }), 300);`;
  const page = await readFile(join(folder, "one/dateline.html"), "utf8");
  const path = join(folder, "thief.html");
  await writeFile(path, page.replace(/(data-path="worker\.js">)[^<]*/, (_, before) => before + deflateRawSync(thief).toString("base64")));
  const { page: opened, context } = await openPage(browser, pathToFileURL(path).href, { permissions: [] });
  await opened.locator("#text").fill(TEXT);
  await opened.locator("#analyse").click();
  await opened.locator("#problem", { hasText: "The engine stopped: refused" }).waitFor();
  assert.equal(elsewhere.asked(), 0);
  await context.close();
  elsewhere.close();
});

test("with the headers of a host the service worker has no connection elsewhere", async () => {
  const elsewhere = await stranger();
  const serveRs = await readFile(new URL("../../xtask/src/serve.rs", import.meta.url), "utf8");
  const policy = /"Content-Security-Policy", "([^"]+)"/.exec(serveRs)[1];
  const thief = `${await readFile(join(folder, "one/sw.js"), "utf8")}\nfetch("${elsewhere.url}").catch(() => {});`;
  const host = await serve({ folder: join(folder, "one"), headers: { "content-security-policy": policy }, replaced: { "/sw.js": thief } });
  const { page, context } = await openPage(browser, host.url);
  await kept(page);
  await read(page);
  await page.waitForTimeout(300);
  assert.equal(elsewhere.asked(), 0);
  await host.close();
  await context.close();
  elsewhere.close();
});

test("a full tour asks for nothing but the page's files", async () => {
  const host = await serve({ folder: join(folder, "one") });
  const { page, context, trouble, requests } = await openPage(browser, host.url);
  await kept(page);
  await page.locator("#samples button").first().click();
  await page.getByText(/^758 words/).waitFor();
  for (const pane of await page.locator("#panes button:visible").all()) await pane.click();
  await page.locator("#panes button[data-pane=events]").click();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  for (const panel of ["export-button", "device-button", "help-button"]) {
    await page.locator(`#${panel}`).click();
    await page.keyboard.press("Escape");
  }
  await page.locator("#export-button").click();
  await page.locator("#copy-link").click();
  await page.locator("#export-note", { hasText: "Copied" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "All credits and licences" }).click();
  await page.locator("#credits summary").click();
  await page.keyboard.press("Escape");
  await page.locator("#files").setInputFiles([{ name: "a.html", mimeType: "", buffer: Buffer.from("<h1>Town attacked</h1><img src='https://elsewhere.example/a.png'><p>Troops attacked the town on Monday.") }]);
  await page.locator(".source-note", { hasText: "From a.html" }).waitFor();
  await page.locator("#theme").click();
  await page.reload();
  await read(page);
  const listed = new Set(["/sw.js", ...built.files.map((file) => (file === "./" ? "/index.html" : `/${file}`))]);
  // What the page asked for, and what the server got, from the page and the service worker.
  assert.deepEqual(requests.filter((url) => !url.startsWith(host.url) && !url.startsWith("blob:")), []);
  assert.deepEqual(host.asked.filter((path) => !listed.has(path)), []);
  assert.deepEqual(trouble, []);
  await host.close();
  await context.close();
});

test("the credits are those of CREDITS.md", async () => {
  const host = await serve({ folder: join(folder, "one") });
  const { page, context } = await openPage(browser, host.url);
  await page.getByRole("button", { name: "All credits and licences" }).click();
  await page.locator("#credits dl").first().waitFor();
  const shown = await page.locator("#credits").textContent();
  const lines = (await readFile(new URL("../../CREDITS.md", import.meta.url), "utf8")).split("\n").filter((line) => line.startsWith("- `data/"));
  assert.ok(lines.length > 40);
  for (const line of lines) {
    const [, file, source, licence] = /^- `(.*?)`: (.*?) Licence: (.*)$/.exec(line);
    assert.ok(shown.includes(`${file}${source} Licence: ${licence}`), line);
  }
  assert.match(shown, /readability 0\.6\.0 under Apache-2\.0/);
  // Opened again it is not there twice.
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "All credits and licences" }).click();
  assert.equal(await page.locator("#credits details").count(), 1);
  await host.close();
  await context.close();
});
