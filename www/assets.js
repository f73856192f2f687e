/**
 * The page's own files, those that are read by name. The one-file build has them within itself: xtask/one-file.js stands
 * there in this module's place.
 */

/**
 * @param {string} path
 * @returns {Promise<string>}
 */
export async function readText(path) {
  return (await fetchOk(path)).text();
}

/**
 * @param {string} path
 * @returns {Promise<WebAssembly.Module>}
 */
export async function readModule(path) {
  const response = await fetchOk(path);
  // Streaming needs the right media type, which not every static server sends.
  if (response.headers.get("content-type") === "application/wasm") return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** What the worker is started as: modules don't run from a disk. @type {WorkerType} */
export const WORKER_TYPE = "module";

/** The worker's code with the engine's, as one module: importing one blob from another would need `blob:` in script-src. */
export async function readWorker() {
  const [glue, worker] = await Promise.all([readText("pkg/dateline.js"), readText("worker.js")]);
  return `${glue}\n${worker.replace(/^import .*$/m, "")}`;
}

/** @param {string} path */
async function fetchOk(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
  return response;
}
