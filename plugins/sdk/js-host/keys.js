// The keys of manifest.json. One that means nothing is a mistake of its
// author, who takes it for something that it does.
const words = { id: {}, en: {} };
const named = { code: {}, name: words };
const anything = null;

/** What may stand in each object; a list holds what its entries may. */
export const shape = {
  id: {},
  name: words,
  version: {},
  abi: {},
  hooks: anything, // their names are checked as hooks
  reads: [{ field: {}, why: words }],
  segments: [{ ...named, rank: {} }],
  modes: [named],
  options: [{ ...named, text: words }],
  tiers: [named],
  population: [{}],
  writes: [{ what: {}, why: words }],
  texts: [words],
  simple: [{ when: {}, segment: {}, text: {}, args: [{}] }],
  limits: { memory_pages: {}, units: {} },
  on_fault: anything,
};

/** Refuses a key that `known` lacks, by name and place. */
export function checkKeys(value, known = shape, place = "") {
  if (value === null || typeof value !== "object" || known === anything) return;
  if (Array.isArray(value)) {
    for (const [i, entry] of value.entries()) checkKeys(entry, known[0] ?? {}, `${place}[${i}]`);
    return;
  }
  for (const [key, part] of Object.entries(value)) {
    const named = place ? `${place}.${key}` : key;
    if (!Object.hasOwn(known, key)) {
      const there = Object.keys(known).join(", ") || "none";
      throw new Error(`manifest.json: the key "${named}" is unknown; there is ${there}`);
    }
    checkKeys(part, known[key], named);
  }
}
