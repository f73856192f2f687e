/** The only ways in for what the page's policy guards: addresses of scripts, and markup that is only read. */

const types = /** @type {any} */ (globalThis).trustedTypes;

/** The policies are named in index.html. The first lets through blob addresses and the service worker, nothing else. */
const scripts = types?.createPolicy("dateline-worker", {
  createScriptURL(/** @type {string} */ url) {
    if (!url.startsWith("blob:") && url !== "./sw.js") throw new TypeError(`no worker is started from ${url}`);
    return url;
  },
});
const inert = types?.createPolicy("dateline-inert", { createHTML: (/** @type {string} */ html) => html });

/**
 * An address for a worker.
 * @param {string} url
 * @returns {any}
 */
export function trustedUrl(url) {
  return scripts ? scripts.createScriptURL(url) : url;
}

/**
 * Markup as a document of its own, in which nothing runs and nothing is fetched. Only text is to be taken out of it. The
 * page's policy holds for it too: what it would report gets another name, styles the attribute `data-style`.
 * @param {string} html
 * @returns {Document}
 */
export function inertDocument(html) {
  const quiet = html.replace(/<(\/?)style\b/gi, "<$1template").replace(/<base\b/gi, "<wbr")
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
  return new DOMParser().parseFromString(inert ? inert.createHTML(quiet) : quiet, "text/html");
}
