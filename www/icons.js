/** Small pictures beside words; each comes with its meaning for those who don't see it. */
import { h, svg } from "./dom.js";

/** On a 16 unit grid. */
export const CLOCK = "M8 1.9a6.1 6.1 0 1 0 0 12.2A6.1 6.1 0 0 0 8 1.9zM8 4.6V8l2.3 1.4";
export const PIN = "M8 14.4S3.2 10 3.2 6.5a4.8 4.8 0 0 1 9.6 0C12.8 10 8 14.4 8 14.4zM8 4.9a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4z";
export const SPEECH = "M2.2 3h11.6v7.6H7.4L4.4 13.4v-2.8H2.2z";
export const NUMBER = "M6.4 2 5 14M11 2 9.6 14M2.6 5.8h11.2M2.2 10.2h11.2";

/**
 * @param {string} path
 * @param {string} name
 * @param {...(Node | string | false)} children
 */
export function iconed(path, name, ...children) {
  return h("span", { class: "iconed" }, svg("svg", { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true", fill: "none", stroke: "currentColor",
    "stroke-width": 1.3, "stroke-linejoin": "round" }, svg("path", { d: path })), h("span", { class: "hidden" }, `${name}: `), h("span", {}, ...children));
}
