import * as rows from "./rows";

/**
 * What is known of one customer. A field that the manifest does not read is
 * zero, and `has` says so.
 */
@unmanaged
export class Facts extends rows.Facts {
  /** Whether the host knows the field and the manifest reads it. */
  @inline has(field: rows.Field): bool { return ((this.present >> <u64>field) & 1) != 0; }

  /** Whether a bit of `Flag` is set. It needs the field flags. */
  @inline is(flag: rows.Flag): bool { return (this.flags & <u32>flag) != 0; }

  /** Whether the owner or the current segment calls the customer loyal. */
  get loyal(): bool { return this.is(rows.Flag.OwnerLoyal) || this.is(rows.Flag.SegmentLoyal); }

  /** Whether the owner does not serve the customer. */
  get blocked(): bool { return this.is(rows.Flag.Blocked); }
}
