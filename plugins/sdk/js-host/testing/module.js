// Small modules, byte by byte: rules that do what no compiler would let them.

const i32 = 0x7f;
const i64 = 0x7e;
const text = (words) => [words.length, ...new TextEncoder().encode(words)];
const section = (id, items) => [id, ...leb(items.flat().length + 1), items.length, ...items.flat()];
const leb = (n) => (n < 0x80 ? [n] : [(n & 0x7f) | 0x80, ...leb(n >> 7)]);

// Fresh pages of memory: (size + 65535) >> 16 of them.
const grow = [0x20, 0, 0x41, ...[0xff, 0xff, 3], 0x6a, 0x41, 16, 0x76, 0x40, 0, 0x41, 16, 0x74];

const description = '{"abi":1,"hooks":{"segment":1},"schema":0}';

/** A rule for segments whose hook has `body`; `imports` are pairs of names, each () → (). */
export function segmentRule({
  body = [0x41, 0],
  imports = [],
  start = false,
  alloc = grow,
  says = description,
} = {}) {
  const n = imports.length; // imported functions come first in every index
  const bodies = [[], alloc, [0x42, ...leb(says.length)], body].map((code) => [0, ...code, 0x0b]);
  return Uint8Array.from([
    0,
    ...text("asm").slice(1),
    1,
    0,
    0,
    0,
    ...section(1, [
      [0x60, 0, 0],
      [0x60, 1, i32, 1, i32],
      [0x60, 0, 1, i64],
      [0x60, 4, i32, i32, i32, i32, 1, i32],
    ]),
    ...section(
      2,
      imports.map(([module, name]) => [...text(module), ...text(name), 0, 0]),
    ),
    ...section(3, [[0], [1], [2], [3]]),
    ...section(5, [[0, 4]]),
    ...section(7, [
      [...text("memory"), 2, 0],
      ...["raja_abi_v1", "raja_alloc", "raja_describe", "raja_segment_v1"].map((name, i) => [
        ...text(name),
        0,
        n + i,
      ]),
    ]),
    ...(start ? [8, 1, n] : []),
    ...section(
      10,
      bodies.map((code) => [...leb(code.length), ...code]),
    ),
    ...section(11, [[0, 0x41, 0, 0x0b, ...text(says)]]),
  ]);
}

/** The manifest of these rules. */
export const manifest = {
  id: "odd",
  name: { id: "Aneh", en: "Odd" },
  version: "1.0.0",
  abi: 1,
  hooks: { segment: 1 },
  reads: [],
  segments: [{ code: "ONE", rank: 1, name: { id: "Satu", en: "One" } }],
  texts: [{ id: "{0}", en: "{0}" }],
};

/** A question about one customer. */
export const question = { shop: { now: "2026-03-14T10:00:00+07:00", currency: "IDR" }, facts: [{}] };

/** Code that never ends. */
export const forever = [0x03, 0x40, 0x0c, 0, 0x0b, 0];

/** Code that answers one row with `segment`. */
export const answering = (segment) => [0x20, 2, 0x41, segment, 0x36, 2, 0, 0x41, 1];

/** Code that answers one row whose first figure is the i64 at byte `at` of the input. */
export const reading = (at) => [0x20, 2, 0x20, 0, 0x29, 3, ...leb(at), 0x37, 3, 16, 0x41, 1];
