/** The export panel: what the filters show, in a format of one's choice, or the text in a link. */
import { byId, h, save } from "./dom.js";
import { headline } from "./panes.js";
import { engine } from "./session.js";
import { LONG_LINK, linkTo } from "./share.js";
import { on, state } from "./store.js";
import { only } from "./subset.js";
import { eventsTitle } from "./wording.js";

const format = /** @type {HTMLSelectElement} */ (byId("format"));
const note = byId("export-note");

on(["answer"], () => { byId("export-button").disabled = !state.answer; });

function chosen() {
  return engine.formats.find(({ name }) => name === format.value);
}

/** What the filters show, in the chosen format; null where there is nothing or it can't be written, which is told. */
async function written() {
  const { answer, shown } = state;
  if (!answer) return null;
  try {
    return await engine.write(only(answer.report, shown), answer.text, format.value);
  } catch (error) {
    note.textContent = `It could not be written: ${/** @type {Error} */ (error).message}`;
    return null;
  }
}

/**
 * @param {string} text
 * @param {string} done what is told then
 */
async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    note.textContent = done;
  } catch {
    note.textContent = "The browser does not allow copying; download it instead.";
  }
}

byId("copy").addEventListener("click", async () => {
  const text = await written();
  if (text !== null) await copy(text, "Copied.");
});
byId("download").addEventListener("click", async () => {
  const text = await written();
  if (text === null) return;
  const { extension = "txt", mediaType = "text/plain" } = chosen() ?? {};
  const name = headline().toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "article";
  save(new Blob([text], { type: mediaType }), `${name}.dateline.${extension}`);
  note.textContent = "Saved to your downloads.";
});
byId("copy-link").addEventListener("click", async () => {
  const link = await linkTo({ text: state.text, published: state.given });
  const length = `${link.length.toLocaleString("en-GB")} characters`;
  const long = link.length > LONG_LINK ? ` It has ${length}: some programs cut links above ${LONG_LINK.toLocaleString("en-GB")}.` : "";
  const local = location.protocol === "file:" ? " It opens where this file is in the same place." : "";
  await copy(link, `Copied. Whoever has the link has the text.${long}${local}`);
});
format.addEventListener("change", draw);
byId("export").addEventListener("toggle", () => {
  note.textContent = "";
  if (format.options.length === 0) format.append(...engine.formats.map(({ name, label }) => h("option", { value: name }, label)));
  draw();
});

function draw() {
  const all = state.answer?.report.events.length ?? 0;
  const title = eventsTitle(state.shown.length, all);
  // The syntax is that of the text, whichever events are shown.
  const isText = chosen()?.ofText;
  byId("export-what").textContent = isText ? "All words and sentences of the text" : state.shown.length < all ? `${title}: what the filters show` : "";
  for (const [id, does] of [["copy", "Copy"], ["download", "Download"]]) byId(id).textContent = all && !isText ? `${does} ${title}` : does;
}
