/** A text in a link: in its fragment, as `t`, the deflated JSON of the text and its date in base64url. */
import { fragment, setFragment } from "./fragment.js";
import { dayOf } from "./html.js";

/** @typedef {{ text: string, published: string }} Shared */

const NAME = "t";
/** Characters above which some programs cut a link. */
export const LONG_LINK = 8000;
/** What a link may hold, in bytes: a small one can be inflated without end. */
const MOST_BYTES = 20_000_000;

/**
 * A link to this page with the text, and with what else is in its fragment.
 * @param {Shared} shared
 */
export async function linkTo({ text, published }) {
  const json = JSON.stringify(published ? { text, published } : { text });
  const bytes = await through(new TextEncoder().encode(json), new CompressionStream("deflate-raw"), Infinity);
  const others = fragment();
  others.delete(NAME);
  return `${location.href.split("#")[0]}#${new URLSearchParams([[NAME, base64url(bytes)], ...others])}`;
}

/**
 * The text in the page's fragment; null where there is none.
 * @returns {Promise<Shared | null>}
 * @throws {Error} in words, when it should hold a text and can't be read
 */
export async function readLink() {
  const value = fragment().get(NAME);
  if (value === null) return null;
  /** @type {any} */
  let shared;
  try {
    const bytes = await through(fromBase64url(value), new DecompressionStream("deflate-raw"), MOST_BYTES);
    shared = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Error("The text in this link can’t be read: perhaps the link was cut off on its way.");
  }
  if (typeof shared?.text !== "string" || !shared.text.trim()) throw new Error("There is no text in this link.");
  return { text: shared.text.replace(/\r\n?/g, "\n"), published: dayOf(shared.published) };
}

/** Takes the text out of the address bar, once it is not the one that is open. */
export function clearLink() {
  if (fragment().has(NAME)) setFragment({ [NAME]: [] });
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} stream
 * @param {number} most
 */
async function through(bytes, stream, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    length += value.length;
    if (length > most) {
      reader.cancel();
      throw new Error("too long");
    }
    chunks.push(value);
  }
}

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text */
function fromBase64url(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}
