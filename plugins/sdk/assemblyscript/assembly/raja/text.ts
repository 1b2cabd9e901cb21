import { heapAt, heapLength } from "./input";
import { fail, NONE } from "./say";

/**
 * A text of the input: UTF-8, read where it lies. Comparing it makes nothing;
 * `toString` makes a string, which is given back when the row is answered.
 */
@unmanaged
export class Text {
  private off: u32;
  private len: u32;

  /** How many bytes it has. */
  @inline get length(): i32 { return this.len; }

  /** Whether it has no byte at all. */
  @inline get empty(): bool { return this.len == 0; }

  /** Whether both texts have the same bytes. */
  equals(other: Text): bool {
    return this.len == other.len && memory.compare(this.first(), other.first(), this.len) == 0;
  }

  /** Whether it says exactly what a string of the program says. */
  is(words: string): bool {
    if (<u32>String.UTF8.byteLength(words) != this.len) return false;
    const at = this.first();
    let byte: u32 = 0;
    for (let i = 0; i < words.length;) {
      const letter = <u32>words.codePointAt(i);
      i += letter > 0xffff ? 2 : 1;
      const size = sizeOf(letter);
      for (let part = size - 1; part >= 0; part--) {
        if (load<u8>(at + byte++) != byteOf(letter, size, part)) return false;
      }
    }
    return true;
  }

  /** The text as a string of the program. */
  toString(): string { return String.UTF8.decodeUnsafe(this.first(), this.len); }

  /** Where its bytes begin, once they are known to lie in the input. */
  private first(): usize {
    if (<i64>this.off + <i64>this.len > heapLength()) fail(NONE, NONE, "a text of the input lies outside its heap");
    return heapAt() + this.off;
  }
}

/** The bytes that a letter takes in UTF-8. */
function sizeOf(letter: u32): i32 {
  return letter < 0x80 ? 1 : letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4;
}

/** Byte `part` of a letter, counted from its last. */
function byteOf(letter: u32, size: i32, part: i32): u32 {
  if (size == 1) return letter;
  const bits = letter >> <u32>(6 * part);
  if (part < size - 1) return 0x80 | (bits & 0x3f);
  return bits | (size == 2 ? 0xc0 : size == 3 ? 0xe0 : 0xf0);
}
