// @ts-ignore: decorator
@external("raja", "log")
declare function rajaLog(level: u32, text: usize, size: u32): void;

// @ts-ignore: decorator
@external("raja", "fail")
declare function rajaFail(row: i32, field: i32, text: usize, size: u32): void;

/** No row, or no field, is meant. */
export const NONE: i32 = -1;

/** The row that is being decided, for `fail`. */
export const THIS_ROW: i32 = -2;

let decided: i32 = NONE;

/** Notes the row that `THIS_ROW` means. */
export function deciding(row: i32): void { decided = row; }

/**
 * Writes one line for the rule's author, shown when a call fails and by the
 * tools. At most 8 KiB a call are kept.
 */
export function log(message: string): void {
  const text = String.UTF8.encode(message);
  rajaLog(0, changetype<usize>(text), text.byteLength);
}

/**
 * Ends the call with a message for the author and does not return. `row` is
 * the index of the row at fault or `THIS_ROW`, `field` one of `Field`; `NONE`
 * is none.
 */
export function fail(row: i32, field: i32, message: string): void {
  const text = String.UTF8.encode(message);
  rajaFail(row == THIS_ROW ? decided : row, field, changetype<usize>(text), text.byteLength);
  unreachable();
}

/**
 * What `assert`, `throw` and the checks of the language end in: the message
 * with its file and line goes to the author, and the row is named. The
 * compiler is told to use it by `--use abort` in asconfig.json.
 */
export function abort(message: string | null, file: string | null, line: u32, column: u32): void {
  const words = message === null || message.length == 0 ? "the rule stopped itself" : message;
  const place = file === null ? "" : " (" + file + ":" + line.toString() + ")";
  fail(THIS_ROW, NONE, words + place);
}
