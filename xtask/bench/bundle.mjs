// Bundles one engine as a page would get it:   node bundle.mjs ENGINE OUTFILE
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const [engine, outfile] = process.argv.slice(2);
const entry = fileURLToPath(new URL(`./engines/${engine}.mjs`, import.meta.url));
await build({ entryPoints: [entry], outfile, bundle: true, minify: true, format: "esm", platform: "browser", logLevel: "warning" });
