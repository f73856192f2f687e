/** The fields for when and where the article was published, in the start and in the header, with what they rest on. */
import { byId } from "./dom.js";
import { words as wordsOf } from "./segments.js";
import { analyse, soon } from "./session.js";
import { on, set, state } from "./store.js";
import { dateWords } from "./times.js";

const field = /** @type {HTMLInputElement} */ (byId("published"));
const outletField = /** @type {HTMLInputElement} */ (byId("outlet"));

field.addEventListener("input", () => {
  field.classList.remove("suggested");
  set({ given: field.validity.valid ? field.value : "" });
  if (state.source) state.source.given = state.given;
  draw();
  if (state.answer && state.view !== "start") soon();
});
outletField.addEventListener("input", () => set({ outlet: outletField.value.trim() }));

on(["given"], () => {
  if (given() !== state.given) {
    field.value = state.given;
    field.classList.remove("suggested");
  }
});
on(["outlet"], () => {
  if (outletField.value.trim() !== state.outlet) outletField.value = state.outlet;
});
on(["answer", "source", "view"], draw);
on(["answer", "source", "view", "outlet"], drawOutlet);
on(["view"], () => byId(state.view === "reader" ? "header-published" : "start-published").prepend(byId("published-field"), byId("outlet-field")));

/** Where the date comes from, beside the field. */
function draw() {
  const note = byId("published-note");
  const { published: date, publishedBasis: basis } = read()?.report.document ?? { published: null, publishedBasis: null };
  const isInferred = !state.given && date !== null && basis === "inferred";
  // Not while somebody types: an unfinished date is an empty one.
  if (isInferred && document.activeElement !== field) {
    field.value = date.slice(0, 10);
    field.classList.add("suggested");
  } else if (isSuggested()) {
    field.value = "";
    field.classList.remove("suggested");
  }
  [note.textContent, note.title] = words(date, isInferred);
}

/**
 * @param {string | null} date
 * @param {boolean} isInferred
 */
function words(date, isInferred) {
  const { source, given } = state;
  if (given) return source?.published === given ? [source.badge || "given", source.publishedNote] : ["", ""];
  if (date && isInferred) {
    return ["inferred: not sure", `No date was given or found; the text speaks as of ${dateWords(date)}. Enter one and every relative date follows`];
  }
  if (date) return [`in the text: ${dateWords(date)}`, "Read in the article"];
  return read() ? ["not known", "Enter a date and “Thursday” or “yesterday” become dates"] : ["", ""];
}

/** Who published it is guessed where nobody says so: the guess stands in the empty field, as one. */
function drawOutlet() {
  const found = read() && outlet();
  byId("outlet-note").textContent = found?.note ?? "";
  outletField.placeholder = found?.name ?? "";
}

/** Who published the text, and where that is from; null where nothing tells. */
export function outlet() {
  if (state.outlet) return { name: state.outlet, note: "" };
  if (state.source?.outlet) return { name: state.source.outlet, note: state.source.badge || "given" };
  const { report, text } = state.answer ?? {};
  const dateline = report?.document.dateline;
  // "SEOUL, Oct. 31 (Reuters) —"
  const agency = dateline && /\(([^()]{2,40})\)/.exec(wordsOf(text ?? "", dateline.span))?.[1].trim();
  return agency ? { name: agency, note: "guess: the dateline" } : null;
}

/** The answer that the field belongs to: the empty box has none. */
function read() {
  return state.view === "start" ? null : state.answer;
}

/** The date in the field is the engine's guess, which nobody has taken yet. */
function isSuggested() {
  return field.classList.contains("suggested");
}

/** What the field says that the reader gives. */
function given() {
  return field.validity.valid && !isSuggested() ? field.value : "";
}

/** For who is asked for the date. */
export function askDate() {
  field.focus();
}

/**
 * Takes a date that was suggested.
 * @param {string} date
 */
export function acceptDate(date) {
  set({ given: date.slice(0, 10) });
  field.focus();
  analyse();
}
