/** A drawing of the page as a file: SVG with its styles as attributes, or PNG made from it. */
import { h, save, svg } from "./dom.js";

const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order", "font-family", "font-size", "font-weight", "text-anchor", "vector-effect"];
/** Of the page alone. */
const DROPPED = ["class", "role", "tabindex", "aria-label", "aria-pressed", "aria-hidden", "data-event"];
/** Pixels of the PNG for one of the page. */
const SCALE = 2;

/**
 * The drawing as it looks now, fit to stand alone.
 * @param {SVGSVGElement} drawing
 */
export function svgText(drawing) {
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  const [from, to] = [drawing, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const name of STYLES) to[i].setAttribute(name, style.getPropertyValue(name));
    if (element.classList.contains("lower-half")) to[i].setAttribute("clip-path", "url(#lower-half)");
    for (const name of DROPPED) to[i].removeAttribute(name);
  });
  copy.prepend(
    svg("defs", {}, svg("clipPath", { id: "lower-half" }, svg("rect", { x: 0, y: 8, width: 16, height: 8 }))),
    svg("rect", { width: "100%", height: "100%", fill: ground(drawing) }));
  return new XMLSerializer().serializeToString(copy);
}

/** @param {SVGSVGElement} drawing */
function ground(drawing) {
  const own = getComputedStyle(drawing).backgroundColor;
  return own === "rgba(0, 0, 0, 0)" ? getComputedStyle(drawing.closest("section") ?? document.body).backgroundColor : own;
}

/**
 * @param {SVGSVGElement} drawing
 * @param {"svg" | "png"} kind
 * @param {string} name without an ending
 */
export async function savePicture(drawing, kind, name) {
  const blob = new Blob([svgText(drawing)], { type: "image/svg+xml" });
  save(kind === "svg" ? blob : await png(blob, drawing), `${name}.${kind}`);
}

/**
 * @param {Blob} blob
 * @param {SVGSVGElement} drawing
 * @returns {Promise<Blob>}
 */
async function png(blob, drawing) {
  const url = URL.createObjectURL(blob);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { width, height } = drawing.viewBox.baseVal;
    const canvas = h("canvas", { width: width * SCALE, height: height * SCALE });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("no picture"))), "image/png"));
  } finally {
    URL.revokeObjectURL(url);
  }
}
