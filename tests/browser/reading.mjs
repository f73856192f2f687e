// A page that has read a text, with a report by hand in place of the engine's.
import assert from "node:assert/strict";
import { openPage } from "./chromium.mjs";
import { packageOf } from "./fixture.mjs";
import { serve } from "./server.mjs";

/**
 * Opens the page, reads the text, acts, and sees that nothing went wrong on it. `hash`: of its address; `replaced`: see server.mjs;
 * `expected`: what the console may say.
 */
export async function onReading(browser, { text, report }, act, { hash = "", replaced, expected = [], ...options } = {}) {
  const host = await serve({ replaced: { "/pkg/dateline.js": packageOf(report), ...replaced } });
  const { page, context, trouble } = await openPage(browser, host.url + hash, options);
  try {
    await page.locator("#samples button").first().waitFor();
    await page.locator("#text").fill(text);
    await page.locator("#analyse").click();
    await page.locator("#speed", { hasText: "ms" }).waitFor({ state: "attached" });
    await page.locator("body[data-view=reader]").waitFor();
    await act(page);
    assert.deepEqual(trouble.filter((line) => !expected.some((pattern) => pattern.test(line))), []);
  } finally {
    await context.close();
    await host.close();
  }
}
