// Measures one engine in this fresh process and prints JSON.
//   node bench.mjs ENGINE TEXT COPIES
// ready: milliseconds from the start of importing the engine to its first result, of a tiny text.
// ms: milliseconds of one call on COPIES copies of the text, warm: the median of several.
import { readFileSync } from "node:fs";

const [engine, file, copies] = process.argv.slice(2);
const sample = readFileSync(file, "utf8");
const text = Array(Number(copies)).fill(sample).join("\n\n");

const start = performance.now();
const { load, conllu } = await import(`./engines/${engine}.mjs`);
const analyze = await load();
analyze("Hello.");
const ready = performance.now() - start;

// Warm: the compiler of the JavaScript engine has seen the code.
for (let i = 0; i < 10; i++) analyze(sample);
const times = [];
let results = 0;
const calls = { 1: 21, 10: 5, 100: 1 }[copies];
for (let i = 0; i < calls; i++) {
  const start = performance.now();
  results += analyze(text);
  times.push(performance.now() - start);
}
// wordsPerSecond: of the whole of toConllu, warm; only of an engine that has it.
let wordsPerSecond = null;
if (conllu) {
  for (let i = 0; i < 10; i++) conllu(sample);
  const rates = [];
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    const words = conllu(text);
    rates.push((1000 * words) / (performance.now() - start));
  }
  wordsPerSecond = median(rates);
}
console.log(JSON.stringify({ ready, ms: median(times), wordsPerSecond, results }));

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}
