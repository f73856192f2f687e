/** The page's side of the engine: fetches and compiles it once, keeps it in a worker, gives the newest answer only. */
import { WORKER_TYPE, readModule, readWorker } from "./assets.js";
import { trustedUrl } from "./trusted.js";

/**
 * @typedef {import("./pkg/dateline.js").Report} Report
 * @typedef {import("./pkg/dateline.js").Options} Options
 * @typedef {import("./marks.js").EventType} EventType
 * @typedef {{ report: Report, ms: number }} Answer
 * @typedef {{ job: number, text: string, options: Options, tries: number,
 *   resolve: (answer: Answer | null) => void, reject: (error: Error) => void }} Job
 */

/** Milliseconds after which an analysis is stopped. */
const PATIENCE = 5000;
/** Longer texts may take longer in proportion: UTF-16 units that go with one `PATIENCE`. */
const PATIENT_LENGTH = 200_000;

/** What went wrong, in words for the page. `code` is the engine's, where the options are to blame. */
export class EngineError extends Error {
  /**
   * @param {string} message
   * @param {string | null} [code]
   */
  constructor(message, code = null) {
    super(message);
    this.code = code;
  }
}

export class Engine {
  /** What the engine tells of its event types. @type {EventType[]} */
  types = [];
  /** The formats that a report can be written in, or the text itself. @type {(import("./pkg/dateline.js").ExportFormat & { ofText?: boolean })[]} */
  formats = [];
  /** Told how much of the engine has come, in bytes. @type {(bytes: number) => void} */
  onProgress = () => {};
  /** Reports that are being written. @type {Map<number, { resolve: (written: string) => void, reject: (error: Error) => void }>} */
  #writing = new Map();
  /** @type {Promise<{ module: WebAssembly.Module, source: string }> | null} */
  #parts = null;
  /** @type {Promise<Worker> | null} */
  #worker = null;
  #jobs = 0;
  /** The job in the worker and the newest one that waits for it. @type {Job | null} */
  #running = null;
  /** @type {Job | null} */
  #waiting = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #clock;

  /** Loads the engine and starts its worker. After a failure a further call tries anew. */
  async load() {
    await this.#start();
  }

  /**
   * Analyses a text. The answer is null when a newer call came before it was ready.
   * @param {string} text
   * @param {Options} options
   * @returns {Promise<Answer | null>}
   */
  analyse(text, options) {
    return new Promise((resolve, reject) => {
      this.#waiting?.resolve(null);
      this.#waiting = { job: ++this.#jobs, text, options, tries: 0, resolve, reject };
      this.#next();
    });
  }

  /**
   * Writes a report in a format.
   * @param {Report} report
   * @param {string} text
   * @param {string} format
   * @returns {Promise<string>}
   */
  async write(report, text, format) {
    const worker = await this.#start();
    return new Promise((resolve, reject) => {
      const job = ++this.#jobs;
      this.#writing.set(job, { resolve, reject });
      worker.postMessage({ job, report, text, format });
    });
  }

  async #next() {
    if (this.#running || !this.#waiting) return;
    const job = this.#waiting;
    this.#waiting = null;
    this.#running = job;
    job.tries += 1;
    try {
      const worker = await this.#start();
      const patience = PATIENCE * Math.max(1, job.text.length / PATIENT_LENGTH);
      this.#clock = setTimeout(() => {
        this.#dropWorker();
        this.#settle(new EngineError(`The analysis took more than ${Math.round(patience / 1000)} seconds and was stopped.`));
      }, patience);
      worker.postMessage({ job: job.job, text: job.text, options: job.options });
    } catch (error) {
      this.#settle(asEngineError(error));
    }
  }

  /**
   * Ends the running job. Where a newer one waits, its answer would be stale and is not told.
   * @param {Answer | EngineError} outcome
   */
  #settle(outcome) {
    clearTimeout(this.#clock);
    const job = this.#running;
    this.#running = null;
    if (this.#waiting) job?.resolve(null);
    else if (outcome instanceof EngineError) job?.reject(outcome);
    else job?.resolve(outcome);
    this.#next();
  }

  /** Wasm can't be interrupted, and an engine that broke is not to be trusted: the next job gets a new worker. */
  #dropWorker() {
    this.#worker?.then((worker) => worker.terminate(), () => {});
    this.#worker = null;
    for (const { reject } of this.#writing.values()) reject(new EngineError("The engine was stopped."));
    this.#writing.clear();
  }

  /** @param {any} data */
  #answer(data) {
    const writing = this.#writing.get(data.job);
    if (writing) {
      this.#writing.delete(data.job);
      if (data.error) writing.reject(new EngineError(data.error.message, data.error.code));
      else writing.resolve(data.written);
      return;
    }
    if (data.job !== this.#running?.job) return;
    if (data.report) this.#settle({ report: data.report, ms: data.ms });
    else if (data.error.code !== null) this.#settle(new EngineError(data.error.message, data.error.code));
    else this.#broke(data.error.message);
  }

  /**
   * A first time the job is given to a new worker; a text that breaks the engine does so twice.
   * @param {string} message
   */
  #broke(message) {
    this.#dropWorker();
    const job = this.#running;
    if (job && job.tries < 2 && !this.#waiting) {
      clearTimeout(this.#clock);
      this.#running = null;
      this.#waiting = job;
      this.#next();
    } else {
      this.#settle(new EngineError(`The engine stopped: ${message}`));
    }
  }

  /** @returns {Promise<Worker>} */
  #start() {
    this.#worker ??= this.#launch().catch((error) => {
      this.#worker = null;
      throw asEngineError(error);
    });
    return this.#worker;
  }

  async #launch() {
    this.#parts ??= loadParts(this.onProgress).catch((error) => {
      this.#parts = null;
      throw error;
    });
    const { module, source } = await this.#parts;
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const worker = new Worker(trustedUrl(url), { type: WORKER_TYPE, name: "dateline" });
    try {
      await new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => {
          this.types = data.types;
          this.formats = data.formats;
          resolve(undefined);
        };
        worker.onerror = (event) => {
          event.preventDefault();
          reject(new EngineError(event.message || "The worker could not be started."));
        };
        worker.postMessage({ module });
      });
    } catch (error) {
      worker.terminate();
      throw error;
    } finally {
      URL.revokeObjectURL(url);
    }
    worker.onmessage = ({ data }) => this.#answer(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#broke(event.message);
    };
    return worker;
  }
}

/**
 * The compiled engine and the worker's code.
 * @param {(bytes: number) => void} onProgress
 */
async function loadParts(onProgress) {
  const [module, source] = await Promise.all([readModule("pkg/dateline_bg.wasm", onProgress), readWorker()]);
  return { module, source };
}

/** @param {any} error */
function asEngineError(error) {
  return error instanceof EngineError ? error : new EngineError(String(error?.message ?? error));
}
