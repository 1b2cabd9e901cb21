// Layout: the tables of a question, one after the other behind its header.
import { Heap, putRow } from "./bytes.js";
import { hooks, magic, major, minor, records } from "./rows.js";

/** The bytes of an input: `tables` are [name in the header, rows, record], in order. */
export function join(hook, header, tables) {
  const heap = new Heap();
  let end = records.header.size;
  for (const [name, rows, record] of tables) {
    const stride = records[record]?.size ?? 0;
    Object.assign(header, {
      [`${name}_count`]: rows.length,
      [`${name}_stride`]: stride,
      [`${name}_off`]: end,
    });
    end += rows.length * stride;
  }
  const bytes = new Uint8Array(end);
  const view = new DataView(bytes.buffer);
  for (const [name, rows, record] of tables) {
    let at = header[`${name}_off`];
    for (const row of rows) {
      putRow(view, at, record, row, heap);
      at += header[`${name}_stride`];
    }
  }
  Object.assign(header, {
    magic: word(magic),
    major,
    minor,
    hook: hooks[hook].code,
    header_len: records.header.size,
    heap_off: end,
    heap_len: heap.bytes.length,
  });
  putRow(view, 0, "header", header, heap);
  const whole = new Uint8Array(end + heap.bytes.length);
  whole.set(bytes);
  whole.set(heap.bytes, end);
  return whole;
}

/** Up to four letters as a little-endian number. */
export function word(letters) {
  return [...letters].reduce((sum, letter, i) => sum + letter.charCodeAt(0) * 256 ** i, 0);
}
