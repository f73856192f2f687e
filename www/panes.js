/** What is in sight: the box or the article, and the lists, one of them beside it, on a narrow screen one pane alone. */
import { byId } from "./dom.js";
import { lines, words } from "./segments.js";
import { on, set, state } from "./store.js";

const narrow = matchMedia("(max-width: 760px)");

export function isNarrow() {
  return narrow.matches;
}

/** @param {string} name "article", "events", "entities", "values" or "statements" */
export function showPane(name) {
  if (name === "article" && state.view === "edit") set({ view: "reader" });
  // On a wide screen the article is in sight anyway.
  if (name !== "article" || isNarrow()) set({ pane: name });
}

/** The headline of the text that is open. */
export function headline() {
  const { answer, text } = state;
  const span = (answer?.text === text && answer.report.document.title) || lines(text.slice(0, 2000))[0];
  return span ? words(text, span).slice(0, 120) : "Empty text";
}

on(["view"], () => { document.body.dataset.view = state.view; });
on(["view", "text", "answer"], () => {
  const name = headline();
  byId("article-name").textContent = name;
  document.title = state.view === "reader" ? `${name} – Dateline` : "Dateline";
});
on(["pane"], () => {
  const { dataset } = document.body;
  dataset.pane = state.pane;
  if (state.pane !== "article") dataset.list = state.pane;
  for (const button of byId("panes").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset.pane === state.pane));
  }
});
narrow.addEventListener("change", () => showPane(document.body.dataset.list ?? "events"));
