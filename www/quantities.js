/** Quantities in words a reader understands, grouped by what they are of. Pure, like wording.js. */
import { words } from "./segments.js";

/**
 * @typedef {import("./pkg/dateline.js").Report} Report
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./pkg/dateline.js").Quantity} Quantity
 * @typedef {{ min: number | null, max: number | null, unit?: string | null, noun?: string }} Measure
 *   of a counted noun the text's own word, where it is known
 * @typedef {{ event: Event, of: string }} Part
 */

/** The groups in order; a kind that is in none is among the other numbers. */
const GROUPS = [
  { title: "People", kinds: ["people"] },
  { title: "Money", kinds: ["money"] },
  { title: "Things counted", kinds: ["count"] },
  { title: "Shares and rates", kinds: ["percent", "points", "fraction", "multiple", "rate"] },
  { title: "Measures", kinds: ["distance", "area", "volume", "mass", "speed", "temperature", "power", "energy", "pressure", "data", "frequency", "angle", "magnitude"] },
  { title: "Lengths of time and ages", kinds: ["duration", "age"] },
  { title: "Ranks and scores", kinds: ["ordinal", "score"] },
];
const OTHERS = "Other numbers";

/** What became of those who are counted, said after them: "12 people killed". */
const OUTCOMES = new Set(["killed", "injured", "missing", "displaced", "arrested", "abducted", "rescued", "infected", "vaccinated"]);

/** Codes of UCUM: a unit that `Intl` knows, or the words for one and for several. */
const MEASURES = /** @type {Record<string, string | [string, string]>} */ ({
  m: "meter", km: "kilometer", cm: "centimeter", mm: "millimeter", "[mi_i]": "mile", "[ft_i]": "foot", "[in_i]": "inch", "[yd_i]": "yard",
  "[nmi_i]": ["nautical mile", "nautical miles"], har: "hectare", "[acr_us]": "acre", L: "liter", mL: "milliliter", "[gal_us]": "gallon",
  "[bbl_us]": ["barrel", "barrels"], kg: "kilogram", g: "gram", "[lb_av]": "pound", "[oz_av]": "ounce", t: ["tonne", "tonnes"], "[ston_av]": ["short ton", "short tons"],
  "km/h": "kilometer-per-hour", "[mi_i]/h": "mile-per-hour", "m/s": "meter-per-second", "[kn_i]": ["knot", "knots"], Cel: "celsius", "[degF]": "fahrenheit",
  By: "byte", kBy: "kilobyte", MBy: "megabyte", GBy: "gigabyte", TBy: "terabyte", deg: "degree", kt_TNT: ["kiloton", "kilotons"], Mt_TNT: ["megaton", "megatons"],
  s: "second", min: "minute", h: "hour", d: "day", wk: "week", mo: "month", a: "year", "%": "percent",
  km2: ["square kilometre", "square kilometres"], m2: ["square metre", "square metres"], "[sft_i]": ["square foot", "square feet"],
  "[smi_us]": ["square mile", "square miles"], m3: ["cubic metre", "cubic metres"], km3: ["cubic kilometre", "cubic kilometres"],
  "[cft_i]": ["cubic foot", "cubic feet"], "[acr_us].[ft_i]": ["acre-foot", "acre-feet"], "[qt_us]": ["quart", "quarts"], "[pt_us]": ["pint", "pints"],
  "[foz_us]": "fluid-ounce", ms: "millisecond", "10.a": ["decade", "decades"], "100.a": ["century", "centuries"], "[ly]": ["light year", "light years"],
  kt: ["kilotonne", "kilotonnes"], Mt: ["megatonne", "megatonnes"], "[car_m]": ["carat", "carats"], "[HP]": ["horsepower", "horsepower"],
  cal: ["calorie", "calories"], kcal: ["kilocalorie", "kilocalories"], "[psi]": ["psi", "psi"], "[ppm]": ["part per million", "parts per million"],
  PBy: "petabyte", kbit: "kilobit", Mbit: "megabit", Gbit: "gigabit", "Mbit/s": "megabit-per-second", "Gbit/s": "gigabit-per-second",
});
/** Those that are read better in full. */
const IN_FULL = new Set(["s", "min", "h", "d", "wk", "mo", "a", "[mi_i]", "L", "[gal_us]", "[acr_us]", "har", "deg"]);
const TIMES = /** @type {Record<string, string>} */ ({ s: "second", min: "minute", h: "hour", d: "day", wk: "week", mo: "month", a: "year", "3.mo": "quarter", "10.a": "decade" });

