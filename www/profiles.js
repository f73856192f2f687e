/**
 * Who and where: what the report knows of each entity, grouped and put in words. Pure, like wording.js: nothing here
 * touches the page.
 */
import { ROLE_TAGS } from "./wording.js";

/**
 * @typedef {import("./pkg/dateline.js").Report} Report
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./pkg/dateline.js").Entity} Entity
 * @typedef {Entity["mentions"][number]} Mention
 * @typedef {{ entity: Entity, mentions: Mention[], roles: { tag: string, events: Event[] }[], events: number }} Profile
 *   mentions in the order of the text; the events it takes part in, by what it is in them; how many events in all
 * @typedef {{ name: string, profiles: Profile[] }} Group
 */

/** The groups in order; a type that is in none is among the other things. */
const GROUPS = [
  { name: "People", types: ["person", "people"] },
  { name: "Organisations", types: ["organization"] },
  { name: "Places", types: ["place", "facility"] },
];
const OTHERS = "Other named things";
/** The type that a reader expects in a group, which needs no telling. */
const EXPECTED = ["person", "organization", "place"];

const TYPES = { people: "group of people", organization: "organisation", other: "something else" };

/** Sectors of CAMEO and PLOVER in words. */
const SECTORS = {
  AGR: "agriculture", BUS: "business", COP: "police", CRM: "criminals", CVL: "civilians", DEV: "development", EDU: "education", ELI: "elites",
  ENV: "environment", GOV: "government", HLH: "health", HRI: "human rights", IGO: "body of several states", INS: "insurgents", JUD: "judiciary",
  LAB: "workers and unions", LEG: "legislature", MED: "media", MIL: "military", MNC: "multinational company", NGO: "non-governmental organisation",
  OPP: "opposition", PTY: "political party", RAD: "radicals", REB: "rebels", REF: "refugees", REL: "religion", SEP: "separatists", SET: "settlers",
  SPY: "intelligence service", UAF: "armed group",
};

/**
 * A profile of every entity by its id, in the order of the report.
 * @param {Report} report
 * @returns {Map<string, Profile>}
 */
export function profiles(report) {
  /** @type {Map<string, Map<string, Set<Event>>>} */
  const parts = new Map();
  const add = (/** @type {string | null | undefined} */ id, /** @type {string} */ tag, /** @type {Event} */ event) => {
    if (!id) return;
    const tags = parts.get(id) ?? new Map();
    parts.set(id, tags.set(tag, (tags.get(tag) ?? new Set()).add(event)));
  };
  for (const event of report.events) {
    for (const { role, entity } of event.arguments) add(entity, ROLE_TAGS[role], event);
    add(event.place, ROLE_TAGS.place, event);
    for (const { source } of event.mentions) add(source, "says", event);
  }
  const order = [...Object.values(ROLE_TAGS), "says"];
  return new Map(report.entities.map((entity) => {
    const tags = parts.get(entity.id) ?? new Map();
    return [entity.id, {
      entity,
      mentions: [...entity.mentions].sort((a, b) => a.start - b.start),
      roles: order.flatMap((tag) => (tags.has(tag) ? [{ tag, events: [...tags.get(tag)] }] : [])),
      events: new Set([...tags.values()].flatMap((events) => [...events])).size,
    }];
  }));
}

/**
 * People, organisations, places and the rest, those without a name apart; each by the number of mentions, then as in
 * the text. Groups without anybody are left out.
 * @param {Map<string, Profile>} all
 * @returns {{ named: Group[], unnamed: Profile[] }}
 */
export function groups(all) {
  const first = (/** @type {Profile} */ { mentions }) => mentions[0]?.start ?? Infinity;
  const sorted = [...all.values()].sort((a, b) => b.mentions.length - a.mentions.length || first(a) - first(b));
  const groupOf = (/** @type {Profile} */ { entity }) => GROUPS.find(({ types }) => types.includes(entity.type))?.name ?? OTHERS;
  const named = sorted.filter(({ entity }) => entity.named);
  return {
    named: [...GROUPS.map(({ name }) => name), OTHERS]
      .map((name) => ({ name, profiles: named.filter((profile) => groupOf(profile) === name) }))
      .filter((group) => group.profiles.length > 0),
    unnamed: sorted.filter(({ entity }) => !entity.named),
  };
}

/**
 * The type in words.
 * @param {Entity} entity
 */
export function typeWords({ type }) {
  return TYPES[/** @type {keyof typeof TYPES} */ (type)] ?? type;
}

/**
 * What it is in a few words: the title where the name is not it already ("government spokesperson"), or the type where the
 * group does not tell.
 * @param {Entity} entity
 */
export function caption(entity) {
  if (entity.title && entity.name.endsWith(entity.title)) return "";
  return entity.title ?? (EXPECTED.includes(entity.type) ? "" : typeWords(entity));
}

/**
 * The sector in words; the code itself where it is not one of those known here.
 * @param {string} code
 */
export function sectorName(code) {
  return SECTORS[/** @type {keyof typeof SECTORS} */ (code)] ?? code;
}

/**
 * "in 3 events: who 2, says 1"; nothing where it takes part in none.
 * @param {Profile} profile
 */
export function partWords({ roles, events }) {
  if (events === 0) return "";
  return `in ${events.toLocaleString("en-GB")} event${events === 1 ? "" : "s"}: ${roles.map(({ tag, events: own }) => (own.length > 1 ? `${tag} ${own.length}` : tag)).join(", ")}`;
}

/**
 * "3 names, 1 description, 2 pronouns"
 * @param {Mention[]} mentions
 */
export function kindWords(mentions) {
  const kinds = /** @type {const} */ ([["name", "name"], ["nominal", "description"], ["pronoun", "pronoun"]]);
  return kinds.flatMap(([kind, noun]) => {
    const count = mentions.filter((mention) => mention.kind === kind).length;
    return count ? [`${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`] : [];
  }).join(", ");
}

/** Zoom that shows about the whole of such a place. */
const ZOOM = { country: 5, region: 7, city: 11, water: 6, feature: 8, facility: 15 };

/**
 * Addresses of maps and records of a place, for links that a reader may follow.
 * @param {NonNullable<Entity["location"]>} location
 */
export function placeLinks({ lat, lon, kind, geonames }) {
  const at = `${lat.toFixed(4)}/${lon.toFixed(4)}`;
  const [mlat, mlon] = at.split("/");
  return [
    { name: "OpenStreetMap", url: `https://www.openstreetmap.org/?mlat=${mlat}&mlon=${mlon}#map=${ZOOM[kind]}/${at}` },
    ...(geonames ? [{ name: "GeoNames", url: `https://www.geonames.org/${geonames}` }] : []),
  ];
}
