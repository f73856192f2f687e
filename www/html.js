/** Takes the article out of a web page: its text, and what was left out of it. Never markup. */
import { inertDocument } from "./trusted.js";

/**
 * @typedef {{ title: string, text: string, whole: string, left: string[], published: string, publishedNote: string, outlet: string }} Page
 *   `whole` is the text of all of the page, `left` the parts of it that `text` lacks, `published` a day or ""
 */

/** Elements of a page that begin a line of their own. */
const BLOCKS = new Set(("ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BR CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM " +
  "H1 H2 H3 H4 H5 H6 HEADER HGROUP HR LEGEND LI MAIN MENU NAV OL P PRE SEARCH SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL").split(" "));
/** Elements whose text is no text of the page. */
const SILENT = new Set("AUDIO CANVAS DATALIST EMBED HEAD IFRAME MATH NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA TITLE VIDEO".split(" "));
/** What the names of a publication date are in <meta>, the surest first. */
const DATES = [
  "article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "pubdate", "publishdate", "publish-date", "publication_date",
  "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "sailthru.date", "date",
];
/** Elements up to which the article is looked for; a longer page is taken whole. */
const MOST_ELEMENTS = 50_000;
/** A clipboard with so many paragraphs and characters in them holds an article, not some words of one. */
const ARTICLE_PARAGRAPHS = 3;
const ARTICLE_LENGTH = 500;

/**
 * @param {string} html
 * @returns {Promise<Page>}
 */
export async function readPage(html) {
  const page = inertDocument(html);
  const [published, publishedNote] = publishedIn(page);
  const outlet = plain(page.querySelector("meta[property='og:site_name' i]")?.getAttribute("content") ?? "").slice(0, 80);
  const headings = [...page.querySelectorAll("h1")].map((heading) => plain(heading.textContent));
  for (const element of page.querySelectorAll("[data-style]")) {
    if (/display\s*:\s*none/i.test(element.getAttribute("data-style") ?? "")) element.remove();
  }
  const lines = linesOf(page.body);
  const found = await articleOf(page);
  const title = headings.find((heading) => heading && (found.title.includes(heading) || heading.includes(found.title))) ?? found.title;
  // A page of a few words has no article in it: all of it is.
  const kept = found.lines.length ? found.lines : lines;
  const text = [...(title && !kept.slice(0, 3).includes(title) ? [title] : []), ...kept];
  return { title, text: text.join("\n\n"), whole: lines.join("\n\n"), left: leftOut(lines, text), published, publishedNote, outlet };
}

/**
 * Whether the markup of a clipboard holds a whole article.
 * @param {string} html
 */
export function isArticle(html) {
  const paragraphs = [...inertDocument(html).querySelectorAll("p")].map((paragraph) => plain(paragraph.textContent)).filter((words) => words.length > 80);
  return paragraphs.length >= ARTICLE_PARAGRAPHS && paragraphs.join("").length >= ARTICLE_LENGTH;
}

/**
 * Whether a plain text is the source of a web page.
 * @param {string} text
 */
export function isSource(text) {
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[^]{0,2000}?-->\s*)?<(!doctype\s+html|html)[\s>]/i.test(text.slice(0, 4000));
}

/**
 * The day that a date begins with; "" when it is none.
 * @param {unknown} value
 */
export function dayOf(value) {
  const [day = ""] = /^\s*\d{4}-\d\d-\d\d(?!\d)/.exec(String(value ?? "")) ?? [];
  const date = new Date(`${day.trim()}T00:00Z`);
  return day && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day.trim()) ? day.trim() : "";
}

/**
 * Readability's choice of the page. It takes the page apart: nothing else can be read from it afterwards.
 * @param {Document} page
 */
async function articleOf(page) {
  const { Readability } = await import("./vendor/readability.js");
  // It would make elements of their text.
  for (const element of page.querySelectorAll("noscript")) element.remove();
  try {
    const article = new Readability(page, { maxElemsToParse: MOST_ELEMENTS, serializer: (node) => node }).parse();
    return { title: plain(article?.title), lines: article?.content ? linesOf(article.content) : [] };
  } catch {
    return { title: plain(page.title), lines: [] };
  }
}

/**
 * The text of each block, without those of no text.
 * @param {Node} root
 */
function linesOf(root) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  const end = () => {
    const words = plain(line);
    if (words) lines.push(words);
    line = "";
  };
  const walk = (/** @type {Node} */ node) => {
    if (node.nodeType === Node.TEXT_NODE) line += node.nodeValue;
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const element = /** @type {Element} */ (node);
    const name = element.tagName.toUpperCase();
    if (SILENT.has(name) || element.hasAttribute("hidden")) return;
    const isBlock = BLOCKS.has(name);
    if (isBlock) end();
    node.childNodes.forEach(walk);
    if (isBlock) end();
  };
  if (root.nodeType === Node.ELEMENT_NODE) walk(root);
  else root.childNodes.forEach(walk);
  end();
  return lines;
}

/**
 * Parts of the page that the text lacks: lines that follow each other are one.
 * @param {string[]} lines
 * @param {string[]} kept
 */
function leftOut(lines, kept) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const line of kept) counts.set(line, (counts.get(line) ?? 0) + 1);
  /** @type {string[][]} */
  const parts = [];
  let isOpen = false;
  for (const line of lines) {
    const count = counts.get(line) ?? 0;
    if (count > 0) counts.set(line, count - 1);
    if (count === 0 && !isOpen) parts.push([]);
    if (count === 0) parts[parts.length - 1].push(line);
    isOpen = count === 0;
  }
  return parts.map((part) => part.join("\n"));
}

/**
 * The day on which the page says it was published, and where it says so.
 * @param {Document} page
 * @returns {[string, string]}
 */
function publishedIn(page) {
  /** @type {Map<string, string>} */
  const metas = new Map();
  for (const meta of page.querySelectorAll("meta[content]")) {
    const name = (meta.getAttribute("property") ?? meta.getAttribute("name") ?? meta.getAttribute("itemprop") ?? "").toLowerCase();
    const day = dayOf(meta.getAttribute("content"));
    if (day && !metas.has(name)) metas.set(name, day);
  }
  const meta = DATES.find((name) => metas.has(name));
  if (meta) return [metas.get(meta) ?? "", `the page’s meta element “${meta}”`];
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    const day = dayOf(dateIn(parsed(script.textContent)));
    if (day) return [day, "the page’s JSON-LD"];
  }
  const times = [...page.querySelectorAll('time[itemprop="datePublished"], time[pubdate]'), ...page.querySelectorAll("time[datetime]")];
  const day = times.map((time) => dayOf(time.getAttribute("datetime"))).find(Boolean);
  return day ? [day, "the first date that the page marks"] : ["", ""];
}

/**
 * The first datePublished.
 * @param {any} value
 * @param {number} [depth]
 * @returns {unknown}
 */
function dateIn(value, depth = 0) {
  if (value === null || typeof value !== "object" || depth > 5) return undefined;
  if (typeof value.datePublished === "string") return value.datePublished;
  for (const each of Object.values(value)) {
    const date = dateIn(each, depth + 1);
    if (date) return date;
  }
  return undefined;
}

/** @param {string | null} json */
function parsed(json) {
  try {
    return JSON.parse(json ?? "");
  } catch {
    return null;
  }
}

/** @param {string | null | undefined} text */
function plain(text) {
  return (text ?? "").replace(/\s+/g, " ").trim();
}
