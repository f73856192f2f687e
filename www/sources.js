/** Where the open text came from: ways to open files, the picker of several articles, and the note above the text. */
import { h } from "./dom.js";
import { on, state } from "./store.js";

/** @typedef {import("./files.js").Source} Source */

/** Characters of a part that was left out that are shown. */
const SHOWN = 300;

/**
 * Takes files from a button and those dropped anywhere on the page.
 * @param {HTMLElement} button
 * @param {HTMLInputElement} input
 * @param {(files: File[]) => void} act
 */
export function acceptFiles(button, input, act) {
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    act([...input.files ?? []]);
    // The same file once more is a change again.
    input.value = "";
  });
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    if (!hasFiles(event)) return;
    event.preventDefault();
    act([...event.dataTransfer?.files ?? []]);
  });
}

/**
 * The list of several articles that are open, one of which is shown; none where it came by another way.
 * @param {HTMLSelectElement} select
 * @param {(source: Source) => void} onPick
 */
export function picker(select, onPick) {
  select.addEventListener("change", () => onPick(state.sources[Number(select.value)]));
  on(["sources", "source", "text"], () => {
    const current = state.sources.findIndex((source) => source === state.source);
    select.hidden = state.sources.length < 2;
    select.replaceChildren(
      ...(current < 0 ? [h("option", { value: "" }, `${state.sources.length} more articles`)] : []),
      ...state.sources.map(({ title }, number) => h("option", { value: number, dir: "auto" }, `${number + 1}. ${title.slice(0, 80)}`)));
    select.value = current < 0 ? "" : String(current);
  });
}

/**
 * Whose text it is, and under which licence.
 * @param {{ credit: string, licence: string | null }} opened
 */
export function creditOf({ credit, licence }) {
  return licence ? `${credit}, ${licence}` : credit;
}

/**
 * The note above a text that came from a file, a page or a link; nothing for others.
 * @param {Partial<Source> | null} source
 * @param {(text: string) => void} onText what to do with more or less of the page's text
 */
export function sourceNote(source, onText) {
  if (!source?.text) return null;
  const { credit, page, text } = source;
  if (!page || page.left.length === 0) return h("div", { class: "source-note" }, h("bdi", {}, credit ?? ""));
  const parts = `${page.left.length} ${page.left.length === 1 ? "part" : "parts"}`;
  if (text === page.whole) {
    return h("div", { class: "source-note" }, h("bdi", {}, credit ?? ""), ", the whole page. ",
      h("button", { type: "button", class: "as-link", click: () => onText(page.text) }, `Leave out ${parts} again`));
  }
  const panel = h("div", { id: "left-out", popover: "auto", class: "panel", role: "dialog", "aria-labelledby": "left-out-title" },
    h("h2", { id: "left-out-title" }, `Left out of the page: ${parts}`),
    h("button", { type: "button", click: () => onText(page.whole) }, "Use the whole page’s text"),
    h("ol", {}, ...page.left.map((part) => h("li", { dir: "auto" }, part.length > SHOWN ? `${part.slice(0, SHOWN)} …` : part))));
  return h("div", { class: "source-note" }, h("bdi", {}, credit ?? ""), ". ",
    h("button", { type: "button", class: "as-link", popovertarget: "left-out" }, `Left out: ${parts}`), panel);
}
