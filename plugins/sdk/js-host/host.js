// Runs the rules of Raja in a browser and in Node: the very same plugin.wasm,
// held to the same checks. Start at load.
import { checkBytes, checkManifest, checkModule } from "./admit.js";
import { checkRow, speak } from "./answer.js";
import { clean, lines } from "./clean.js";
import { importsOf, Stopped, Visit } from "./imports.js";
import { Instance } from "./instance.js";
import { cut, due, layOut } from "./question.js";
import { records } from "./rows.js";

const mostTrace = 24 << 10;

/** What a rule did wrong while it was asked. */
export class RuleFault extends Error {
  /** rule and hook are names; row is -1 and field "" for none; trace is what the rule wrote. */
  constructor(message, { rule, hook, row = -1, field = "", trace = "" }) {
    const where = (row >= 0 ? ` at row ${row}` : "") + (field ? `, field ${field}` : "");
    super(`rule ${rule}, hook ${hook}${where}: ${clean(message)}`);
    Object.assign(this, { name: "RuleFault", rule, hook, row, field, trace: lines(trace, mostTrace) });
  }
}

/**
 * Checks, compiles and starts a rule: manifest.json and config.schema.json as
 * objects, plugin.wasm as bytes. It throws one sentence about a rule that
 * Raja would refuse.
 */
export async function load({ manifest, wasm, schema }) {
  const bytes = wasm instanceof Uint8Array ? wasm : new Uint8Array(wasm);
  try {
    checkManifest(manifest);
    const module = await WebAssembly.compile(bytes);
    checkBytes(bytes);
    checkModule(module, importsOf(new Visit()), manifest);
    return new Rule(manifest, schema, module, await Instance.start(module, manifest));
  } catch (error) {
    throw new Error(`rule ${clean(manifest.id)} is refused: ${clean(error.message)}`, { cause: error });
  }
}

/** One admitted rule. Each question is asked of one instance, in turn. */
class Rule {
  #schema;
  #module;
  #instance;
  #turn = Promise.resolve();

  constructor(manifest, schema, module, instance) {
    this.manifest = manifest;
    this.#schema = schema;
    this.#module = module;
    this.#instance = instance;
  }

  /** One answer a facts row, in the same order. */
  segment = async (question) => (await this.ask("segment", question)).answers;

  /** One answer an order; with no order, one a facts row with points 0. */
  loyalty = async (question) => (await this.ask("loyalty", question)).answers;

  /** At most eight answers for the one visit, best first. */
  afterHours = async (question) => (await this.ask("after_hours", question)).answers;

  /** One answer an event; with no event, one a facts row. */
  followUp = async (question) => (await this.ask("follow_up", question)).answers;

  /** Asks a hook by its name; answers the bytes of the rows too. */
  ask(hook, question) {
    const answer = this.#turn.then(() => this.#ask(hook, question));
    this.#turn = answer.catch(() => {});
    return answer;
  }

  async #ask(hook, asked) {
    const { manifest } = this;
    if (!Object.hasOwn(manifest.hooks, hook)) throw new Error(`rule ${manifest.id} has no hook ${hook}`);
    const question = layOut(hook, asked, manifest, this.#schema);
    this.#instance ??= await Instance.start(this.#module, manifest);
    const voice = { currency: asked.shop.currency, zone: question.zone };
    try {
      const { bytes, rows } = this.#instance.ask(hook, question);
      for (const i of rows.keys()) checked(rows, i, hook, manifest, question.events > 0);
      return { bytes, answers: rows.map((row) => speak(row, manifest, voice)) };
    } catch (error) {
      const fault = this.#blame(error, hook);
      this.#instance = undefined; // its memory may hold anything
      if (!fell(error)) throw fault;
      throw new RuleFault(fault.words, { ...fault, row: await this.#locate(hook, asked) });
    }
  }

  /**
   * The row at which a call fell, found by asking its halves again and then
   * theirs, each in a fresh instance: rows do not depend on each other. It is -1
   * where no row alone is to blame. Together they are asked about no more rows
   * than the question had, and the one once more.
   */
  async #locate(hook, asked) {
    let [from, count] = [0, due(hook, asked)];
    while (count > 1) {
      const half = count >> 1;
      const first = await this.#falls(hook, asked, from, half);
      [from, count] = first ? [from, half] : [from + half, count - half];
    }
    return (await this.#falls(hook, asked, from, count)) ? from : -1;
  }

  async #falls(hook, asked, from, count) {
    try {
      const one = await Instance.start(this.#module, this.manifest);
      one.ask(hook, layOut(hook, cut(hook, asked, from, count), this.manifest, this.#schema));
      return false;
    } catch (error) {
      return fell(error);
    }
  }

  /** Whatever was thrown in a call is a fault of the rule. */
  #blame(error, hook) {
    const { log, stderr } = this.#instance.visit;
    const told = { rule: this.manifest.id, hook, trace: log + stderr };
    // Only the rule itself can point at a row and a field; a trap cannot.
    if (fell(error)) return { ...told, words: lastWords(stderr, error) };
    const field = records.facts.fields.find((f) => f.bit !== undefined && f.bit === error.field)?.name;
    return new RuleFault(error.message, { ...told, row: error.row, field });
  }
}

/** Whether a call ended without a word of the rule: in a trap, or by ending itself. */
const fell = (error) => !(error instanceof Stopped) || error.ended;

function checked(rows, i, hook, manifest, withEvents) {
  try {
    checkRow(rows[i], hook, manifest, withEvents, rows.slice(0, i));
  } catch (error) {
    throw new Stopped(error.message, i);
  }
}

/** What a Go rule panicked with, else what it wrote first, else the engine's words. */
function lastWords(stderr, error) {
  const lines = stderr.split("\n").map((line) => line.trim());
  return (
    lines.find((line) => /^(panic|fatal error): /.test(line)) ?? (lines.find((line) => line) || error.message)
  );
}
