/** Texts from files: plain, web pages, and JSON with texts in it. */
import { dayOf, isSource, readPage } from "./html.js";

/**
 * @typedef {object} Source a text that came from somewhere, as samples do
 * @property {string} title
 * @property {string} text
 * @property {string} published a day, "" where none was found
 * @property {string} publishedNote where that was found
 * @property {string} badge the same in a word or two
 * @property {string} credit where the text comes from
 * @property {string | null} licence
 * @property {import("./html.js").Page | null} page what the text was taken out of
 * @property {string} [outlet] who published it
 * @property {string} [given] the date that the reader gave instead
 * @property {boolean} [isLink] it is in the page's address
 */

const TYPES = { txt: plainText, text: plainText, md: plainText, markdown: plainText, html: webPage, htm: webPage, xhtml: webPage, json: texts, jsonl: texts, ndjson: texts };
const MOST_BYTES = 20_000_000;
/** Texts that are taken from what is opened at once. */
const MOST_TEXTS = 500;

/**
 * Reads files; what can't be read is told.
 * @param {Iterable<File>} files
 * @returns {Promise<{ sources: Source[], problems: string[] }>}
 */
export async function readFiles(files) {
  /** @type {Source[]} */
  const sources = [];
  /** @type {string[]} */
  const problems = [];
  for (const file of files) {
    try {
      const found = await readFile(file);
      sources.push(...found.sources);
      problems.push(...found.problems);
    } catch (error) {
      problems.push(`${file.name}: ${/** @type {Error} */ (error).message}`);
    }
  }
  if (sources.length > MOST_TEXTS) problems.push(`Only the first ${MOST_TEXTS} of ${sources.length} texts are taken.`);
  return { sources: sources.slice(0, MOST_TEXTS), problems };
}

/**
 * A web page as a source.
 * @param {string} html
 * @param {string} credit
 * @returns {Promise<Source>}
 */
export async function pageSource(html, credit) {
  const page = await readPage(html);
  const { title, text, published, publishedNote, outlet } = page;
  return { title: title || credit, text, outlet, published, publishedNote, badge: "from the page", credit, licence: null, page };
}

/**
 * @param {File} file
 * @returns {Promise<{ sources: Source[], problems: string[] }>}
 */
async function readFile(file) {
  const ending = /\.(\w+)$/.exec(file.name)?.[1].toLowerCase() ?? "";
  const read = Object.hasOwn(TYPES, ending) ? TYPES[/** @type {keyof typeof TYPES} */ (ending)] : file.type === "text/plain" ? plainText : null;
  if (!read) throw new Error("only .txt, .md, .html, .json and .jsonl files can be opened.");
  if (file.size > MOST_BYTES) throw new Error(`larger than ${MOST_BYTES / 1e6} MB.`);
  const bytes = await file.arrayBuffer().catch(() => {
    throw new Error("it can’t be read; a folder can’t be opened, only files.");
  });
  const text = decode(new Uint8Array(bytes), read === webPage).replace(/\r\n?/g, "\n");
  if (!text.trim()) throw new Error("it is empty.");
  const { sources, problems } = await read(text, file.name);
  const [source] = sources;
  if (sources.length === 1 && !source.text.trim()) throw new Error("there is no text in it.");
  return { sources, problems };
}

/**
 * @param {string} text
 * @param {string} name
 */
async function plainText(text, name) {
  if (isSource(text)) return webPage(text, name);
  return { sources: [sourceOf(text, name, `From ${name}`)], problems: [] };
}

/**
 * @param {string} html
 * @param {string} name
 */
async function webPage(html, name) {
  return { sources: [await pageSource(html, `From ${name}`)], problems: [] };
}

/**
 * The texts of JSON, or of lines of JSON: of all objects in lists that have a field `text`.
 * @param {string} json
 * @param {string} name
 */
async function texts(json, name) {
  /** @type {string[]} */
  const problems = [];
  const objects = textsIn(valuesOf(json, (line) => problems.push(`${name}: line ${line} is not JSON, and was left out.`)));
  if (objects.length === 0) throw new Error(problems.length ? "it is not JSON." : "no field “text” in it.");
  const sources = objects.map((object, number) => {
    const title = [object.title, object.headline].find((each) => typeof each === "string")?.trim() ?? "";
    const words = object.text.replace(/\r\n?/g, "\n");
    const text = title && !words.trimStart().startsWith(title) ? `${title}\n\n${words}` : words;
    const source = sourceOf(text, title || firstWords(words), objects.length > 1 ? `From ${name}, text ${number + 1}` : `From ${name}`);
    source.outlet = ["source", "publisher", "outlet"].map((name) => object[name]).find((each) => typeof each === "string")?.trim().slice(0, 80);
    const field = ["published", "publishedAt", "published_at", "datePublished", "date"].find((each) => dayOf(object[each]));
    return field ? { ...source, published: dayOf(object[field]), publishedNote: `the field “${field}” beside the text`, badge: "from the file" } : source;
  });
  return { sources, problems: problems.length > 3 ? [...problems.slice(0, 3), `${name}: ${problems.length - 3} more lines are not JSON.`] : problems };
}

/**
 * @param {string} json
 * @param {(line: number) => void} onBad
 * @returns {unknown}
 */
function valuesOf(json, onBad) {
  try {
    return JSON.parse(json);
  } catch {
    return json.split("\n").flatMap((line, number) => {
      if (!line.trim()) return [];
      try {
        return [JSON.parse(line)];
      } catch {
        onBad(number + 1);
        return [];
      }
    });
  }
}

/**
 * @param {any} value
 * @param {number} [depth]
 * @returns {any[]}
 */
function textsIn(value, depth = 0) {
  if (value === null || typeof value !== "object" || depth > 4) return [];
  if (typeof value.text === "string" && value.text.trim()) return [value];
  const inner = Array.isArray(value) ? value : Object.values(value).filter(Array.isArray);
  return inner.flatMap((each) => textsIn(each, depth + 1));
}

/**
 * @param {string} text
 * @param {string} title
 * @param {string} credit
 * @returns {Source}
 */
function sourceOf(text, title, credit) {
  return { title, text, published: "", publishedNote: "", badge: "", credit, licence: null, page: null };
}

/** @param {string} text */
function firstWords(text) {
  return text.trim().split("\n")[0].slice(0, 80);
}

/**
 * UTF-8, or what the file says it is, or what old files are.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {boolean} isPage
 */
function decode(bytes, isPage) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    if (bytes.includes(0)) throw new Error("it is no text.");
    const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2048));
    const label = isPage && /charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
    return decoder(label || "windows-1252").decode(bytes);
  }
}

/** @param {string} label */
function decoder(label) {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder("windows-1252");
  }
}
