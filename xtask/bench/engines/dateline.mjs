// The built package, the way a page uses it; report and all its objects are made.
import { readFile } from "node:fs/promises";

const folder = new URL("../../../www/pkg/", import.meta.url);
let analyzer;

export async function load() {
  const { default: init, extract, Analyzer } = await import(new URL("dateline.js", folder));
  await init({ module_or_path: await readFile(new URL("dateline_bg.wasm", folder)) });
  analyzer = new Analyzer();
  return (text) => extract(text, { published: "2024-10-31" }).events.length;
}

// The number of words, as CoNLL-U has them.
export function conllu(text) {
  return analyzer.toConllu(text).match(/^\d+\t/gm).length;
}
