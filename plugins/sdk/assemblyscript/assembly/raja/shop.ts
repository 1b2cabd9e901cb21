import * as rows from "./rows";
import { fail, NONE, THIS_ROW } from "./say";
import { Text } from "./text";

/**
 * What holds for a whole question: the moment, the calendar, the money, the
 * population and the owner's settings.
 */
@unmanaged
export class Shop extends rows.Header {
  /**
   * The setting called `key` as a number: an int, minor units, days, minutes,
   * or 1 for true. A key that config.schema.json lacks ends the call.
   */
  int(key: string): i64 { return this.setting(key).value; }

  /** The setting called `key` as a text, read where it lies. */
  text(key: string): Text { return this.setting(key).text; }

  /** Whether the setting called `key` is true. */
  flag(key: string): bool { return this.setting(key).value != 0; }

  /** The shop's currency as three letters, such as IDR. */
  get currencyCode(): string { return String.UTF8.decodeUnsafe(changetype<usize>(this) + offsetof<rows.Header>("_currency"), 3); }

  /** Whether the shop has figures of its population and the manifest asks for rfm. */
  get knowsPopulation(): bool { return this.population == 1; }

  /** Recency threshold `i` from 0 to 3, in whole days. */
  recency(i: i32): i64 { return this.threshold(offsetof<rows.Header>("r0"), i); }

  /** Frequency threshold `i` from 0 to 3, in whole visits. */
  frequency(i: i32): i64 { return this.threshold(offsetof<rows.Header>("f0"), i); }

  /** Money threshold `i` from 0 to 3, in whole minor units. */
  spending(i: i32): i64 { return this.threshold(offsetof<rows.Header>("m0"), i); }

  /**
   * A threshold rounded down from fifths. That loses nothing: a whole value
   * lies above it exactly when it is greater than the rounded one.
   */
  private threshold(first: usize, i: i32): i64 {
    if (<u32>i > 3) fail(THIS_ROW, NONE, "there are four thresholds, from 0 to 3");
    const fifths = load<i64>(changetype<usize>(this) + first + (<usize>i << 3));
    return fifths / 5 - i64(fifths % 5 < 0);
  }

  private setting(key: string): rows.Config {
    let at = changetype<usize>(this) + <usize>this.configOff;
    for (let left = this.configCount; left > 0; left--) {
      const row = changetype<rows.Config>(at);
      if (row.key.is(key)) return row;
      at += <usize>this.configStride;
    }
    fail(THIS_ROW, NONE, "there is no setting \"" + key + "\"; config.schema.json lacks it");
    return changetype<rows.Config>(0);
  }
}
