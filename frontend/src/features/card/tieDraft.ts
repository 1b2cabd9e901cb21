import type { OwnField, Profile, Relation } from "@/bridge/contract";
import { asLines, type Line } from "@/lib/lines";

/** A tie as it is typed: an empty code is not chosen yet. */
export type TieLine = Line & Relation;

export const tieLinesOf = ({ relations }: Profile): TieLine[] => asLines(relations);

export const NO_TIE: Relation = { to: "", kind: "spouse", label: "" };

export const relationsOf = (lines: TieLine[]): Relation[] =>
  lines.map(({ to, kind, label }) => ({ to, kind, label: label.trim() }));

/** The values of the shop's own fields with what was typed: an empty one is none. */
export function withTyped(
  held: Profile["fields"],
  fields: OwnField[],
  typed: Record<string, string>,
): Profile["fields"] {
  const values = { ...held };
  for (const { key } of fields) values[key] = (typed[key] ?? "").trim();
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

/** The fields that a customer holds something in, in the shop's order. */
export const filledFields = (fields: OwnField[], held: Profile["fields"]) =>
  fields.flatMap((field) => {
    const value = held[field.key];
    return value ? [{ field, value }] : [];
  });
