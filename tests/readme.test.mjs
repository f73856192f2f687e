// The README's JavaScript, run as it stands there beside the built package.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const WWW = fileURLToPath(new URL("../www/", import.meta.url));
// A page's `init()` fetches the engine by its address; node has it as a file, and `init` takes what is there already.
const BEFORE = `
  import { readFileSync } from "node:fs";
  import { initSync } from "./pkg/dateline.js";
  initSync({ module: readFileSync("pkg/dateline_bg.wasm") });
`;

test("the README's snippets print what their comments say", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  // One page's code in pieces: a later snippet uses the names of an earlier one.
  const code = [...readme.matchAll(/^```js\n(.*?)^```$/gms)].map(([, snippet]) => snippet).join("");
  const expected = [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, comment]) => comment);
  assert.ok(expected.length >= 2, code);
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", BEFORE + code], { cwd: WWW });
  assert.deepEqual(stdout.trimEnd().split("\n"), expected);
});
