/** What the marks mean, on the start and in the help. */
import { byId, h } from "./dom.js";
import { mark } from "./marks.js";

const LEGEND = /** @type {[import("./marks.js").Look, string, string][]} */ ([
  [{ tone: "neutral", words: false, fill: "full" }, "Block", "a deed: something was done"],
  [{ tone: "neutral", words: true, fill: "full" }, "Bubble", "words: said, asked, denied"],
  [{ tone: "cooperation", words: false, fill: "full" }, "Blue, rounded", "cooperation"],
  [{ tone: "conflict", words: false, fill: "full" }, "Orange, pointed", "conflict"],
  [{ tone: "neutral", words: false, fill: "full" }, "Grey, with a hole", "neither"],
  [{ tone: "cooperation", words: false, fill: "full" }, "Filled", "stated as fact"],
  [{ tone: "cooperation", words: false, fill: "half" }, "Half filled", "alleged or possible"],
  [{ tone: "cooperation", words: false, fill: "dashed" }, "Dashed outline", "planned or conditional"],
  [{ tone: "cooperation", words: false, fill: "slash" }, "Struck through", "denied, or did not happen"],
]);
for (const legend of document.querySelectorAll(".legend")) {
  legend.append(...LEGEND.map(([look, name, meaning]) => h("div", {}, h("dt", {}, mark(look), name), h("dd", {}, meaning))));
}
