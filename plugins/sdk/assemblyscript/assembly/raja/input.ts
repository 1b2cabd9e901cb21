import { Facts } from "./facts";
import { Line } from "./line";
import * as rows from "./rows";
import { deciding, fail, NONE } from "./say";
import { Shop } from "./shop";

/**
 * The header of the question that is being answered. One instance answers one
 * question at a time, so that it need not be handed to every function.
 */
let header: rows.Header = changetype<rows.Header>(0);
let inputSize: i64 = 0;

/** Lays the rows over an input. One that cannot be read ends the call. */
export function open(input: usize, size: u32): Shop {
  deciding(NONE);
  if (size < offsetof<rows.Header>()) fail(NONE, NONE, "the input is shorter than its header");
  header = changetype<rows.Header>(input);
  inputSize = size;
  if (header.magic != rows.MAGIC) fail(NONE, NONE, "the input does not begin with RJB1");
  if (header.major != rows.MAJOR) fail(NONE, NONE, "the input speaks another major version of the ABI");
  table(size, header.factsOff, header.factsCount, header.factsStride, offsetof<rows.Facts>());
  table(size, header.linesOff, header.linesCount, header.linesStride, offsetof<rows.Line>());
  table(size, header.configOff, header.configCount, header.configStride, offsetof<rows.Config>());
  table(size, header.heapOff, header.heapLen, 1, 1);
  return changetype<Shop>(input);
}

/** Holds a table of an input of `size` bytes to its bounds. */
function table(size: i64, off: i64, count: i64, stride: i64, least: i64): void {
  if (count == 0) return;
  if (stride < least) fail(NONE, NONE, "the input has rows shorter than this rule was built for");
  if (off > size || count > (size - off) / stride) fail(NONE, NONE, "the input is shorter than it says");
}

/** How many customers the question gives. */
export function customers(): i64 { return header.factsCount; }

/** The customer at `row`. */
export function customer(row: i64): Facts {
  if (row < 0 || row >= header.factsCount) fail(NONE, NONE, "the input names a customer that it does not give");
  return at<Facts>(header.factsOff, row, header.factsStride);
}

/** Line `row` of all orders together. */
export function line(row: i64): Line {
  if (row < 0 || row >= header.linesCount) fail(NONE, NONE, "the input has no such line");
  return at<Line>(header.linesOff, row, header.linesStride);
}

/** How many events the question gives, each a row of type T. */
export function events<T>(): i64 {
  table(inputSize, header.contextOff, header.contextCount, header.contextStride, offsetof<T>());
  return header.contextCount;
}

/** The event at `row`, below the number of events. */
export function event<T>(row: i64): T {
  return at<T>(header.contextOff, row, header.contextStride);
}

// @ts-ignore: decorator
@inline
function at<T>(off: i64, row: i64, stride: i64): T {
  return changetype<T>(changetype<usize>(header) + <usize>(off + row * stride));
}

/** Where texts begin. */
export function heapAt(): usize { return changetype<usize>(header) + <usize>header.heapOff; }

/** How many bytes of texts there are. */
export function heapLength(): i64 { return header.heapLen; }
