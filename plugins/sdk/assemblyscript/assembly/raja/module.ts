import { reserve } from "./memory";
import { MAJOR, MINOR } from "./rows";

/** The hooks of this module as they stand in its description. */
let served: string = "";
let description: ArrayBuffer = new ArrayBuffer(0);

/** Notes that this module answers `hook`, version 1. */
export function serving(hook: string): void {
  served += (served.length > 0 ? ",\"" : "\"") + hook + "\":1";
  description = String.UTF8.encode(
    "{\"abi\":" + MAJOR.toString() + ",\"schema\":" + MINOR.toString() + ",\"hooks\":{" + served + "}}");
}

/** Marks the major version of the ABI; never called. */
export function raja_abi_v1(): void {}

/** Memory for good: an arena of the host. */
export function raja_alloc(size: u32): usize { return reserve(size); }

/** What this module is, as JSON. */
export function raja_describe(): u64 {
  return (<u64>changetype<usize>(description) << 32) | <u64>description.byteLength;
}
