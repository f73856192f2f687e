/** Lets the browser answer the reader in the middle of long work. */

/** Milliseconds of work in one go: a click waits no longer for its answer. */
const STRETCH = 20;

/**
 * For a piece of work that begins now: a function that waits a moment where it has gone on for a while. Short work never
 * waits, so that nothing is seen half drawn.
 */
export function rests() {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < STRETCH) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}
