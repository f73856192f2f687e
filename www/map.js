/** The events on a map that comes with the page: a label for every place, its marks in a row. */
import { readText } from "./assets.js";
import { h, svg } from "./dom.js";
import { beside, fit, labelAt, middleOf, paths, project } from "./map-layout.js";
import { mark } from "./marks.js";
import { nameOf, press, rove, stop } from "./pick.js";
import { counted } from "./wording.js";

/**
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./pkg/dateline.js").Location} Location
 * @typedef {import("./pick.js").Context} Context
 * @typedef {import("./map-layout.js").Point} Point
 * @typedef {{ name: string, location: Location, events: Event[] }} Place
 */

const HEIGHT = 250;
/** Marks that a label shows; the list has all. */
const MOST = 8;
const LONGEST = 24;
const ZOOM = 1.5;
/** Rings, in pixels: the vaguer the wider. */
const RINGS = { country: 17, region: 13, water: 13, feature: 9, city: 7, facility: 5 };
const WORLD = "map/world.json";

/** @type {Promise<import("./map-layout.js").World> | null} */
let world = null;

/** Fetched when a map is first opened; a failure is tried again at the next one. */
function loadWorld() {
  world ??= readText(WORLD).then((text) => JSON.parse(text));
  world.catch(() => (world = null));
  return world;
}

export class WorldMap {
  #root;
  #zoom = 1;
  /** @type {string | null} */
  #selected = null;
  /** @type {{ events: Event[], context: Context } | null} */
  #shown = null;
  /** @type {{ middle: number, land: string, borders: string } | null} */
  #ground = null;

  /**
   * @param {HTMLElement} root
   * @param {{ onPick: (event: string) => void }} handlers
   */
  constructor(root, { onPick }) {
    this.#root = root;
    rove(root, onPick);
  }

