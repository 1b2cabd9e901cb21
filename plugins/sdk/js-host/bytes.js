// Rows as bytes: what rows.js describes is written into and read from memory.
import { records } from "./rows.js";

const limits = {
  u32: [0n, 2n ** 32n - 1n],
  i32: [-(2n ** 31n), 2n ** 31n - 1n],
  u64: [0n, 2n ** 64n - 1n],
  i64: [-(2n ** 63n), 2n ** 63n - 1n],
};

const setters = {
  u32: (view, at, n) => view.setUint32(at, Number(n), true),
  i32: (view, at, n) => view.setInt32(at, Number(n), true),
  u64: (view, at, n) => view.setBigUint64(at, n, true),
  i64: (view, at, n) => view.setBigInt64(at, n, true),
};

const getters = {
  u32: (view, at) => view.getUint32(at, true),
  i32: (view, at) => view.getInt32(at, true),
  u64: (view, at) => plain(view.getBigUint64(at, true)),
  i64: (view, at) => plain(view.getBigInt64(at, true)),
};

/** A number where a number holds it exactly, up to 2⁵³, else a BigInt. */
function plain(n) {
  return n >= BigInt(Number.MIN_SAFE_INTEGER) && n <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(n) : n;
}

/** A whole number as a BigInt; `what` names it when it is none or does not fit `type`. */
export function whole(n, type, what) {
  const [least, most] = limits[type];
  if (typeof n !== "bigint" && !Number.isSafeInteger(n)) {
    throw new Error(`${what}: ${typeof n === "string" ? JSON.stringify(n) : String(n)} is not a whole number; beyond 2⁵³ use a BigInt`);
  }
  const big = BigInt(n);
  if (big < least || big > most) throw new Error(`${what}: ${n} does not fit ${type}`);
  return big;
}

/** Collects the texts of one input. */
export class Heap {
  #bytes = [];

  /** Adds a text and answers where it lies: offset and length. An empty one lies nowhere. */
  add(text) {
    if (text === "") return [0, 0];
    const off = this.#bytes.length;
    for (const byte of new TextEncoder().encode(text)) this.#bytes.push(byte);
    return [off, this.#bytes.length - off];
  }

  get bytes() {
    return Uint8Array.from(this.#bytes);
  }
}

/** Writes a row of `record`; a field that `row` lacks is zero. */
export function putRow(view, at, record, row, heap) {
  for (const field of records[record].fields) {
    const value = row[field.name];
    if (value === undefined) continue;
    const what = `${record}.${field.name}`;
    if (field.type === "text") {
      putText(view, at + field.at, value, heap);
      continue;
    }
    const numbers = field.count ? value.slice(0, field.count) : [value];
    for (const [i, n] of numbers.entries()) {
      setters[field.type](view, at + field.at + 8 * i, whole(n, field.type, what));
    }
  }
}

function putText(view, at, text, heap) {
  const [off, length] = heap.add(text);
  view.setUint32(at, off, true);
  view.setUint32(at + 4, length, true);
}

/** Reads a row of `record`, which has no texts. */
export function readRow(view, at, record) {
  const row = {};
  for (const { name, at: byte, type, count } of records[record].fields) {
    row[name] = count
      ? Array.from({ length: count }, (_, i) => getters[type](view, at + byte + 8 * i))
      : getters[type](view, at + byte);
  }
  return row;
}
