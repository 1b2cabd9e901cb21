import { heapAt, heapLength } from "./input";
import { fail, NONE, THIS_ROW } from "./say";

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
    if (this.len < <u32>words.length) return false; // UTF-8 never has fewer bytes than UTF-16 units
    let at = this.first();
    const end = at + this.len;
    for (let i = 0; i < words.length; i++) {
      const unit: u32 = load<u16>(changetype<usize>(words) + (<usize>i << 1));
      if (unit < 0x80) {
        if (at == end || load<u8>(at) != unit) return false;
        at++;
        continue;
      }
      const letter = <u32>words.codePointAt(i), size = sizeOf(letter);
      if (at + size > end || !encodes(at, letter, size)) return false;
      at += size;
      i += i32(letter > 0xffff);
    }
    return at == end;
  }

  /** The text as a string of the program. */
  toString(): string { return String.UTF8.decodeUnsafe(this.first(), this.len); }

  /** Where its bytes begin, once they are known to lie in the input. */
  private first(): usize {
    if (<i64>this.off + <i64>this.len > heapLength()) fail(THIS_ROW, NONE, "a text of the input lies outside its heap");
    return heapAt() + this.off;
  }
}

/** The bytes that a letter takes in UTF-8. */
function sizeOf(letter: u32): u32 {
  return letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4;
}

/** Whether the bytes at `at` are a letter beyond ASCII, which takes `size` of them. */
function encodes(at: usize, letter: u32, size: u32): bool {
  const first: u32 = size == 2 ? 0xc0 : size == 3 ? 0xe0 : 0xf0;
  if (load<u8>(at) != (first | (letter >> (6 * (size - 1))))) return false;
  for (let part: u32 = 1; part < size; part++) {
    if (load<u8>(at + part) != (0x80 | ((letter >> (6 * (size - 1 - part))) & 0x3f))) return false;
  }
  return true;
}
