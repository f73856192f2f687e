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
 * @param {(bytes: number) => void} onProgress told how much has come
 * @returns {Promise<WebAssembly.Module>}
 */
export async function readModule(path, onProgress) {
  const { body } = await fetchOk(path);
  let bytes = 0;
  const counted = body?.pipeThrough(new TransformStream({
    transform(chunk, rest) {
      bytes += chunk.length;
      onProgress(bytes);
      rest.enqueue(chunk);
    },
  }));
  // Streaming needs the right media type, which not every static server sends.
  return WebAssembly.compileStreaming(new Response(counted, { headers: { "content-type": "application/wasm" } }));
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