/**
 * "at least 12 people", "US$940 million (about ₩1.3 trillion)", "1,000 km (621 miles)"
 * @param {Quantity} quantity
 * @param {string} [text] the article
 */
export function quantityWords(quantity, text) {
  const { approximate, conversion, counted } = quantity;
  // "voters" and "capacity" as they are there: the unit has the singular of both.
  const measure = counted && text ? { ...quantity, noun: words(text, counted) } : quantity;
  const first = measureWords(measure);
  if (!conversion) return first;
  // It is about as exact as the first.
  return `${first} (${measureWords({ ...conversion, kind: quantity.kind, approximate })})`;
}

/**
 * The same with what it is of: "at least 12 people killed", "3 casualties".
 * @param {Quantity} quantity
 * @param {string | undefined} of
 * @param {string} [text]
 */
export function amountWords(quantity, of, text) {
  if (of && OUTCOMES.has(of)) return `${quantityWords(quantity, text)} ${of}`;
  const isBare = of && (!quantity.unit || quantity.unit === "people") && ["people", "count"].includes(quantity.kind);
  return isBare ? `${numberWords({ ...quantity, unit: null })} ${of}` : quantityWords(quantity, text);
}

/** @param {Measure & { kind: string, approximate: boolean }} measure */
function measureWords(measure) {
  const { kind, min, max } = measure;
  const unit = measure.unit || null;
  const last = max ?? min ?? 0;
  if (kind === "score" && min !== null && max !== null) return [`${number(max)}–${number(min)}`, unit && plural(unit)].filter(Boolean).join(" ");
  if (kind === "ordinal") return [bounded(measure, (n, upTo = n) => `${number(n, upTo)}${suffix(upTo)}`), unit].filter(Boolean).join(" ");
  if (kind === "multiple") return `${bounded(measure, number)} ${last === 1 ? "time" : "times"}`;
  if (kind === "fraction") return [bounded(measure, fraction), unit && `of ${measure.noun ?? plural(unit)}`].filter(Boolean).join(" ");
  if (kind === "magnitude") return `${unit ?? "magnitude"} ${bounded(measure, number)}`;
  if (kind === "money") return [bounded(measure, (n, upTo) => money(unit?.split("/")[0] ?? "", n, upTo)), per(unit)].filter(Boolean).join(" ");
  if (kind === "age") return `${numberWords(measure)} old`;
  return numberWords(measure);
}

/**
 * @param {Measure & { approximate: boolean }} measure
 * @returns {string}
 */
function numberWords(measure) {
  const { unit, min, max } = measure;
  const isOne = (max ?? min) === 1;
  if (!unit) return bounded(measure, number);
  const known = MEASURES[unit];
  if (typeof known === "string") {
    return bounded(measure, (n, upTo) => numbers({ style: "unit", unit: known, unitDisplay: IN_FULL.has(unit) ? "long" : "short" }, n, upTo));
  }
  const [base, time] = unit.split("/");
  const called = MEASURES[base];
  if (known) return `${bounded(measure, number)} ${known[isOne ? 0 : 1]}`;
  // "60,000 barrels a day", "300 people a day", "5 US$ a day"
  if (time && /^[A-Z]{3}$/.test(base)) return `${bounded(measure, (n, upTo) => money(base, n, upTo))} ${per(unit)}`;
  if (time && called) return `${numberWords({ ...measure, unit: base })} ${per(unit)}`;
  // "TW.h", "[tbs_us]"
  const name = isSymbol(base) ? base.replace(/^\[|_.*|\]$|\.(?=h$)/g, "") : isOne ? base : measure.noun ?? plural(base);
  return [bounded(measure, number), name, per(unit)].filter(Boolean).join(" ");
}

/**
 * "MW" is a sign, "missile" a noun.
 * @param {string} unit
 */
function isSymbol(unit) {
  return /[\p{Lu}[\]_0-9%]/u.test(unit) || unit.length < 3;
}

