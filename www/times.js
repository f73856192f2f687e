/** Times in words a reader understands, and in the order of the calendar. Pure, like wording.js. */
import { words } from "./segments.js";

/**
 * @typedef {import("./pkg/dateline.js").Time} Time
 * @typedef {import("./wording.js").Reading} Reading
 * @typedef {{ weekday: "short" | "long", month: "short" | "long" }} Style
 * @typedef {{ date: string, part: string }} Named a date and, where there is one, the part of the day
 * @typedef {{ title: string, times: Time[] }} Group
 * @typedef {{ days: Group[], others: Group[] }} Calendar
 */

const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;
const PARTS_OF_DAY = { MO: "morning", MI: "midday", AF: "afternoon", EV: "evening", NI: "night", DT: "daytime" };
const SEASONS = { SP: "spring", SU: "summer", FA: "autumn", WI: "winter" };
const MODIFIERS = {
  APPROX: "about", BEFORE: "before", AFTER: "after", ON_OR_BEFORE: "by", ON_OR_AFTER: "from",
  START: "early", MID: "mid", END: "late", LESS_THAN: "less than", MORE_THAN: "more than",
  EQUAL_OR_LESS: "at most", EQUAL_OR_MORE: "at least",
};
const TYPES = { DATE: "date", TIME: "time of day", DURATION: "length of time", SET: "repeated" };
const UNITS = { Y: "year", M: "month", W: "week", D: "day", H: "hour", S: "second", Q: "quarter", DE: "decade", CE: "century", WE: "weekend" };
const VAGUE = { PAST_REF: "in the past", PRESENT_REF: "now", FUTURE_REF: "in the future" };
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** "Thu 31 Oct 2024" on a card. @type {Style} */
const SHORT = { weekday: "short", month: "short" };
/** "Thursday 31 October 2024" where there is room. @type {Style} */
export const LONG = { weekday: "long", month: "long" };

/**
 * The value in words; null for one that names no date by itself.
 * @param {Time} time
 * @param {Style} [style]
 * @returns {string | null}
 */
export function timeWords(time, style = SHORT) {
  const named = name(time, style);
  return named && [named.date, named.part].filter(Boolean).join(", ");
}

/**
 * The time that ends the range that this one begins: "from [Monday] to [Friday]".
 * @param {Time} time
 * @param {Reading} reading
 */
export function rangeEnd(time, reading) {
  return time.until ? reading.times.get(time.until) : undefined;
}

/**
 * A range in words: "2014 to 2018"; null where an end of it names no date.
 * @param {Time} time
 * @param {Time} last
 * @param {Style} [style]
 */
export function rangeWords(time, last, style = SHORT) {
  const [from, to] = [timeWords(time, style), timeWords(last, style)];
  return from && to && `${from} to ${to}`;
}

/**
 * What it says beside its date: "early morning", "late", nothing where the date is all.
 * @param {Time} time
 */
export function besideDate(time) {
  return name(time, SHORT)?.part || modifier(time);
}

/**
 * @param {Time} time
 * @param {Style} style
 * @returns {Named | null}
 */
function name(time, style) {
  const named = time.type === "SET" ? null : (timex(time.value, style) ?? interval(time.from, time.to, style));
  if (!named) return null;
  const word = modifier(time);
  if (!word) return named;
  // "more than a month ago"
  const isDate = time.type === "DATE" || time.type === "TIME";
  if (isDate && /^(MORE|LESS)_THAN$/.test(time.mod ?? "")) return { ...named, date: `${named.date} or ${time.mod === "MORE_THAN" ? "further off" : "nearer"}` };
  // "early Thursday morning" is early in the morning, not in the day.
  return named.part ? { ...named, part: `${word} ${named.part}` } : { ...named, date: `${word} ${named.date}` };
}

/** @param {Time} time */
function modifier({ mod }) {
  return MODIFIERS[/** @type {keyof typeof MODIFIERS} */ (mod)] ?? "";
}

/**
 * What is known of a time that has no place on the calendar: "some Thursday, morning", "every Monday".
 * @param {Time} time
 * @returns {string}
 */
