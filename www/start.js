/** The start: the box, which is read while it is written in, samples, files, pasted pages, links. */
import { readText } from "./assets.js";
import { byId, capital, h } from "./dom.js";
import { pageSource, readFiles } from "./files.js";
import { isArticle, isSource } from "./html.js";
import { notice } from "./notice.js";
import { PART, partsOf } from "./parts.js";
import { open, soon, write } from "./session.js";
import { readLink } from "./share.js";
import { acceptFiles, creditOf, picker } from "./sources.js";
import { on, set, state } from "./store.js";
import { dateWords } from "./times.js";

/** @typedef {import("./store.js").Opened} Opened */
/** @typedef {import("./files.js").Source} Source */

/** Characters of a text that is read at every pause of the one who writes it. */
const LIVE = 60_000;
/** Characters of a text that can be read in one piece when asked to. */
const WHOLE = 2_000_000;

const box = /** @type {HTMLTextAreaElement} */ (byId("text"));
/**
 * What was open when the box was opened, to go back to, and what its source was: writing changes it.
 * @type {Pick<import("./store.js").State, "text" | "given" | "outlet" | "source"> & { was: Opened | null }}
 */
let before = { ...state, was: null };

// ---- The box ----

on(["view"], () => {
  if (state.view !== "reader") box.focus({ preventScroll: true });
});
on(["isOpening"], () => { byId("analyse").disabled = state.isOpening; });
on(["problem", "view"], () => {
  if (state.view === "start") tell(state.problem ? `${state.problem.message} Your text is kept.` : "");
});

byId("analyse").addEventListener("click", () => openText(box.value, sampleOf(box.value)));
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("analyse").click();
});
box.addEventListener("input", () => {
  if (!box.value.trim()) {
    soon(() => {});
    set({ view: "start" });
  } else if (box.value.length <= LIVE) soon(() => write(box.value));
});
box.addEventListener("paste", (event) => {
  // Into an empty box, or over everything, goes a whole article: its events are what is wanted next.
  const isWhole = box.selectionStart === 0 && box.selectionEnd === box.value.length;
  if (!isWhole) return;
  const [html, text] = ["text/html", "text/plain"].map((type) => event.clipboardData?.getData(type) ?? "");
  const page = isSource(text) ? text : html && isArticle(html) ? html : "";
  if (!page) {
    setTimeout(() => box.value.trim() && openText(box.value));
    return;
  }
  event.preventDefault();
  // Where the page has no date, one that the reader has given stays.
  pageSource(page, "From the pasted page").then((source) => openSource(source.published ? source : { ...source, given: state.given }), () => {
    box.value = text;
    openText(text);
  });
});
byId("edit").addEventListener("click", () => {
  leave();
  box.value = state.text;
  set({ view: "edit" });
  box.setSelectionRange(0, 0);
  box.scrollTop = 0;
});
byId("new").addEventListener("click", () => {
  leave();
  box.value = "";
  set({ source: null, given: "", outlet: "", view: "start" });
});
byId("back").addEventListener("click", () => {
  const { text, given, outlet, source, was } = before;
  soon(() => {});
  if (source) Object.assign(source, was);
  set({ given, outlet });
  if (state.answer?.text === text && state.answer.given === given) set({ text, source, view: "reader" });
  else open(text, source);
});

function leave() {
  const { text, given, outlet, source } = state;
  before = { text, given, outlet, source, was: source && { ...source } };
  byId("back").hidden = !text;
}

/** @param {string} words */
function tell(words) {
  byId("start-problem").textContent = words;
  byId("start-problem").hidden = !words;
}

/**
 * Opens a text; one that is too long for a single reading is offered in parts first.
 * @param {string} text
 * @param {Opened | null} [source]
 */
function openText(text, source = null) {
  tell("");
  notice("long-text", []);
  if (text.length <= PART) return open(text, source);
  const parts = partsOf(text);
  const length = text.length.toLocaleString("en-GB");
  const close = () => notice("long-text", []);
  notice("long-text", [`This text has ${length} characters. It is read in parts of at most ${PART.toLocaleString("en-GB")}, which stand in the list of articles.`],
    h("button", { type: "button", click: () => {
      close();
      openParts(parts, source);
    } }, `Read it in ${parts.length} parts`),
    ...(text.length > WHOLE ? [] : [h("button", { type: "button", click: () => {
      close();
      open(text, source);
    } }, "Read it whole")]));
  return undefined;
}

/**
 * @param {string[]} parts
 * @param {Opened | null} source
 */
function openParts(parts, source) {
  const [line = ""] = parts[0].trimStart().slice(0, 200).split("\n");
  const { title = line, credit = "", licence = null, published = "", publishedNote = "", badge = "" } = source ?? {};
  const given = source ? source.given : state.given;
  const sources = parts.map((text, number) => {
    const part = `part ${number + 1} of ${parts.length}`;
    return { title: `${title.slice(0, 60)}, ${part}`, text, published, publishedNote, badge, licence, page: null, given, credit: credit ? `${credit}, ${part}` : capital(part) };
  });
  set({ sources: [...state.sources.filter((each) => each !== source), ...sources] });
  openSource(sources[0]);
}

/** @param {Source} source */
function openSource(source) {
  set({ given: source.given ?? source.published, outlet: source.outlet ?? "" });
  return openText(source.text, source);
}

// ---- Samples ----

/** @type {Map<Opened, string>} */
const samples = new Map();

/**
 * An edited sample is the user's own text.
 * @param {string} text
 */
function sampleOf(text) {
  return [...samples].find(([, each]) => each === text)?.[0] ?? (state.source?.text === text ? state.source : null);
}

async function listSamples() {
  /** @type {Opened[]} */
  const list = JSON.parse(await readText("samples/index.json"));
  byId("samples").append(...list.map((sample) => h("li", {}, h("button", { type: "button", click: () => openSample(sample) },
    h("span", { class: "title" }, sample.title),
    h("span", { class: "hint" }, `${dateWords(sample.published)}. ${creditOf(sample)}`)))));
}

/** @param {Opened} sample */
async function openSample(sample) {
  try {
    // As the box would give it back, so that an untouched sample is known again.
    const text = (await readText(`samples/${sample.file}`)).replaceAll("\r\n", "\n");
    samples.set(sample, text);
    set({ given: sample.published, outlet: "" });
    await open(text, sample);
  } catch (error) {
    tell(`The sample could not be fetched: ${/** @type {Error} */ (error).message}`);
  }
}

// ---- Files, links ----

picker(/** @type {HTMLSelectElement} */ (byId("articles")), openSource);

acceptFiles(byId("open-files"), byId("files"), async (files) => {
  const { sources, problems } = await readFiles(files);
  notice("file-problems", problems.slice(0, 5));
  set({ sources: [...state.sources, ...sources] });
  if (sources.length) openSource(sources[0]);
});

/** Opens the text that the page's address holds. */
async function openLink() {
  notice("link-problem", []);
  try {
    const shared = await readLink();
    if (!shared) return;
    await openSource({
      ...shared, title: "", credit: "This text came with the link", licence: null, page: null, isLink: true, badge: "from the link", publishedNote: "given in the link",
    });
  } catch (error) {
    notice("link-problem", [/** @type {Error} */ (error).message]);
  }
}
addEventListener("hashchange", openLink);

openLink();
listSamples().catch(() => tell("The samples could not be fetched. Your own text can be pasted."));
