import * as rows from "./rows";

/** One line of an order; given only to a rule whose manifest reads lines. */
@unmanaged
export class Line extends rows.Line {}
