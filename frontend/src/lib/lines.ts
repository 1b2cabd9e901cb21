/** A line of a form; its key stays when others come and go. */
export type Line = { key: number };

/** Gives each a key of its own. */
export const asLines = <Given extends object>(given: Given[]): (Given & Line)[] =>
  given.map((one, key) => ({ ...one, key }));

export const withLine = <Given extends object>(
  lines: (Given & Line)[],
  added: Given,
): (Given & Line)[] => [
  ...lines,
  { ...added, key: Math.max(-1, ...lines.map(({ key }) => key)) + 1 },
];

export const withoutLine = <One extends Line>(lines: One[], gone: number): One[] =>
  lines.filter(({ key }) => key !== gone);

export const withChange = <One extends Line>(
  lines: One[],
  changed: number,
  change: Partial<One>,
): One[] => lines.map((one) => (one.key === changed ? { ...one, ...change } : one));

export const withFirst = <One extends Line>(lines: One[], first: number): One[] => [
  ...lines.filter(({ key }) => key === first),
  ...withoutLine(lines, first),
];