export function unplacedWords(time) {
  const { value, type } = time;
  const vague = VAGUE[/** @type {keyof typeof VAGUE} */ (value)];
  if (vague) return vague;
  const isSet = type === "SET";
  if (isSet) {
    const length = timex(value, LONG)?.date;
    if (length) return `every ${length.replace(/^1 /, "")}`;
  }
  const range = /^([^/]+)\/([^/]+)$/.exec(value);
  if (range) return range.slice(1).map((each) => unplacedWords({ ...time, value: each })).join(" – ");
  const [date, part] = /^[XT]/.test(value) ? value.split("T") : [value];
  const word = modifier(time);
  const which = unplacedDate(date) ?? (part || isSet ? "day" : "");
  const day = which ? `${isSet ? "every" : "some"} ${which}` : "no date";
  return part ? `${day}, ${[word, clock(part)].filter(Boolean).join(" ")}` : [which && word, day].filter(Boolean).join(" ");
}

/**
 * "Thursday", "24 June", "week": what is known of a date of which not all is.
 * @param {string} value
 */
function unplacedDate(value) {
  const units = { XX: "century", XXX: "decade", XXXX: "year", "XXXX-XX": "month", "XXXX-QX": "quarter", "XXXX-HX": "half-year", "XXXX-WXX": "week", "XXXX-WXX-WE": "weekend" };
  const m = /^XXXX-(?:WXX-([1-7])|(\d\d|XX)(?:-(\d\d))?|(SP|SU|FA|WI)|Q([1-4])|H([12]))$/.exec(value);
  if (!m || value === "XXXX-XX") return units[/** @type {keyof typeof units} */ (value)] ?? null;
  const [, weekday, month, day, season, quarter, half] = m;
  if (weekday) return WEEKDAYS[Number(weekday) - 1];
  if (season) return SEASONS[/** @type {keyof typeof SEASONS} */ (season)];
  if (quarter) return `quarter ${quarter}`;
  if (half) return half === "1" ? "first half-year" : "second half-year";
  if (month === "XX") return day ? `day ${Number(day)} of a month` : null;
  const name = MONTHS[Number(month) - 1];
  return name && day ? `${Number(day)} ${name}` : name ?? null;
}

/**
 * A clock time as an instant: "07:10 local, 9 hours ahead of UTC = 22:10 UTC on 30 October". Nothing without an offset.
 * @param {Time} time
 */
export function instantWords({ value }) {
  const m = /^(?:(\d{4})-(\d\d)-(\d\d)|XXXX[^T]*)T(\d\d):(\d\d)(?::\d\d)?([+-])(\d\d):(\d\d)$/.exec(value);
  if (!m) return "";
  const minutes = (m[6] === "-" ? -1 : 1) * (+m[7] * 60 + +m[8]);
  const local = (m[1] ? utc(+m[1], +m[2], +m[3]) : 0) + (+m[4] * 60 + +m[5]) * MINUTE;
  const there = local - minutes * MINUTE;
  const days = Math.floor(there / DAY) - Math.floor(local / DAY);
  const date = m[1] ? ` on ${format(there, { day: "numeric", month: "long" })}` : ["", " the day after", " the day before"].at(days);
  const amount = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const offset = [amount[0] && counted(String(amount[0]), "hour"), amount[1] && counted(String(amount[1]), "minute")].filter(Boolean).join(" ");
  const relation = minutes === 0 ? "as UTC" : `${offset} ${minutes > 0 ? "ahead of" : "behind"} UTC`;
  return `${m[4]}:${m[5]} local, ${relation} = ${format(there, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })} UTC${date}`;
}

/**
 * The interval in words where it says more than the value: "Thursday 31 October 2024, 00:00 to 12:00",
 * "1–31 December 2019".
 * @param {Time} time
 */
