import { fail, NONE } from "./say";

/** Copies `row` into the answer at `out`, as its row number `n`. */
export function put<T>(row: T, n: i64, out: usize, room: u32): void {
  const size = offsetof<T>();
  if ((n + 1) * size > <i64>room) fail(NONE, NONE, "the answer does not fit its room");
  memory.copy(out + <usize>n * size, changetype<usize>(row), size);
}