/**
 * "a day" of "[bbl_us]/d".
 * @param {string | null | undefined} unit
 */
function per(unit) {
  const [, time] = unit?.split("/") ?? [];
  return time ? `${time === "h" ? "an" : "a"} ${TIMES[time] ?? time}` : "";
}

/**
 * A number with its bounds: "at least 12", "about 40", "5–10".
 * @param {Measure & { approximate?: boolean }} measure
 * @param {(n: number, upTo?: number) => string} render
 */
function bounded({ min, max, approximate }, render) {
  if (min !== null && max === null) return `at least ${render(min)}`;
  if (min === null && max !== null) return `at most ${render(max)}`;
  if (min === null || max === null) return "an unknown number of";
  return `${approximate ? "about " : ""}${min === max ? render(min) : render(min, max)}`;
}

/**
 * The bounds alone: "12 or more".
 * @param {Quantity} quantity
 */
export function boundWords({ min, max, approximate }) {
  if (min === null && max === null) return "none known";
  if (max === null) return `${number(min ?? 0)} or more`;
  if (min === null) return `${number(max)} or less`;
  const bounds = min === max ? `exactly ${number(min)}` : `${number(min)} to ${number(max)}`;
  return approximate ? bounds.replace(/^exactly/, "about") + (min === max ? "" : ", roughly") : bounds;
}

/** Making one costs more than using it a hundred times. @type {Map<string, Intl.NumberFormat>} */
const FORMATS = new Map();
/** @type {Map<string, string>} */
const SIGNS = new Map();

/**
 * @param {Intl.NumberFormatOptions} options
 * @param {number} n
 * @param {number} [upTo] of a range its end
 */
function numbers(options, n, upTo = n) {
  // "1.3 trillion", but in figures what the words would cut off, and what no words are left for.
  const scale = 10 ** (3 * Math.floor(Math.log10(Math.max(1, Math.abs(n))) / 3));
  const isShort = (/** @type {number} */ each) => Math.abs((each / scale) * 1e3 - Math.round((each / scale) * 1e3)) < 1e-6;
  /** @type {Intl.NumberFormatOptions} */
  let notation = { maximumFractionDigits: 4 };
  if (Math.abs(n) > 0 && Math.abs(n) < 1e-3) notation = { maximumSignificantDigits: 2 };
  else if (scale >= 1e15) notation = { notation: "scientific", maximumFractionDigits: 2 };
  else if (scale >= 1e6 && isShort(n) && isShort(upTo)) notation = { notation: "compact", compactDisplay: "long", maximumFractionDigits: 3 };
  const all = { ...notation, ...options };
  const key = JSON.stringify(all);
  const format = FORMATS.get(key) ?? new Intl.NumberFormat("en-GB", all);
  FORMATS.set(key, format);
  return upTo > n ? format.formatRange(n, upTo) : format.format(n);
}

/**
 * @param {number} n
 * @param {number} [upTo]
 */
function number(n, upTo) {
  return numbers({}, n, upTo);
}

/**
 * "US$940 million": the sign as `Intl` has it, which says "US$940m" where it writes both.
 * @param {string} currency
 * @param {number} n
 * @param {number} [upTo]
 */
function money(currency, n, upTo) {
  const figures = numbers(Number.isInteger(n) || n >= 1e6 ? {} : { minimumFractionDigits: 2 }, n, upTo);
  if (!/^[A-Z]{3}$/.test(currency)) return [figures, currency].filter(Boolean).join(" ");
  const sign = SIGNS.get(currency) ?? new Intl.NumberFormat("en-GB", { style: "currency", currency }).formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency;
  SIGNS.set(currency, sign);
  return `${sign}${/[A-Z]$/.test(sign) ? " " : ""}${figures}`;
}

const ORDINALS = new Intl.PluralRules("en", { type: "ordinal" });

