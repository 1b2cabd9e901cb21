// What Raja calls in a rule that answers follow_up.
import { answer } from "./index";

export { raja_abi_v1, raja_alloc, raja_describe } from "../module";

/** Answers the hook follow_up, version 1. */
export function raja_follow_up_v1(input: usize, size: u32, out: usize, room: u32): i32 {
  return answer(input, size, out, room);
}
