/** People, organisations and places as a list: name and part in the events first, all else when one is held. */
import { BATCH, Batches } from "./batches.js";
import { capital, fold, h, isolate, link, longRow, row, unfold } from "./dom.js";
import { countryName, flag } from "./countries.js";
import { caption, groups, kindWords, partWords, placeLinks, sectorName, typeWords } from "./profiles.js";
import * as say from "./wording.js";

/**
 * @typedef {import("./profiles.js").Profile} Profile
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {{ reading: say.Reading, paragraph: (offset: number) => number }} Context
 * @typedef {{ onPick: (entity: string) => void, onShow: (entity: string, mention: number) => void,
 *   onEvent: (event: string) => void, onStatement: (statement: string) => void }} Handlers
 */

/** Events of a role and mentions that an entity lists. */
const LISTED_EVENTS = 10;
const LISTED = 40;

export class EntityList {
  #root;
  #handlers;
  /** @type {Batches<Profile>[]} */
  #groups = [];
  /** @type {Context | null} */
  #context = null;

  /**
   * @param {HTMLElement} root
   * @param {Handlers} handlers
   */
  constructor(root, handlers) {
    this.#root = root;
    this.#handlers = handlers;
  }

  /**
   * @param {Map<string, Profile>} profiles
   * @param {Context | null} context
   */
  draw(profiles, context) {
    this.#context = context;
    const { named, unnamed } = groups(profiles);
    const make = (/** @type {Profile} */ profile) => this.#item(profile);
    const title = (/** @type {string} */ name, /** @type {number} */ count) => [`${name} `, h("span", { class: "count" }, count.toLocaleString("en-GB"))];
    const sections = named.map((group) => {
      const batches = new Batches(group.profiles, make);
      const id = `group-${group.name.toLowerCase().replaceAll(" ", "-")}`;
      batches.grow(BATCH);
      return { batches, element: h("section", { "aria-labelledby": id },
        h("h3", { id }, ...title(group.name, group.profiles.length)), batches.list, batches.more) };
    });
    const rest = new Batches(unnamed, make);
    const folded = h("details", { toggle: () => rest.made || rest.grow(BATCH) },
      h("summary", {}, ...title("Without a name", unnamed.length)), rest.list, rest.more);
    rest.onGrow = () => (folded.open = true);
    this.#groups = [...sections.map((section) => section.batches), rest];
    this.#root.replaceChildren(...sections.map((section) => section.element), ...(unnamed.length ? [folded] : []));
    if (profiles.size === 0) this.#root.append(h("p", { class: "hint" }, "No people, organisations or places were found."));
  }

