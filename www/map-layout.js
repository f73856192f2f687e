/** Where things stand on the map. Pure: the Equal Earth projection, the part of the world that is shown, and labels. */

/**
 * @typedef {[number, number]} Point
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 * @typedef {{ perDegree: number, lines: number[][], rings: number[][], borders: number[] }} World
 */

const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const M = Math.sqrt(3) / 2;
/** Where the poles are in the plane. */
const POLE = 131.8;
const RADIAN = Math.PI / 180;

/**
 * Equal Earth (Šavrič, Patterson and Jenny 2018); the earth's radius is 100, south is down.
 * @param {number} lon degrees from the middle of the map
 * @param {number} lat
 * @returns {Point}
 */
export function project(lon, lat) {
  const t = Math.asin(M * Math.sin(lat * RADIAN));
  const t2 = t * t;
  const t6 = t2 * t2 * t2;
  const x = (lon * RADIAN * Math.cos(t)) / (M * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)));
  return [100 * x, -100 * t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))];
}

/**
 * The middle of the widest gap's other side: where a map of these longitudes is best cut open.
 * @param {number[]} lons
 */
export function middleOf(lons) {
  const sorted = [...new Set(lons)].sort((a, b) => a - b);
  if (sorted.length === 0) return 0;
  let [gap, east] = [-1, 0];
  sorted.forEach((lon, i) => {
    const next = sorted[i + 1] ?? sorted[0] + 360;
    if (next - lon > gap) [gap, east] = [next - lon, lon];
  });
  const middle = east - (360 - gap) / 2;
  return middle < -180 ? middle + 360 : middle;
}

/**
 * Degrees east of the middle, from -180 to 180.
 * @param {number} lon
 * @param {number} middle
 */
export function beside(lon, middle) {
  return ((((lon - middle + 180) % 360) + 360) % 360) - 180;
}

/**
 * The part that shows all points, with room around them, in the shape of the picture.
 * @param {Point[]} points projected
 * @param {number} width
 * @param {number} height
 * @returns {Box}
 */
export function fit(points, width, height) {
  const all = points.length ? points : [project(-150, 0), project(150, 0)];
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.max((right - left) * 1.5, (bottom - top) * 1.7 * (width / height), 45) / width;
  const tall = scale * height;
  // No more of the void beyond the poles than must be.
  const edge = Math.max(0, POLE - tall / 2);
  const y = Math.min(edge, Math.max(-edge, (top + bottom) / 2)) - tall / 2;
  return { x: (left + right - scale * width) / 2, y, width: scale * width, height: tall };
}

/**
 * A free place for a label: the nearest to its point.
 * @param {Point} point
 * @param {{ width: number, height: number }} label
 * @param {Box[]} taken
 * @param {{ width: number, height: number }} picture
 * @returns {Box | null}
 */
export function labelAt([px, py], { width, height }, taken, picture) {
  const places = [{ x: px + 14, y: py - height / 2 }, { x: px - 14 - width, y: py - height / 2 }, { x: px - width / 2, y: py - 16 - height }, { x: px - width / 2, y: py + 16 }];
  const others = [];
  for (let y = 4; y + height <= picture.height - 4; y += 14) for (let x = 4; x + width <= picture.width - 4; x += 20) others.push({ x, y });
  const far = (/** @type {{ x: number, y: number }} */ { x, y }) => Math.hypot(x + width / 2 - px, y + height / 2 - py);
  others.sort((a, b) => far(a) - far(b));
  const fits = (/** @type {{ x: number, y: number }} */ { x, y }) => x >= 2 && y >= 2 && x + width <= picture.width - 2 && y + height <= picture.height - 2
    && taken.every((box) => x + width + 3 <= box.x || box.x + box.width + 3 <= x || y + height + 3 <= box.y || box.y + box.height + 3 <= y);
  const found = [...places, ...others].find(fits);
  return found ? { ...found, width, height } : null;
}

/**
 * Land and borders as paths of the projected plane, seen from the middle.
 * @param {World} world
 * @param {number} middle
 */
export function paths({ lines, rings, borders, perDegree }, middle) {
  const decoded = lines.map((line) => {
    /** @type {Point[]} */
    const points = [];
    let [x, y] = [0, 0];
    for (let i = 0; i < line.length; i += 2) {
      x += line[i];
      y += line[i + 1];
      points.push([x / perDegree, y / perDegree]);
    }
    return points;
  });
  const draw = (/** @type {Point[]} */ line) => {
    let path = "";
    const points = unwrap(line);
    const [west, east] = points.reduce(([a, b], [lon]) => [Math.min(a, lon), Math.max(b, lon)], [Infinity, -Infinity]);
    // What the cut on the other side of the earth goes through stands at both edges.
    for (const turn of [-360, 0, 360]) {
      if (east + turn < middle - 180 || west + turn > middle + 180) continue;
      path += points.map(([lon, lat], i) => {
        const [x, y] = project(lon + turn - middle, lat);
        return `${i ? "L" : "M"}${x.toFixed(2)} ${y.toFixed(2)}`;
      }).join("");
    }
    return path;
  };
  const land = rings.map((ring) => draw(ring.flatMap((arc) => (arc < 0 ? [...decoded[~arc]].reverse() : decoded[arc])))).join("");
  return { land, borders: borders.map((line) => draw(decoded[line])).join("") };
}

/**
 * Longitudes without a leap at the date line, and over the pole for what goes all round it.
 * @param {Point[]} line
 * @returns {Point[]}
 */
function unwrap(line) {
  let turn = 0;
  const points = line.map(([lon, lat], i) => {
    const step = i ? lon - line[i - 1][0] : 0;
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    return /** @type {Point} */ ([lon + turn, lat]);
  });
  const [first, last] = [points[0], points[points.length - 1]];
  if (Math.abs(last[0] - first[0]) < 300) return points;
  const pole = 90 * Math.sign(last[1]);
  return [...points, [last[0], pole], [first[0], pole]];
}
