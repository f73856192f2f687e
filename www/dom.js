/** Makes elements. Text goes in as text nodes, never as markup, so no article can become part of the page. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @typedef {Node | string | null | undefined | false} Child
 * @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes
 * @typedef {[Node | string, (string | false | null | undefined)[]]} Row a value and its grey notes
 * @typedef {[string, string, (string | false | null | undefined)[]]} Fact a row's title, its value, "" for none, and notes
 */

/**
 * An HTML element; attributes that are null, undefined or false are left out, functions become listeners.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter(isChild));
  return element;
}

/**
 * An SVG element.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...Element} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * The element with this id, which the page is known to have.
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/**
 * Tells those who listen to the page, once they have heard the rest.
 * @param {string} words
 */
export function announce(words) {
  byId("live").textContent = words;
}

/**
 * A link to a place of the page, which the page follows by itself.
 * @param {string} href
 * @param {() => void} go
 * @param {...Child} children
 */
export function link(href, go, ...children) {
  return h("a", { href, click: (/** @type {MouseEvent} */ click) => {
    click.preventDefault();
    go();
  } }, ...children);
}

/**
 * Saves a file to the reader's downloads.
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: name }).click();
  // The browser reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/**
 * Words of the article can hold characters that turn the direction: they stay among themselves.
 * @param {string} text
 */
export function isolate(text) {
  return h("bdi", {}, text);
}

/**
 * Takes the selection off the rows of a list, and what was unfolded with it.
 * @param {ParentNode} list
 * @param {string} rows the selector of a row
 */
export function fold(list, rows) {
  for (const row of list.querySelectorAll(`${rows}.selected`)) {
    row.classList.remove("selected");
    row.querySelector("button")?.setAttribute("aria-expanded", "false");
    row.querySelector(".body")?.remove();
  }
}

/**
 * Selects a row, and unfolds what is under it.
 * @param {Element} row
 * @param {Element | null} body null: only selected
 */
export function unfold(row, body) {
  row.classList.add("selected");
  row.querySelector("button")?.setAttribute("aria-expanded", String(body !== null));
  if (body) row.append(body);
}

/**
 * A row of a list of terms; none when there is nothing to say. A value comes with its grey notes.
 * @param {string} title
 * @param {Row[]} values
 */
export function row(title, values) {
  if (values.length === 0) return [];
  return [h("div", {}, h("dt", {}, title), h("dd", {}, ...values.map(([value, notes]) =>
    h("span", { class: "value" }, typeof value === "string" ? value && isolate(value) : value,
      ...notes.filter(Boolean).flatMap((note) => [" ", h("small", {}, isolate(String(note)))])))))];
}

/**
 * A row of what can be many: the first of them, and how many more there are.
 * @template T
 * @param {string} title
 * @param {T[]} list
 * @param {number} most
 * @param {(each: T) => Row} make
 */
export function longRow(title, list, most, make) {
  const left = list.length - most;
  return row(title, [...list.slice(0, most).map(make), ...(left > 0 ? [/** @type {Row} */ (["", [`and ${left} more`]])] : [])]);
}

/**
 * The facts that are known as rows.
 * @param {Fact[]} facts
 */
export function factRows(facts) {
  return facts.flatMap(([title, value, notes]) => (value ? row(title, [[value, notes]]) : []));
}

/** @param {string} words */
export function capital(words) {
  const [first = ""] = words;
  return first.toUpperCase() + words.slice(first.length);
}

/**
 * @param {Child} child
 * @returns {child is Node | string}
 */
function isChild(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}
