/**
 * Runs the engine off the page's thread. Never loaded from this file: assets.js joins it with the package's module and
 * starts both from one blob, without the import below, so that the page's policy binds the worker too.
 */
import { Analyzer, exportFormats, exportReport, initSync } from "./pkg/dateline.js";

// The import is for the type checker; in the blob the names are declared by the code before this line.
/** @type {Analyzer | undefined} */
let analyzer;

/** Of the text, not of a report: the engine reads it anew. */
const CONLLU = { name: "conllu", label: "CoNLL-U: words and syntax", extension: "conllu", mediaType: "text/plain", ofText: true };

addEventListener("message", ({ data }) => {
  if (data.module) {
    initSync({ module: data.module });
    analyzer = new Analyzer();
    postMessage({ types: analyzer.eventTypes(), formats: [...exportFormats(), CONLLU] });
    return;
  }
  const { job, text, options, report, format } = data;
  const began = performance.now();
  try {
    if (format) {
      postMessage({ job, written: format === CONLLU.name ? analyzer?.toConllu(text) : exportReport(report, text, format) });
      return;
    }
    postMessage({ job, report: analyzer?.extract(text, options), ms: performance.now() - began });
  } catch (error) {
    // An error with a code is about the options; any other means that the engine broke.
    const { code = null, message = String(error) } = /** @type {any} */ (error);
    postMessage({ job, error: { code, message } });
  }
});
