// Answers: what a rule wrote is held to the manifest before anyone sees it,
// and turned into codes and sentences.
import { say } from "./say.js";

const maxPoints = 1_000_000_000_000;
const maxDay = 2_932_896; // 9999-12-31

/** The lists of a manifest that positions point into. */
export const lists = {
  segment: "segments",
  mode: "modes",
  tier: "tiers",
  option: "options",
  action: "options",
};

/** Throws one sentence when Raja would refuse the row. */
export function checkRow(row, hook, manifest, withEvents, before = []) {
  if (hook === "loyalty") checkPoints(row.points, withEvents);
  if (row.option === 0) throw new Error("option 0 offers nothing");
  if (row.option && before.some((other) => other.option === row.option))
    throw new Error(`option ${row.option} is offered twice`);
  for (const [field, list] of [...Object.entries(lists), ["text", "texts"]]) {
    const length = manifest[list]?.length ?? 0;
    if (row[field] > length) throw new Error(`${field} ${row[field]}, the manifest has ${length}`);
  }
  for (const field of ["expires_day", "due_day"]) {
    if (row[field] < 0 || row[field] > maxDay)
      throw new Error(`${field} ${row[field]} is not a day from 1970 to 9999`);
  }
}

function checkPoints(points, withOrder) {
  if (!withOrder && points !== 0) throw new Error(`${points} points without an order`);
  if (points < 0 || points > maxPoints) throw new Error(`${points} points, want 0 to ${maxPoints}`);
}

/** The row in the field names of cases: codes, dates, and its reason in words. */
export function speak(row, manifest, voice) {
  const spoken = {};
  for (const [field, value] of Object.entries(row)) {
    if (lists[field]) spoken[field] = manifest[lists[field]]?.[value - 1]?.code ?? "";
    else if (field.endsWith("_day")) spoken[field] = dateOf(value);
    else spoken[field] = value;
  }
  const reason = manifest.texts?.[row.text - 1];
  const wording = manifest.options?.[(row.option ?? row.action) - 1]?.text;
  for (const lang of ["id", "en"]) {
    const sentence = (words) => (words ? say(words[lang], row.args, { ...voice, lang }) : "");
    spoken[`reason_${lang}`] = sentence(reason);
    if ("option" in row || "action" in row) spoken[`text_${lang}`] = sentence(wording);
  }
  return spoken;
}

/** A day as 2026-03-14, "" for none. */
function dateOf(day) {
  return day === 0 ? "" : new Date(day * 86_400_000).toISOString().slice(0, 10);
}
