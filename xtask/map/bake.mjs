// Bakes the land and the borders of Natural Earth (1:110m, of the npm package world-atlas) into www/map/world.json:
// lines of whole tenths of a degree, each point as the difference from the one before. Run by hand: node xtask/map/bake.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const PER_DEGREE = 10;
const require = createRequire(import.meta.url);
const { arcs, objects, transform } = JSON.parse(readFileSync(require.resolve("world-atlas/countries-110m.json"), "utf8"));

const lines = arcs.map((arc) => {
  const line = [];
  let [x, y] = [0, 0];
  let [lastX, lastY] = [0, 0];
  for (const [dx, dy] of arc) {
    [x, y] = [x + dx, y + dy];
    const lon = Math.round((x * transform.scale[0] + transform.translate[0]) * PER_DEGREE);
    const lat = Math.round((y * transform.scale[1] + transform.translate[1]) * PER_DEGREE);
    if (line.length && lon === lastX && lat === lastY) continue;
    line.push(lon - lastX, lat - lastY);
    [lastX, lastY] = [lon, lat];
  }
  return line;
});
const rings = objects.countries.geometries.flatMap(({ type, arcs: own }) => (type === "Polygon" ? own : own.flat()));
const uses = new Map();
for (const arc of rings.flat()) uses.set(arc < 0 ? ~arc : arc, (uses.get(arc < 0 ? ~arc : arc) ?? 0) + 1);
const world = {
  source: "Natural Earth 1:110m countries 4.1.0 (naturalearthdata.com), as npm world-atlas 2.0.2 has them; de facto borders",
  licence: "public domain (Natural Earth), ISC (world-atlas)",
  perDegree: PER_DEGREE,
  lines,
  // Of numbers of lines; ~n is line n backwards.
  rings,
  borders: [...uses].filter(([, times]) => times > 1).map(([line]) => line),
};
writeFileSync(new URL("../../www/map/world.json", import.meta.url), `${JSON.stringify(world)}\n`);
