// Measures one engine in this fresh process and prints JSON.
//   node bench.mjs ENGINE TEXT COPIES
// ready: milliseconds from the start of importing the engine to its first result, of a tiny text.
// ms: milliseconds of one call on COPIES copies of the text, warm: the median of several.
import { readFileSync } from "node:fs";

const [engine, file, copies] = process.argv.slice(2);
const sample = readFileSync(file, "utf8");
const text = Array(Number(copies)).fill(sample).join("\n\n");

const start = performance.now();
const { load } = await import(`./engines/${engine}.mjs`);
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
times.sort((a, b) => a - b);
console.log(JSON.stringify({ ready, ms: times[times.length >> 1], results }));