export function intervalWords({ from, to, value }) {
  // A day is the day, and a clock time its minute.
  if (isDay({ from, to }) || (/T\d\d:/.test(value) && from && to)) return "";
  const [first, end] = [moment(from), moment(to)];
  const isDays = first && end && first.local % DAY === 0 && end.local % DAY === 0;
  if (isDays) return formatOf({ day: "numeric", month: "long", year: "numeric" }).formatRange(first.local, Math.max(first.local, end.local - DAY));
  return Object.values(interval(from, to, LONG) ?? {}).filter(Boolean).join(", ");
}

/**
 * @param {Time} time
 * @param {Reading} reading
 */
export function basisWords({ basis }, { report, text, times, events, typeLabel }) {
  if (basis?.kind === "published") {
    return report.document.publishedBasis === "inferred" ? "from an inferred publication date" : "from the publication date";
  }
  const time = basis?.kind === "time" && basis.id ? times.get(basis.id) : undefined;
  if (time) return `from “${words(text, time)}”`;
  const event = basis?.kind === "event" && basis.id ? events.get(basis.id) : undefined;
  return event ? `from the time of “${typeLabel(event.type)}”` : "";
}

/**
 * Whether a publication date would place it: "Thursday", not "recently" or "every Thursday".
 * @param {Time} time
 */
export function isLost({ type, value, from, to }) {
  return (type === "DATE" || type === "TIME") && !from && !to && /^XX(?!XX-XX-XX$)/.test(value);
}

/**
 * Times in the order of the calendar by day or longer period; those without a date, lengths of time and repeated times
 * apart, by groups that are not empty.
 * @param {readonly Time[]} times
 * @returns {Calendar}
 */
export function calendar(times) {
  /** @type {Map<string, Group & { day: number, length: number }>} */
  const days = new Map();
  const [unplaced, durations, sets] = ["Without a date", "How long", "How often"].map((title) => ({ title, times: /** @type {Time[]} */ ([]) }));
  for (const time of times) {
    const from = moment(time.from);
    if (time.type === "DURATION" || time.type === "SET" || !from) {
      (time.type === "DURATION" ? durations : time.type === "SET" ? sets : unplaced).times.push(time);
      continue;
    }
    const day = Math.floor(from.local / DAY);
    const length = (moment(time.to)?.local ?? Infinity) - from.local;
    // A night goes on into the next day and belongs to this one.
    const isOfDay = length <= DAY || time.type === "TIME";
    const title = isOfDay ? longDay(day * DAY, SHORT) : timeWords({ ...time, mod: undefined }) ?? "";
    const group = days.get(title) ?? { title, times: [], day, length: isOfDay ? DAY : length };
    group.times.push(time);
    days.set(title, group);
  }
  const start = (/** @type {Time} */ { from }) => moment(from)?.local ?? 0;
  const rank = (/** @type {Time} */ { mod = "" }) => ["START", "", "MID", "END"].indexOf(mod);
  // What this doesn't part stays in the order of the text.
  for (const group of days.values()) group.times.sort((a, b) => start(a) - start(b) || rank(a) - rank(b));
  return {
    // The longer period first.
    days: [...days.values()].sort((a, b) => a.day - b.day || b.length - a.length),
    others: [unplaced, durations, sets].filter((group) => group.times.length > 0),
  };
}

/** @param {Pick<Time, "from" | "to">} time */
function isDay({ from, to }) {
  const [first, end] = [moment(from), moment(to)];
  return first !== null && end !== null && first.local % DAY === 0 && end.local - first.local === DAY;
}

/**
 * A TIMEX3 value in words; null for one that names no date by itself.
 * @param {string} value
 * @param {Style} style
 * @returns {Named | null}
 */