  /**
   * Shows which entity is held, with all that is known of it.
   * @param {string | null} id
   */
  select(id) {
    fold(this.#root, ".entity");
    const group = this.#groups.find(({ items }) => items.some(({ entity }) => entity.id === id));
    if (!group) return;
    const at = group.items.findIndex(({ entity }) => entity.id === id);
    const item = group.element(at);
    unfold(item, this.#body(group.items[at]));
  }

  /**
   * Scrolls the list as little as needed.
   * @param {string} id
   * @param {boolean} [focus]
   */
  show(id, focus = false) {
    const item = document.getElementById(`entity-${id}`);
    const folded = item?.closest("details");
    if (folded) folded.open = true;
    item?.scrollIntoView({ block: "nearest" });
    if (focus) item?.querySelector("button")?.focus({ preventScroll: true });
  }

  /** @param {Profile} profile */
  #item(profile) {
    const { entity, mentions } = profile;
    const about = caption(entity);
    return h("li", { class: "entity", id: `entity-${entity.id}` },
      h("button", { type: "button", "aria-expanded": "false", click: () => this.#handlers.onPick(entity.id) },
        h("span", { class: "who" }, h("span", { class: "name" }, isolate(entity.name)), about && " ", about && h("small", {}, isolate(about))),
        h("span", { class: "codes" }, entity.country && countryCode(entity.country), entity.sector && sectorCode(entity.sector)),
        h("span", { class: "part" }, [say.counted(mentions.length, "mention"), partWords(profile)].filter(Boolean).join(", "))));
  }

  /** @param {Profile} profile */
  #body({ entity, mentions, roles }) {
    const { location, country, sector } = entity;
    return h("div", { class: "body" },
      h("dl", { class: "rows" },
        ...row("Type", [[capital(typeWords(entity)), [!entity.named && "without a name"]]]),
        ...row("Title", entity.title ? [[entity.title, []]] : []),
        ...row("Country", country ? [[countryName(country), [country]]] : []),
        ...row("Sector", sector ? [[capital(sectorName(sector)), [sector]]] : []),
        ...(location ? [
          ...row("Place", [[capital(say.placeKind(location)), [say.coordinates(location)]]]),
          ...row("Time zone", location.timezone ? [[location.timezone, []]] : []),
          ...row("Look it up", placeLinks(location).map(({ name, url }) => [
            h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, name, h("span", { class: "hidden" }, " (another site, in a new tab)")), [],
          ])),
        ] : []),
        ...roles.flatMap(({ tag, events }) => longRow(capital(tag), events, LISTED_EVENTS, (event) => [this.#eventLink(event), []])),
        ...row("Statements", this.#statementLinks(entity.id)),
        ...row("Mentions", [[kindWords(mentions), []]])),
      h("p", { class: "in-text" }, "In the text: ",
        ...mentions.slice(0, LISTED).flatMap((mention, i) => [i > 0 && ", ", this.#mentionLink(entity.id, mention, i)]),
        mentions.length > LISTED && ` and ${mentions.length - LISTED} more`));
  }

  /**
   * How much it says, which leads to the first of it.
   * @param {string} entity
   * @returns {import("./dom.js").Row[]}
   */
  #statementLinks(entity) {
    const { reading } = /** @type {Context} */ (this.#context);
    const own = reading.report.statements.filter(({ speaker }) => speaker === entity);
    return own.length ? [[link("#statements", () => this.#handlers.onStatement(own[0].id), say.counted(own.length, "statement")), []]] : [];
  }

  /** @param {Event} event */
  #eventLink(event) {
    const { reading } = /** @type {Context} */ (this.#context);
    return link(`#${event.id}`, () => this.#handlers.onEvent(event.id), isolate(say.plain(say.sentence(event, reading))));
  }

  /**
   * @param {string} entity
   * @param {say.Span} mention
   * @param {number} number
   */
  #mentionLink(entity, mention, number) {
    const { reading: { text }, paragraph } = /** @type {Context} */ (this.#context);
    return link("#article", () => this.#handlers.onShow(entity, number), isolate(say.words(text, mention)), ` ¶ ${paragraph(mention.start)}`);
  }
}

/** @type {boolean | undefined} */
let drawsFlags;

/** Whether there is a picture for two letters, as on most systems but Windows; otherwise the two stand side by side. */
function hasFlags() {
  if (drawsFlags === undefined) {
    const pen = document.createElement("canvas").getContext("2d");
    const width = (/** @type {string} */ letters) => pen?.measureText(letters).width ?? 0;
    const [first, second] = flag("JPN") ?? "";
    drawsFlags = width(first + second) < 0.9 * (width(first) + width(second));
  }
  return drawsFlags;
}

/**
 * The code with the flag before it, for not every system draws flags.
 * @param {string} code
 */
function countryCode(code) {
  const picture = hasFlags() ? flag(code) : null;
  return h("span", { class: "code" },
    picture && h("span", { class: "flag", "aria-hidden": "true" }, picture), code, h("span", { class: "meaning" }, ` ${countryName(code)}`));
}

/**
 * The code with its meaning, which is seen while the pointer or the focus is on it.
 * @param {string} code
 */
function sectorCode(code) {
  return h("span", { class: "code" }, code, h("span", { class: "meaning" }, ` ${sectorName(code)}`));
}