/** @param {number} n */
function suffix(n) {
  return { one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th" }[ORDINALS.select(n)];
}

/**
 * 0.6667 as "2/3"; what is no simple part in figures.
 * @param {number} n
 * @param {number} [upTo]
 * @returns {string}
 */
function fraction(n, upTo = n) {
  if (upTo > n) return `${fraction(n)}–${fraction(upTo)}`;
  for (const parts of [2, 3, 4, 5, 6, 7, 8, 9, 10]) {
    const count = Math.round(n * parts);
    if (count > 0 && count < parts && Math.abs(n - count / parts) < 1e-3) return `${count}/${parts}`;
  }
  return number(n);
}

const PLURALS = /** @type {Record<string, string>} */ ({ person: "people", child: "children", foot: "feet", woman: "women", man: "men", index: "indices", crisis: "crises", half: "halves", life: "lives", wife: "wives", knife: "knives" });
/** The same for one and for many. */
const SAME = new Set("people police personnel staff troops aircraft spacecraft series species sheep fish percent dead wounded injured missing others women men children cattle".split(" "));

/**
 * The plural of a counted noun: the report has the singular.
 * @param {string} noun
 */
function plural(noun) {
  if (SAME.has(noun) || isSymbol(noun)) return noun;
  if (PLURALS[noun]) return PLURALS[noun];
  if (noun.endsWith("man") && !/(hu|ger|ro|shi)man$/.test(noun)) return `${noun.slice(0, -3)}men`;
  if (/(s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/**
 * All that is known of a quantity, by the title of its row.
 * @param {Quantity} quantity
 * @param {string | undefined} of
 * @param {string} text
 * @returns {import("./dom.js").Fact[]}
 */
export function quantityFacts(quantity, of, text) {
  const { kind, unit } = quantity;
  const [base = ""] = unit?.split("/") ?? [];
  const isMoney = kind === "money" && /^[A-Z]{3}$/.test(base);
  const isNoun = !isMoney && Boolean(unit) && !isSymbol(base) && !MEASURES[base];
  const name = MEASURES[unit ?? ""];
  return [
    ["How many", amountWords(quantity, of, text), []],
    ["Kind", kind, []],
    ["Bounds", quantity.min === quantity.max && !quantity.approximate ? "" : boundWords(quantity), []],
    ["Counts", (isNoun && base) || "", []],
    ["Unit", (!isNoun && unit) || "", [isMoney ? CURRENCIES.of(base) : typeof name === "string" ? name.replaceAll("-", " ").replace(/(met|lit)er/, "$1re") : name?.[1]]],
    ["Of", of && of !== kind ? of : "", []],
  ];
}

const CURRENCIES = new Intl.DisplayNames(["en-GB"], { type: "currency" });

/**
 * The events that have each quantity among their amounts.
 * @param {Report} report
 * @returns {Map<string, Part[]>}
 */
export function parts(report) {
  /** @type {Map<string, Part[]>} */
  const found = new Map();
  for (const event of report.events) {
    for (const { quantity, of } of event.amounts) {
      const own = found.get(quantity) ?? [];
      own.push({ event, of });
      found.set(quantity, own);
    }
  }
  return found;
}

/**
 * Lengths of time that are times too, and the time of each: they are shown once, as times.
 * @param {Report} report
 * @returns {Map<string, string>}
 */
export function twins({ quantities, times }) {
  const sorted = [...times].sort((a, b) => a.start - b.start);
  const durations = quantities.filter(({ kind }) => kind === "duration").sort((a, b) => a.start - b.start);
  /** @type {Map<string, string>} */
  const found = new Map();
  let at = 0;
  for (const { id, start, end } of durations) {
    while (at < sorted.length && sorted[at].end <= start) at += 1;
    if (at < sorted.length && sorted[at].start < end) found.set(id, sorted[at].id);
  }
  return found;
}

/**
 * The others, in the order of the text.
 * @param {Report} report
 * @returns {Quantity[]}
 */
export function shownQuantities(report) {
  const times = twins(report);
  return report.quantities.filter(({ id }) => !times.has(id)).sort((a, b) => a.start - b.start);
}

/**
 * By kind, in the order of the text; groups that have none are left out.
 * @param {readonly Quantity[]} quantities
 * @returns {{ title: string, quantities: Quantity[] }[]}
 */
export function kinds(quantities) {
  const groupOf = (/** @type {Quantity} */ { kind }) => GROUPS.find((group) => group.kinds.includes(kind))?.title ?? OTHERS;
  return [...GROUPS.map(({ title }) => title), OTHERS]
    .map((title) => ({ title, quantities: quantities.filter((quantity) => groupOf(quantity) === title) }))
    .filter((group) => group.quantities.length > 0);
}
