/** Starts the page: the box first, the engine and what shows a report while the reader looks for a text. */
import { creditsIn } from "./credits.js";
import { byId, h } from "./dom.js";
import "./guide.js";
import { keepOffline } from "./offline.js";
import "./panes.js";
import "./published.js";
import { engine, reader } from "./session.js";
import "./start.js";

/** Milliseconds after which the fetching of the engine is told. */
const SHOW_LOADING = 400;

// Where this does not come to run, the words stay.
byId("no-page").remove();

byId("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
});
byId("device").addEventListener("toggle", () => {
  const entries = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource"));
  byId("fetched").replaceChildren(...entries.map(({ name }) => {
    const { origin, pathname } = new URL(name, location.href);
    return h("li", {}, origin === location.origin ? pathname : name);
  }));
});
document.addEventListener("keydown", (event) => {
  const isKey = event.key === "?" && !event.ctrlKey && !event.metaKey && !event.altKey && byId("single-keys").checked;
  if (!isKey || /** @type {Element} */ (event.target).matches("textarea, input:not([type=checkbox]), select")) return;
  event.preventDefault();
  byId("help").togglePopover();
});
creditsIn(byId("credits"));

const loading = byId("loading");
const isLate = setTimeout(() => { loading.hidden = false; }, SHOW_LOADING);
engine.onProgress = (bytes) => { loading.textContent = `Fetching the engine, ${(bytes / 1e6).toFixed(1)} MB so far. You can paste already.`; };
// A failure here is told when a text is to be read: until then the box takes text.
engine.load().catch(() => {}).finally(() => {
  clearTimeout(isLate);
  loading.remove();
  keepOffline();
});
reader().catch(() => {});
