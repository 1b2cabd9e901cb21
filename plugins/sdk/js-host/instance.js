// One running copy of a rule: its memory, its functions, and the two arenas
// it gave. It serves one call at a time; one that failed is thrown away.
import { readRow } from "./bytes.js";
import { checkDescription, exportName } from "./admit.js";
import { importsOf, Stopped, Visit } from "./imports.js";
import { hooks, records } from "./rows.js";

const smallestArena = 64 << 10;
const page = 64 << 10;

export class Instance {
  visit = new Visit();
  #exports;
  #pages;
  #arenas = { in: { at: 0, size: 0, used: 0 }, out: { at: 0, size: 0, used: 0 } };

  /** Starts a copy and compares it with its manifest. */
  static async start(module, manifest) {
    const one = new Instance();
    one.visit.begin(0);
    one.#exports = (await WebAssembly.instantiate(module, importsOf(one.visit))).exports;
    one.#pages = manifest.limits?.memory_pages || 256;
    one.visit.memory = one.#exports.memory;
    one.#exports._initialize?.();
    const place = BigInt.asUintN(64, one.#exports.raja_describe());
    checkDescription(one.visit.text(Number(place >> 32n), Number(place & 0xffffffffn)), manifest);
    return one;
  }

  /** The rows that a hook answers, as numbers, and the bytes they were. */
  ask(hook, question) {
    this.visit.begin(question.now);
    const { size } = records[hooks[hook].output];
    const room = question.most * size;
    const input = this.#reserve("in", question.bytes.length);
    const out = this.#reserve("out", room);
    this.#wipe("out", room);
    this.#wipe("in", question.bytes.length);
    new Uint8Array(this.visit.memory.buffer, input).set(question.bytes);
    const count = this.#exports[exportName(hook)](input, question.bytes.length, out, room);
    if (count < 0) throw new Stopped(`it answered error ${count}`);
    if (count > question.most || count < question.least) {
      throw new Stopped(`it wrote ${count} rows, asked were ${question.least} to ${question.most}`);
    }
    if (this.visit.memory.buffer.byteLength > this.#pages * page)
      throw new Stopped(`it uses more than ${this.#pages} pages of memory`);
    const bytes = new Uint8Array(this.visit.memory.buffer, out, count * size).slice();
    const view = new DataView(bytes.buffer);
    return {
      bytes,
      rows: Array.from({ length: count }, (_, i) => readRow(view, i * size, hooks[hook].output)),
    };
  }

  /** Forgets what earlier questions left: a mistake shows no other customer. */
  #wipe(name, size) {
    const { at, used } = this.#arenas[name];
    new Uint8Array(this.visit.memory.buffer, at, used).fill(0);
    this.#arenas[name].used = size;
  }

  /** Where an arena of at least `size` bytes lies. */
  #reserve(name, size) {
    if (size > this.#arenas[name].size) {
      const wanted = Math.max(smallestArena, 2 ** Math.ceil(Math.log2(size)));
      const at = this.#exports.raja_alloc(wanted) >>> 0;
      if (at === 0 || at % 8 !== 0 || at + wanted > this.visit.memory.buffer.byteLength) {
        throw new Stopped(`raja_alloc gave ${at} for ${wanted} bytes: not free memory at a multiple of 8`);
      }
      this.#arenas[name] = { at, size: wanted, used: 0 };
    }
    return this.#arenas[name].at;
  }
}
