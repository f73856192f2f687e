/** From a text to its report: opens it, reads it, reads it anew when something about it changes. The newest answer wins. */
import { Engine } from "./engine.js";
import { clearLink } from "./share.js";
import { set, state } from "./store.js";

/** @typedef {import("./store.js").Opened} Opened */

/** Milliseconds without a further change before a new analysis. */
const DEBOUNCE = 150;
/** Milliseconds after which a text is shown without waiting for its events. */
const SHOW_TEXT = 250;

export const engine = new Engine();

/**
 * Opens a text as the article and reads it.
 * @param {string} text
 * @param {Opened | null} [source]
 */
export function open(text, source = null) {
  take(text, source ?? edited(text));
  set({ pane: "events", isOpening: true });
  return analyse();
}

/**
 * Reads a text that is still being written: what is shown stays until the answer is there.
 * @param {string} text
 */
export function write(text) {
  if (text === state.text) return analyse();
  clearLink();
  set({ text, source: edited(text), language: undefined });
  return analyse();
}

/**
 * @param {string} text
 * @param {Opened | null} source
 */
function take(text, source) {
  if (!source?.isLink) clearLink();
  if (text === state.text) set({ source });
  // Nothing of an older article may stand beside a new one.
  else set({ text, source, language: undefined, answer: null, problem: null });
}

/**
 * The article that is shown has got another text, by hand: one that was opened from somewhere keeps it.
 * @param {string} text
 */
function edited(text) {
  const { source } = state;
  if (!source || !state.sources.some((each) => each === source)) return null;
  return Object.assign(source, { text, page: null, credit: `${source.credit.replace(/, edited$/, "")}, edited` });
}

/** Reads the text that is open. */
export async function analyse() {
  clearTimeout(later);
  const { text, given, language, isOpening } = state;
  const isNewest = () => state.text === text && state.given === given && state.language === language;
  const slow = setTimeout(() => {
    set({ isSlow: true });
    if (isOpening) show();
  }, SHOW_TEXT);
  try {
    const [answer] = await Promise.all([
      engine.analyse(text, { ...(given && { published: given }), ...(language && { language }) }),
      reader(),
    ]);
    if (!answer) return;
    set({ answer: { ...answer, text, given }, problem: null });
    if (isOpening) show();
    else if (state.view === "start") set({ view: "edit" });
  } catch (error) {
    set({ problem: /** @type {Error} */ (error) });
    if (isOpening) show();
  } finally {
    clearTimeout(slow);
    if (isNewest()) set({ isSlow: false, isOpening: false });
  }
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let later;

/**
 * Reads once nothing has changed for a while.
 * @param {() => void} [read]
 */
export function soon(read = analyse) {
  clearTimeout(later);
  later = setTimeout(read, DEBOUNCE);
}

/** What shows a report. It is not needed before there is one. */
export function reader() {
  return import("./reader.js");
}

/** The article, once the part of the page that shows it is there; without it the start tells why. */
function show() {
  return reader().then(() => set({ view: "reader" }), () => {});
}
