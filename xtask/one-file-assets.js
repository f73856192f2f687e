// Stands in the one-file build for www/assets.js: the page's files are at its end, deflated, in base64.

/** @param {string} path */
export async function readText(path) {
  return new TextDecoder().decode(await bytesOf(path));
}

/** @param {string} path */
export async function readModule(path) {
  return WebAssembly.compile(await bytesOf(path));
}

export const WORKER_TYPE = "classic";

export function readWorker() {
  return readText("worker.js");
}

/** @param {string} path */
async function bytesOf(path) {
  if (document.readyState === "loading") await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
  const block = document.querySelector(`script[data-path="${path}"]`);
  if (!block) throw new Error(`${path} is not in this file`);
  const bytes = Uint8Array.from(atob(block.textContent), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();
}
