// A visit to the page: what every browser test does before and after its own steps.
import assert from "node:assert/strict";
import { openPage } from "./chromium.mjs";
import { serve } from "./server.mjs";

/**
 * Opens the page, acts, and sees that nothing went wrong on it: no word on the console, no request to elsewhere. `hash`: of its
 * address; `replaced`, `folder`, `headers`: see server.mjs; `expected`: what the console may say; the rest is the browser's.
 */
export async function visit(browser, act, { hash = "", replaced, folder, headers, expected = [], ready = "#samples button", ...options } = {}) {
  const host = await serve({ replaced, folder, headers });
  const { page, context, trouble, requests } = await openPage(browser, host.url + hash, options);
  try {
    if (ready) await page.locator(ready).first().waitFor();
    await act({ page, context, requests, host });
    assert.deepEqual(trouble.filter((line) => !expected.some((pattern) => pattern.test(line))), [], "console and policy");
    assert.deepEqual(requests.filter((url) => !url.startsWith(host.url) && !url.startsWith("blob:")), [], "requests to other origins");
  } finally {
    await context.close();
    await host.close();
  }
}

/** Puts text into the clipboard and from there into the box. */
export async function paste(page, text) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.locator("#text").focus();
  await page.keyboard.press("Control+V");
}

/** Waits for the answer: the line with words and milliseconds. */
export async function answered(page) {
  await page.locator("#speed", { hasText: "ms" }).waitFor({ state: "attached" });
  await page.locator("body[data-view=reader]").waitFor();
}
