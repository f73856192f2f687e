/** The keys of the reader; on the start only "?" is one. */
import { byId } from "./dom.js";
import { state } from "./store.js";

/**
 * @param {() => void} letGo of what was picked last
 * @param {() => boolean} open opens or closes the card of the held event; false where none is held
 * @param {Record<string, () => void>} actions
 */
export function keys(letGo, open, actions) {
  document.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || target.matches("textarea, input:not([type=checkbox]), select")) return;
    if (state.view === "start" && event.key !== "?") return;
    if (event.key === "Escape") {
      // The first Escape closes what is open above the page.
      if (!document.querySelector(":popover-open:not(#tip)")) letGo();
      return;
    }
    if (!byId("single-keys").checked) return;
    const action = actions[event.key.toLowerCase()];
    if (action) action();
    else if (event.key !== "Enter" || target.closest("a, button, input") || !open()) return;
    event.preventDefault();
  });
}