  /**
   * @param {Event[]} events
   * @param {Context} context
   */
  async draw(events, context) {
    this.#zoom = 1;
    this.#shown = { events, context };
    try {
      const shapes = await loadWorld();
      // Another text may have been opened meanwhile.
      if (this.#shown?.events === events) this.#picture(shapes);
    } catch (error) {
      this.#root.replaceChildren(h("p", { class: "problem" }, `The map could not be fetched: ${/** @type {Error} */ (error).message}`));
    }
  }

  /** @param {string | null} id */
  select(id) {
    this.#selected = id;
    press(this.#root, id);
  }

  /** @param {import("./map-layout.js").World} shapes */
  #picture(shapes) {
    if (!this.#shown) return;
    const { events, context } = this.#shown;
    const places = placesOf(events, context);
    const arcs = arcsOf(events, context);
    const middle = middleOf([...places.map(({ location }) => location.lon), ...arcs.flatMap(({ from, to }) => [from.lon, to.lon])]);
    if (this.#ground?.middle !== middle) this.#ground = { middle, ...paths(shapes, middle) };
    const width = Math.max(280, this.#root.clientWidth);
    const plane = (/** @type {{ lat: number, lon: number }} */ { lat, lon }) => project(beside(lon, middle), lat);
    const whole = fit([...places.map(({ location }) => plane(location)), ...arcs.flatMap(({ from, to }) => [plane(from), plane(to)])], width, HEIGHT);
    const scale = (width / whole.width) * this.#zoom;
    const [cx, cy] = [whole.x + whole.width / 2, whole.y + whole.height / 2];
    const at = (/** @type {{ lat: number, lon: number }} */ location) => {
      const [x, y] = plane(location);
      return /** @type {Point} */ ([width / 2 + (x - cx) * scale, HEIGHT / 2 + (y - cy) * scale]);
    };
    const inSight = places.map((place) => ({ place, point: at(place.location) })).filter(({ point: [x, y] }) => x >= 0 && y >= 0 && x <= width && y <= HEIGHT);
    const taken = inSight.map(({ point: [x, y] }) => ({ x: x - 5, y: y - 5, width: 10, height: 10 }));
    const labels = inSight.map(({ place, point }) => this.#label(place, point, taken, width, context));
    const left = events.length - places.reduce((sum, place) => sum + place.events.length, 0);
    const zoom = (/** @type {string} */ name, /** @type {string} */ words, /** @type {number} */ next) =>
      h("button", { type: "button", class: "icon", "aria-label": words, click: () => {
        this.#zoom = Math.min(12, Math.max(0.2, next));
        this.#picture(shapes);
        /** @type {HTMLElement | null} */ (this.#root.querySelector(`[aria-label="${words}"]`))?.focus();
      } }, name);
    this.#root.replaceChildren(
      svg("svg", { class: "picture map", width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: "group", "aria-label": "Events on a map" },
        svg("g", { transform: `translate(${width / 2 - cx * scale} ${HEIGHT / 2 - cy * scale}) scale(${scale})` },
          svg("path", { class: "land", d: this.#ground.land, "vector-effect": "non-scaling-stroke" }),
          svg("path", { class: "border", d: this.#ground.borders, "vector-effect": "non-scaling-stroke" })),
        ...arcs.map(({ from, to, tone }) => arc(at(from), at(to), tone)),
        ...inSight.flatMap(({ place: { location }, point: [x, y] }) => [
          svg("circle", { class: location.kind === "country" || location.kind === "region" ? "ring dashed" : "ring", cx: x, cy: y, r: RINGS[location.kind] }),
          svg("circle", { class: "dot", cx: x, cy: y, r: 2 })]),
        ...labels),
      h("div", { class: "row map-foot" },
        zoom("+", "Zoom in", this.#zoom * ZOOM), zoom("−", "Zoom out", this.#zoom / ZOOM), zoom("⤢", "Fit all events", 1),
        h("p", { class: "hint" }, left > 0 && `${counted(left, "event")} ${left === 1 ? "has" : "have"} no place. `,
          "Dashed ring: known only to country or region. Borders: Natural Earth, de facto; no position taken.")));
    stop(this.#root);
    press(this.#root, this.#selected);
  }

  /**
   * @param {Place} place
   * @param {Point} point
   * @param {import("./map-layout.js").Box[]} taken
   * @param {number} width
   * @param {Context} context
   */
  #label({ name, events }, point, taken, width, context) {
    const more = events.length > MOST ? ` +${events.length - MOST}` : "";
    const words = `${name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name}${more}`;
    const marks = events.slice(0, MOST);
    const size = { width: marks.length * 24 + words.length * 7.3 + 12, height: 26 };
    const box = labelAt(point, size, taken, { width, height: HEIGHT }) ?? labelAt(point, { width: marks.length * 24 + 4, height: 26 }, taken, { width, height: HEIGHT });
    const { x, y, ...own } = box ?? { x: point[0] - 13, y: point[1] - 13, width: 26, height: 26 };
    taken.push({ x, y, ...own });
    const [nearX, nearY] = [Math.max(x, Math.min(x + own.width, point[0])), Math.max(y, Math.min(y + own.height, point[1]))];
    return svg("g", {},
      svg("line", { class: "leader", x1: point[0], y1: point[1], x2: nearX, y2: nearY }),
      svg("rect", { class: "plate", x, y, width: own.width, height: own.height, rx: 6 }),
      ...marks.map((event, i) => pick(event, x + 2 + i * 24, y + 1, context)),
      ...(own.width >= size.width ? [label(x + 5 + marks.length * 24, y + 17, words)] : []));
  }
}

/**
 * @param {Event} event
 * @param {number} x
 * @param {number} y
 * @param {Context} context
 */
function pick(event, x, y, context) {
  const look = context.look(event);
  const name = nameOf(event, context);
  const picture = mark(look);
  for (const [key, value] of Object.entries({ x: x + 4, y: y + 4 })) picture.setAttribute(key, String(value));
  const title = svg("title", {});
  title.textContent = name;
  return svg("g", { class: `pick ${look.tone}`, role: "button", tabindex: -1, "aria-pressed": "false", "aria-label": name, "data-event": event.id },
    title, svg("rect", { class: "hit", x, y, width: 24, height: 24, rx: 5 }), picture);
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 */
function label(x, y, words) {
  const text = svg("text", { x, y });
  text.textContent = words;
  return text;
}

/**
 * @param {Point} from
 * @param {Point} to
 * @param {string} tone
 */
function arc([x1, y1], [x2, y2], tone) {
  const bow = Math.hypot(x2 - x1, y2 - y1) / 4;
  return svg("path", { class: `arc ${tone}`, d: `M${x1} ${y1}Q${(x1 + x2) / 2} ${(y1 + y2) / 2 - bow} ${x2} ${y2}` });
}

/**
 * The places of the events, those of most events first. Pure.
 * @param {Event[]} events
 * @param {Context} context
 * @returns {Place[]}
 */
export function placesOf(events, { reading }) {
  /** @type {Map<string, Place>} */
  const places = new Map();
  for (const event of events) {
    const entity = reading.entities.get(event.place ?? "");
    if (!entity?.location) continue;
    const place = places.get(entity.id) ?? { name: entity.name, location: entity.location, events: [] };
    place.events.push(event);
    places.set(entity.id, place);
  }
  return [...places.values()].sort((a, b) => b.events.length - a.events.length);
}

/**
 * From the country that acts to the one that it is done to, for deeds that cross a border. A country's point is the
 * report's own. Pure.
 * @param {Event[]} events
 * @param {Context} context
 */
export function arcsOf(events, { reading: { report, entities }, look }) {
  const points = new Map(report.entities.flatMap(({ country, location }) => (country && location?.kind === "country" ? [[country, location]] : [])));
  /** @type {Map<string, { from: Location, to: Location, tone: string }>} */
  const arcs = new Map();
  for (const event of events) {
    const { tone, words } = look(event);
    if (words) continue;
    const countries = (/** @type {string[]} */ ...roles) => new Set(event.arguments.flatMap(({ role, entity }) =>
      (roles.includes(role) ? [entities.get(entity ?? "")?.country ?? ""] : [])));
    for (const from of countries("actor")) {
      for (const to of countries("target", "recipient", "destination")) {
        const ends = [points.get(from), points.get(to)];
        if (from !== to && ends[0] && ends[1]) arcs.set(`${from}${to}${tone}`, { from: ends[0], to: ends[1], tone });
      }
    }
  }
  return [...arcs.values()];
}