function timex(value, style) {
  const date = (/** @type {string | null} */ words) => (words === null ? null : { date: words, part: "" });
  let m;
  if ((m = /^(\d{4})-(\d\d)-(\d\d)(?:T(.+))?$/.exec(value))) {
    const date = day(+m[1], +m[2], +m[3], style);
    return date === null ? null : { date, part: m[4] ? clock(m[4]) : "" };
  }
  if ((m = /^(\d{4})-(\d\d)$/.exec(value))) return date(format(utc(+m[1], +m[2], 1), { month: style.month, year: "numeric" }));
  if ((m = /^(\d{4})-W(\d\d)(-WE)?$/.exec(value))) {
    const monday = mondayOf(+m[1], +m[2]);
    return date(`${m[3] ? "weekend of" : "week of"} ${longDay(m[3] ? monday + 5 * DAY : monday, style)}`);
  }
  if ((m = /^(\d{4})-Q([1-4])$/.exec(value))) return date(`quarter ${m[2]} of ${m[1]}`);
  if ((m = /^(\d{4})-H([12])$/.exec(value))) return date(`${m[2] === "1" ? "first" : "second"} half of ${m[1]}`);
  if ((m = /^(\d{4})-(SP|SU|FA|WI)$/.exec(value))) return date(`${SEASONS[/** @type {keyof typeof SEASONS} */ (m[2])]} ${m[1]}`);
  if ((m = /^BC0*(\d+)$/.exec(value))) return date(value.length > 4 ? `${m[1]} BC` : `${+m[1] + 1}00s BC`);
  if ((m = /^FY(\d{4})$/.exec(value))) return date(`fiscal year ${m[1]}`);
  if ((m = /^(\d{4})(-XX-XX)?$/.exec(value))) return date(m[1]);
  if ((m = /^(\d{3})X?$/.exec(value))) return date(`${m[1]}0s`);
  if ((m = /^(\d\d)(XX)?$/.exec(value))) return date(`${m[1]}00s`);
  if ((m = /^([^/]+)\/([^/]+)$/.exec(value))) {
    const [first, last] = [timex(m[1], style), timex(m[2], style)];
    return first && last ? { date: `${first.date} – ${last.date}`, part: "" } : null;
  }
  return date(duration(value));
}

/**
 * "P1DT2H" as "1 day 2 hours", "PXM" as "some months".
 * @param {string} value
 */
function duration(value) {
  if (value === "PXX") return "some time";
  const m = /^P(?=.)((?:(?:X|[\d.]+)(?:DE|CE|WE|[YMWDQ]))*)(?:T((?:(?:X|[\d.]+)[HMS])+))?$/.exec(value);
  if (!m) return null;
  const parts = [m[1], m[2] ?? ""].flatMap((half, isTime) => [...half.matchAll(/(X|[\d.]+)(DE|CE|WE|[A-Z])/g)].map(([, count, letter]) => {
    const unit = isTime && letter === "M" ? "minute" : UNITS[/** @type {keyof typeof UNITS} */ (letter)];
    return counted(count === "X" ? "some" : Number(count).toLocaleString("en-GB"), unit);
  }));
  return parts.join(" ") || null;
}

/**
 * "07:10+09:00" as "07:10 UTC+9", "MO" as "morning".
 * @param {string} time
 */
function clock(time) {
  const part = PARTS_OF_DAY[/** @type {keyof typeof PARTS_OF_DAY} */ (time)];
  const m = /^(\d\d)(?::(\d\d))?(:\d\d)?(Z|[+-]\d\d:\d\d)?$/.exec(time);
  if (part || !m) return part ?? time;
  const offset = m[4] && (m[4] === "Z" ? " UTC" : ` UTC${m[4].replace(/^([+-])0?/, "$1").replace(":00", "").replace("-", "−")}`);
  return `${m[1]}:${m[2] ?? "00"}${m[3] ?? ""}${offset ?? ""}`;
}

/**
 * What lies from `from` to before `to`.
 * @param {string | undefined} from
 * @param {string | undefined} to
 * @param {Style} style
 * @returns {Named | null}
 */
