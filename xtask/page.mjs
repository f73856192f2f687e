// Puts the page together: what it has from others, the folder for a static host, and the one file. Called by `cargo xtask`
// (`node xtask/page.mjs vendor`, `node xtask/page.mjs dist FOLDER`) and by the tests.
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { transform } from "esbuild";
import { oneFile } from "./one-file.mjs";

export const ROOT = fileURLToPath(new URL("../", import.meta.url));
export const WWW = join(ROOT, "www");

/**
 * Readability puts markup back where it starts over; the page's policy forbids markup, and copies of the nodes do the same.
 * Its third place is for <noscript>, which html.js takes away before.
 */
const PATCHES = [
  ["var pageCacheHtml = page.innerHTML;", "var pageCache = page.cloneNode(true);"],
  ["page.innerHTML = pageCacheHtml;", "page.replaceChildren(...pageCache.cloneNode(true).childNodes);"],
];

/** Writes www/vendor: what the page has from others, and the credits. */
export async function vendor() {
  const target = join(WWW, "vendor");
  const from = join(ROOT, "node_modules/@mozilla/readability");
  await mkdir(target, { recursive: true });
  let source = await readFile(join(from, "Readability.js"), "utf8");
  for (const [old, now] of PATCHES) {
    if (source.split(old).length !== 2) throw new Error(`Readability.js has changed: no “${old}”`);
    source = source.replace(old, () => now);
  }
  const [body, ...rest] = source.split('\nif (typeof module === "object") {');
  if (rest.length !== 1) throw new Error("Readability.js has changed: no “module.exports”");
  const { code } = await transform(`${body}\nexport { Readability };`, { minify: true, format: "esm", legalComments: "inline" });
  const licence = source.slice(0, source.indexOf("*/") + 2);
  await writeFile(join(target, "readability.js"), code.startsWith(licence) ? code : `${licence}\n${code}`);
  await cp(join(from, "index.d.ts"), join(target, "readability.d.ts"));
  await cp(join(ROOT, "CREDITS.md"), join(target, "credits.md"));
}

/** Writes the page for a static host: its files, the service worker that keeps them, and the one file. */
export async function dist(folder) {
  await vendor();
  const files = await pageFiles();
  const hashes = await hashesOf(files.map((file) => [file, join(WWW, file)]));
  const version = createHash("sha256").update(JSON.stringify(hashes)).digest("hex").slice(0, 12);
  for (const file of files) await cp(join(WWW, file), join(folder, file));
  await edit(join(folder, "index.html"), [['<meta name="version" content="">', `<meta name="version" content="${version}">`]]);
  // Every host answers the folder itself; the name index.html some redirect.
  const kept = await hashesOf(files.map((file) => [file === "index.html" ? "./" : file, join(folder, file)]));
  await cp(join(WWW, "sw.js"), join(folder, "sw.js"));
  await edit(join(folder, "sw.js"), [
    ["const FILES = {};", `const FILES = ${JSON.stringify(kept, null, 2)};`],
    ['const VERSION = "";', `const VERSION = "${version}";`],
  ]);
  for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) await cp(join(ROOT, licence), join(folder, licence));
  await writeFile(join(folder, "dateline.html"), await oneFile(WWW, files));
  return { version, files: Object.keys(kept) };
}

/** The files that the page itself reads, in order. */
async function pageFiles() {
  const entries = await readdir(WWW, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile())
    .map((entry) => relative(WWW, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .filter((file) => !/(^|\/)\.|\.d\.ts$|^pkg\/package\.json$|^sw\.js$/.test(file)).sort();
}

async function hashesOf(files) {
  return Object.fromEntries(await Promise.all(files.map(async ([name, path]) =>
    [name, `sha256-${createHash("sha256").update(await readFile(path)).digest("base64")}`])));
}

async function edit(path, changes) {
  let text = await readFile(path, "utf8");
  for (const [old, now] of changes) {
    if (text.split(old).length !== 2) throw new Error(`${path} has not exactly one ${old}`);
    text = text.replace(old, () => now);
  }
  await writeFile(path, text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [what, folder] = process.argv.slice(2);
  if (what === "vendor") await vendor();
  else if (what === "dist" && folder) await dist(folder);
  else throw new Error("usage: node xtask/page.mjs vendor | dist FOLDER");
}
