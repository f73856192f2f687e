/** What is open, what was read in it and what is held: all in one place. Whoever shows some of it is told when it changes. */

/**
 * @typedef {import("./pkg/dateline.js").Report} Report
 * @typedef {import("./pkg/dateline.js").Event} Event
 * @typedef {import("./files.js").Source} Source
 * @typedef {{ title: string, file?: string, published: string, publishedNote: string, credit: string, licence: string | null } & Partial<Source>} Opened
 *   a text that is open: a sample, or a source that has its text within it
 * @typedef {{ report: Report, text: string, given: string, ms: number }} Answer a report, and the text and the date that it is of
 */

export const state = {
  /** "start": the box alone; "edit": the box beside the events of its text; "reader": the article beside them. @type {"start" | "edit" | "reader"} */
  view: "start",
  /** The pane that is shown, on a wide screen beside the article. @type {string} */
  pane: "events",
  /** The text that is open. */
  text: "",
  /** @type {Opened | null} */
  source: null,
  /** Those that were opened together. @type {Source[]} */
  sources: [],
  /** The publication date that the reader gives, "" for none. */
  given: "",
  /** The name of the publisher that the reader gives, "" for none. */
  outlet: "",
  /** @type {"en" | undefined} */
  language: undefined,
  /** The newest answer; for a moment it can be of an older text. @type {Answer | null} */
  answer: null,
  /** The answer that is all drawn. @type {Answer | null} */
  drawn: null,
  /** Why there is none. @type {Error | null} */
  problem: null,
  /** The reader waits for the text's first answer. */
  isOpening: false,
  /** The answer takes so long that what is shown should look old. */
  isSlow: false,
  /** Events that pass the filters, in the order of the list. @type {Event[]} */
  shown: [],
  /** The event that is held, and whether its card is open. @type {string | null} */
  held: null,
  isOpen: false,
  /** The entity that is held, and which of its mentions is the current one. @type {string | null} */
  entity: null,
  mention: 0,
  /** The time or quantity that is held. @type {string | null} */
  value: null,
  /** The statement that is held. @type {string | null} */
  statement: null,
};

/** @typedef {typeof state} State */

/** @type {{ names: (keyof State)[], tell: () => void }[]} */
const listeners = [];

/**
 * Changes the state, then tells those who listen to what is now another, in the order in which they came.
 * @param {Partial<State>} changes
 */
export function set(changes) {
  const changed = /** @type {(keyof State)[]} */ (Object.keys(changes)).filter((name) => state[name] !== changes[name]);
  Object.assign(state, changes);
  for (const { names, tell } of listeners) if (names.some((name) => changed.includes(name))) tell();
}

/**
 * Calls `tell` whenever one of these changes.
 * @param {(keyof State)[]} names
 * @param {() => void} tell
 */
export function on(names, tell) {
  listeners.push({ names, tell });
}