function interval(from, to, style) {
  const [first, end] = [moment(from), moment(to)];
  const at = (/** @type {number} */ local) => longDay(local, style);
  const hour = (/** @type {number} */ local) => format(local, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (!first) return end ? { date: `before ${at(end.local)}`, part: "" } : null;
  if (!end) return { date: `from ${at(first.local)}`, part: "" };
  const isDays = first.local % DAY === 0 && end.local % DAY === 0;
  const last = isDays ? Math.max(first.local, end.local - DAY) : end.local;
  if (isDays) return { date: period(first.local, end.local, style) ?? (last === first.local ? at(last) : `${at(first.local)} – ${at(last)}`), part: "" };
  // Midnight ends the day that it comes after.
  const isOneDay = Math.floor(first.local / DAY) === Math.floor((end.local - 1) / DAY);
  const until = end.local % DAY === 0 ? "24:00" : hour(end.local);
  if (isOneDay) return { date: at(first.local), part: `${hour(first.local)} to ${until}` };
  return { date: `${at(first.local)}, ${hour(first.local)} – ${at(end.local)}, ${hour(end.local)}`, part: "" };
}

/**
 * A whole month or year by its name.
 * @param {number} first
 * @param {number} end
 * @param {Style} style
 */
function period(first, end, { month }) {
  const [from, to] = [new Date(first), new Date(end)];
  if (from.getUTCDate() !== 1 || to.getUTCDate() !== 1) return null;
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  if (months === 1) return format(first, { month, year: "numeric" });
  return months === 12 && from.getUTCMonth() === 0 ? format(first, { year: "numeric" }) : null;
}

/**
 * A date or a date with a clock time as milliseconds of its own place, without the offset.
 * @param {string | undefined} iso
 */
function moment(iso) {
  const m = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?/.exec(iso ?? "");
  return m ? { local: utc(+m[1], +m[2], +m[3]) + (+(m[4] ?? 0) * 60 + +(m[5] ?? 0)) * MINUTE } : null;
}

/**
 * `Date.UTC` takes the year 44 for 1944.
 * @param {number} year
 * @param {number} month
 * @param {number} date
 */
function utc(year, month, date) {
  return new Date(0).setUTCFullYear(year, month - 1, date);
}

/**
 * @param {number} year
 * @param {number} month
 * @param {number} date
 * @param {Style} style
 */
function day(year, month, date, style) {
  const number = utc(year, month, date);
  return new Date(number).getUTCDate() === date ? longDay(number, style) : null;
}

/**
 * Monday of an ISO week: 4 January is always in week 1.
 * @param {number} year
 * @param {number} week
 */
function mondayOf(year, week) {
  const fourth = utc(year, 1, 4);
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY + (week - 1) * 7 * DAY;
}

/**
 * @param {number} number
 * @param {Style} style
 */
function longDay(number, style) {
  return format(number, { ...style, day: "numeric", year: "numeric" }).replace(",", "");
}

/** Making one costs more than using it a hundred times. @type {Map<string, Intl.DateTimeFormat>} */
const FORMATS = new Map();

/** @param {Intl.DateTimeFormatOptions} parts */
function formatOf(parts) {
  const key = JSON.stringify(parts);
  const format = FORMATS.get(key) ?? new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: "UTC" });
  FORMATS.set(key, format);
  return format;
}

/**
 * @param {number} number
 * @param {Intl.DateTimeFormatOptions} parts
 */
function format(number, parts) {
  return formatOf(parts).format(number);
}

/**
 * An ISO date as on a card: "Thu 31 Oct 2024".
 * @param {string} iso
 * @param {Style} [style]
 */
export function dateWords(iso, style = SHORT) {
  const day = moment(iso.slice(0, 10));
  return day ? longDay(day.local, style) : iso;
}

/**
 * @param {string} count
 * @param {string} unit
 */
function counted(count, unit) {
  return `${count} ${count === "1" ? unit : unit === "century" ? "centuries" : `${unit}s`}`;
}

/**
 * All that is known of a time, by the title of its row.
 * @param {Time} time
 * @param {Reading} reading
 * @returns {import("./dom.js").Fact[]}
 */
export function timeFacts(time, reading) {
  const basis = basisWords(time, reading);
  const last = rangeEnd(time, reading);
  return [
    ["When", timeWords(time, LONG) ?? unplacedWords(time), []],
    ["Range", last ? rangeWords(time, last, LONG) ?? "" : "", []],
    ["Clock", instantWords(time), []],
    ["From – to", intervalWords(time), []],
    ["Resolved", basis || (isLost(time) ? "not: it needs the publication date" : ""), []],
    ["TIMEX3", time.value, [TYPES[time.type], time.mod]],
  ];
}
