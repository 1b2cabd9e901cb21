// The stub runtime lays blocks in a row and never gives one back, except the
// last. A rule may still use strings and arrays freely: what it makes for one
// row is given back together, once the row is answered. That is safe because
// a rule is pure: it keeps nothing from one row to the next.

if (ASC_RUNTIME != 0) ERROR("build with --runtime stub; asconfig.json of the SDK says so");

/** Bytes of the size that stands before each block of the stub runtime. */
const OVERHEAD: usize = sizeof<usize>();

/** Remembers how far memory is used; `release` takes it back. */
export function mark(): usize { return heap.alloc(0); }

/**
 * Gives back everything since `mark`: the block of the mark is stretched up
 * to the end, which makes it the last one, and freed.
 */
export function release(mark: usize): void {
  const last = heap.alloc(0);
  const end = last + load<usize>(last - OVERHEAD);
  store<usize>(mark - OVERHEAD, end - mark);
  heap.free(mark);
}

/** `size` bytes for good, at a multiple of 16; 0 when there are none. */
export function reserve(size: u32): usize {
  const start = mark();
  release(start);
  const pages = ((<u64>start + size + 0xffff + 32) >> 16) - <u64>memory.size();
  if (<i64>pages > 0 && memory.grow(<i32>pages) < 0) return 0;
  return heap.alloc(size);
}
