/** Where the open text came from: ways to open files, the picker of several articles, and the note above the text. */
import { h } from "./dom.js";

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

/** Several articles that are open, one of which is shown. */
export class Picker {
  /** @type {Source[]} */
  #sources = [];
  /** @type {Source | null} */
  current = null;
  #select;

  /**
   * @param {HTMLSelectElement} select
   * @param {(source: Source) => void} onPick
   */
  constructor(select, onPick) {
    this.#select = select;
    select.addEventListener("change", () => onPick(this.#sources[Number(select.value)]));
  }

  /** @param {Source[]} sources */
  add(sources) {
    this.#sources.push(...sources);
    this.#draw();
  }

  /**
   * The article that is shown; one that is not in the list when it came by another way.
   * @param {Source | null} source
   */
  show(source) {
    this.current = source && this.#sources.includes(source) ? source : null;
    this.#draw();
  }

  /**
   * The article that is shown has got another text, by hand. Null when none of the list is.
   * @param {string} text
   */
  edited(text) {
    const { current } = this;
    return current && Object.assign(current, { text, page: null, credit: `${current.credit.replace(/, edited$/, "")}, edited` });
  }

  #draw() {
    const current = this.current ? this.#sources.indexOf(this.current) : -1;
    this.#select.hidden = this.#sources.length < 2;
    this.#select.replaceChildren(
      ...(current < 0 ? [h("option", { value: "" }, `${this.#sources.length} more articles`)] : []),
      ...this.#sources.map(({ title }, number) => h("option", { value: number, dir: "auto" }, `${number + 1}. ${title.slice(0, 80)}`)));
    this.#select.value = current < 0 ? "" : String(current);
  }
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
