// The page as one HTML file that opens from a disk: classic script, styles and all files within it, and no connections.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import { build, transform } from "esbuild";

const ASSETS = fileURLToPath(new URL("one-file-assets.js", import.meta.url));

/**
 * @param {string} www the page's folder
 * @param {string[]} files the page's files
 */
export async function oneFile(www, files) {
  const read = (file) => readFile(join(www, file), "utf8");
  const script = await bundle(join(www, "main.js"));
  if (/<\/?script/i.test(script)) throw new Error("the script has a tag in it that would end it");
  const { code: style } = await transform(await read("style.css"), { loader: "css", minify: true });
  const icon = `data:image/svg+xml;base64,${Buffer.from(await read("icon.svg")).toString("base64")}`;
  // What is read by name, and the worker.
  const named = files.filter((file) => !/\.(js|css|html|svg)$/.test(file));
  const contents = new Map(await Promise.all(named.map(async (file) => [file, await readFile(join(www, file))])));
  contents.set("worker.js", Buffer.from(await bundle(join(www, "worker.js"))));
  const blocks = [...contents].map(([file, bytes]) =>
    `<script type="application/octet-stream" data-path="${file}">${deflateRawSync(bytes, { level: 9 }).toString("base64")}</script>`);

  let page = await read("index.html");
  const edit = (old, now) => {
    if (!page.match(old)) throw new Error(`index.html has no ${old}`);
    page = page.replace(old, (...found) => (typeof now === "string" ? now : now(...found)));
  };
  edit(/(http-equiv="Content-Security-Policy" content=")([^"]*)/, (_, before, policy) => before + policyOf(policy, script, style));
  edit(/<link rel="stylesheet" href="style\.css">/, `<style>${style}</style>`);
  edit(/<script type="module" src="main\.js"><\/script>\n/, "");
  edit(/(src|href)="icon\.svg"/g, (_, name) => `${name}="${icon}"`);
  // The page is there before its files have been read.
  edit(/<\/body>/, `<script>${script}</script>\n${blocks.join("\n")}\n</body>`);
  return page;
}

/** A module and all that it imports as a classic script: modules don't run from a disk. */
async function bundle(entry) {
  const { outputFiles: [{ text }] } = await build({
    entryPoints: [entry], bundle: true, minify: true, format: "iife", target: "es2022", write: false, logLevel: "error",
    plugins: [{ name: "assets", setup: ({ onResolve }) => onResolve({ filter: /^\.\/assets\.js$/ }, () => ({ path: ASSETS })) }],
  });
  return text;
}

/** The page's policy with hashes in place of addresses, and without any connection. */
function policyOf(policy, script, style) {
  const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const changes = {
    "script-src": `${hash(script)} 'wasm-unsafe-eval'`, "style-src": hash(style), "img-src": "data:", "connect-src": "'none'", "worker-src": "blob:",
  };
  const directives = policy.split(";").map((each) => each.trim().split(/\s+/));
  const missing = Object.keys(changes).filter((name) => !directives.some(([each]) => each === name));
  if (missing.length) throw new Error(`the page's policy has no ${missing}`);
  return directives.map(([name, ...sources]) => `${name} ${changes[name] ?? sources.join(" ")}`).join("; ");
}
