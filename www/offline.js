/** Keeps the page for use without a network, and tells when there is a newer one. */
import { byId, h } from "./dom.js";
import { notice } from "./notice.js";
import { trustedUrl } from "./trusted.js";

/**
 * Has the service worker keep the page's files. Only in a page that `cargo xtask dist` has given a version: in
 * development every reload is to show what was written last.
 */
export async function keepOffline() {
  const version = document.querySelector("meta[name=version]")?.getAttribute("content");
  if (!version) return;
  const { serviceWorker } = navigator;
  const note = byId("offline-note");
  note.hidden = false;
  const tell = (/** @type {string} */ words) => note.replaceChildren(`Version ${version}. ${words} `,
    h("a", { href: "dateline.html", download: "dateline.html" }, "Save it as one file"));
  if (!serviceWorker) {
    tell("This browser does not keep it for use without a network.");
    return;
  }
  try {
    const registration = await serviceWorker.register(trustedUrl("./sw.js"));
    follow(registration, tell);
    serviceWorker.ready.then(() => tell("It is kept in this browser and opens without a network."));
  } catch (error) {
    tell(`It could not be kept for use without a network: ${/** @type {Error} */ (error).message}.`);
  }
}

/**
 * @param {ServiceWorkerRegistration} registration
 * @param {(words: string) => void} tell
 */
function follow(registration, tell) {
  const look = () => {
    if (registration.waiting && registration.active) offer(registration);
  };
  look();
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      look();
      if (installing.state === "redundant" && !registration.active) tell("It could not be kept for use without a network.");
    });
  });
}

/**
 * Nothing changes under a reader: the newer page comes when they ask for it.
 * @param {ServiceWorkerRegistration} registration
 */
function offer(registration) {
  if (document.querySelector("#update")) return;
  const reload = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    // Another tab may have begun with it already.
    if (registration.waiting) registration.waiting.postMessage("begin");
    else location.reload();
  };
  notice("update", ["A new version is ready. The text you have open is not kept."], h("button", { type: "button", click: reload }, "Reload"));
}
