/** Where the data and models come from, and under which licences: CREDITS.md, which the build puts beside the page. */
import { readText } from "./assets.js";
import { h } from "./dom.js";

/** Licence of what was made for this project. */
const OURS = /^MIT OR Apache-2\.0\b/;

/**
 * Fills the panel when it is opened first.
 * @param {HTMLElement} panel
 */
export function creditsIn(panel) {
  panel.addEventListener("toggle", async () => {
    if (panel.children.length > 1) return;
    try {
      const credits = await readText("vendor/credits.md");
      if (panel.children.length === 1) panel.append(...drawn(credits));
    } catch (error) {
      panel.append(h("p", {}, `The credits could not be fetched: ${/** @type {Error} */ (error).message}`));
    }
  });
}

/** @param {string} credits */
function drawn(credits) {
  // What the tests are made of is no part of the page.
  const items = [...credits.matchAll(/^- `(data\/[^`]+)`: (.*?) Licence: (.*)$/gm)].map(([, file, source, licence]) => ({ file, source, licence }));
  const lines = credits.split("\n").filter((line) => line && !/^(#|-|Made by)/.test(line)).map((line) => h("p", {}, ...coded(line)));
  const list = (/** @type {typeof items} */ some) => h("dl", {}, ...some.map(({ file, source, licence }) =>
    h("div", {}, h("dt", {}, h("code", {}, file)), h("dd", {}, source, h("strong", {}, ` Licence: ${licence}`)))));
  const [ours, others] = [items.filter(({ licence }) => OURS.test(licence)), items.filter(({ licence }) => !OURS.test(licence))];
  return [...lines.slice(0, 1), list(others),
    h("details", {}, h("summary", {}, `Made for this project: ${ours.length} files`), list(ours)), ...lines.slice(1)];
}

/**
 * Words between backticks are code.
 * @param {string} line
 */
function coded(line) {
  return line.split("`").map((part, i) => (i % 2 ? h("code", {}, part) : part));
}
