/** What is told about a reading as a whole: what stands in its way, what is doubtful, what it found besides events. */
import { byId, h } from "./dom.js";
import { EngineError } from "./engine.js";
import { acceptDate, askDate } from "./published.js";
import { shownQuantities } from "./quantities.js";
import { analyse } from "./session.js";
import { on, set, state } from "./store.js";
import { dateWords } from "./times.js";
import { lostWords } from "./values.js";
import * as say from "./wording.js";

/** @typedef {import("./pkg/dateline.js").Report} Report */
/** @typedef {import("./store.js").Answer} Answer */

/** Words that the notice of a missing date names. */
const LISTED_LOST = 3;

on(["isSlow"], () => byId("events").classList.toggle("stale", state.isSlow));
on(["problem"], drawProblem);
on(["answer"], draw);
on(["drawn"], drawSpeed);

function drawProblem() {
  const { problem: error } = state;
  const problem = byId("problem");
  problem.hidden = !error;
  if (!error) return;
  const isOption = error instanceof EngineError && error.code !== null;
  const version = document.querySelector("meta[name=version]")?.getAttribute("content");
  problem.replaceChildren(
    h("p", {}, h("strong", {}, isOption ? "The publication date can’t be used." : "The events could not be read.")),
    h("p", {}, `${error.message} Your text is kept.`),
    // Only what `cargo xtask dist` has written stands beside its one file.
    version && !isOption && h("p", {}, "If the engine can’t be fetched here, all of it can be saved ", h("a", { href: "dateline.html", download: "dateline.html" }, "as one file"), "."),
    h("button", { type: "button", click: () => {
      set({ problem: null });
      analyse();
    } }, "Try again"));
  byId("speed").textContent = "";
}

function draw() {
  const { answer } = state;
  for (const id of ["warnings", "date-note"]) byId(id).replaceChildren();
  byId("nothing").hidden = true;
  if (!answer) return;
  drawWarnings(answer);
  drawDateNote(answer);
  drawNothing(answer);
}

function drawSpeed() {
  const { drawn } = state;
  byId("speed").textContent = drawn ? `${say.counted(wordCount(drawn.text), "word")}, ${drawn.ms < 10 ? drawn.ms.toFixed(1) : Math.round(drawn.ms)} ms` : "";
}

/** @param {string} text */
function wordCount(text) {
  return text.match(/\S+/g)?.length ?? 0;
}

/** @param {Answer} answer */
function drawWarnings({ report, text }) {
  const { warnings, language } = report.document;
  const notice = dateNotice(report, text);
  byId("warnings").replaceChildren(...warnings.map(({ message, code, span }) => h("li", {},
    code === "language" ? "This does not look like English, so no events were looked for." : `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    span && h("q", {}, h("bdi", {}, say.words(text, span).slice(0, 80))),
    code === "language" && language !== "en" && h("button", { type: "button", click: () => {
      set({ language: "en" });
      analyse();
    } }, "Analyse as English"))), ...(notice ? [h("li", {}, ...notice)] : []));
}

/**
 * What a reader can do about a publication date that isn't sure or isn't there; null where there is nothing to do.
 * @param {Report} report
 * @param {string} text
 */
function dateNotice(report, text) {
  const { published: date, publishedBasis: basis } = report.document;
  if (date && basis === "inferred") {
    return [`The publication date, ${dateWords(date)}, is inferred from the text: not sure.`,
      h("button", { type: "button", click: () => acceptDate(date) }, "Use this date")];
  }
  const lost = date ? [] : lostWords(report, text);
  if (lost.length === 0) return null;
  const named = lost.slice(0, LISTED_LOST).map((words) => `“${words}”`).join(", ");
  const more = lost.length > LISTED_LOST ? ` and ${lost.length - LISTED_LOST} more` : "";
  return [h("span", {}, "Without a publication date ", h("bdi", {}, named), `${more} can’t be placed on the calendar.`),
    h("button", { type: "button", click: askDate }, "Give the date")];
}

/**
 * What days are counted from, above the list of times.
 * @param {Answer} answer
 */
function drawDateNote({ report, text }) {
  const note = byId("date-note");
  const { published: date, publishedBasis: basis } = report.document;
  const notice = dateNotice(report, text);
  note.classList.toggle("problem", notice !== null);
  const read = basis === "text" && date ? report.times.find((time) => !time.basis && time.value.slice(0, 10) === date.slice(0, 10)) : undefined;
  const from = basis === "text" ? `, the publication date that the text tells${read ? `: “${say.words(text, read)}”` : ""}` : ", the publication date";
  note.replaceChildren(...notice ?? (date ? [`Days are counted from ${dateWords(date)}${from}.`] : []));
}

/** @param {Answer} answer */
function drawNothing({ report, text }) {
  const nothing = byId("nothing");
  nothing.hidden = report.events.length > 0;
  if (report.events.length > 0) return;
  const names = (/** @type {string[]} */ ...types) => report.entities.filter((entity) => types.includes(entity.type) && entity.named).length;
  const others = [
    [names("person"), "person", "people"],
    [names("place"), "place", "places"],
    [names("organization"), "organisation", "organisations"],
    [report.times.length, "date or time", "dates and times"],
    [shownQuantities(report).length, "quantity", "quantities"],
    [report.statements.length, "statement", "statements"],
  ].flatMap(([count, one, many]) => (count ? [`${count} ${count === 1 ? one : many}`] : []));
  nothing.replaceChildren(
    h("p", {}, h("strong", {}, `No events found in ${say.counted(wordCount(text), "word")}.`)),
    report.document.language === "en" ? h("p", {}, "Opinion, lists and very short texts often tell of none.") : "",
    others.length ? h("p", {}, `Found besides: ${others.join(", ")}.`) : "");
}

// The engine can have failed before this was there.
drawProblem();
