/**
 * Keeps the page's files, so that it opens without a network. `cargo xtask dist` fills in the two lines below. As it stands
 * here, without a version, it takes itself away: a page in development must never be an older one, not even on an
 * address where a built one was before.
 */

/** The page's files with the hashes of their contents. @type {Record<string, string>} */
const FILES = {};
const VERSION = "";

const worker = /** @type {any} */ (globalThis);
/** @type {string} */
const SCOPE = worker.registration.scope;
// Pages at other paths of the same origin share the store.
const OURS = `dateline ${SCOPE} `;
const CACHE = OURS + VERSION;

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(VERSION ? keep() : worker.skipWaiting()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(begin()));
worker.addEventListener("message", (/** @type {MessageEvent} */ { data }) => data === "begin" && worker.skipWaiting());
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const file = fileOf(event.request);
  if (file !== null) event.respondWith(answer(file, event.request));
});

/** All files or none: a hash that does not fit means that the host holds parts of two versions. */
async function keep() {
  const cache = await caches.open(CACHE);
  const wanted = Object.entries(FILES).map(([file, integrity]) => new Request(file, { integrity, cache: "no-cache" }));
  try {
    await cache.addAll(wanted);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function begin() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  if (VERSION) return worker.clients.claim();
  await worker.registration.unregister();
  for (const client of await worker.clients.matchAll({ type: "window" })) client.navigate(client.url);
}

/**
 * Which of the files is asked for; null for anything else, which goes its usual way.
 * @param {Request} request
 */
function fileOf({ url, method }) {
  const address = url.split(/[?#]/)[0];
  if (method !== "GET" || !address.startsWith(SCOPE)) return null;
  const path = address.slice(SCOPE.length);
  // Hosts redirect from the one to the other, and no page may be answered with a redirect that was kept.
  const file = path === "" || path === "index.html" ? "./" : path;
  return Object.hasOwn(FILES, file) ? file : null;
}

/**
 * @param {string} file
 * @param {Request} request
 */
async function answer(file, request) {
  const cache = await caches.open(CACHE);
  // A browser short of space may have thrown the cache away.
  return (await cache.match(file)) ?? fetch(request);
}
