import { describe, expect, it } from "vitest";
import type { Preference, Profile } from "@/bridge/contract";
import {
  addressLines,
  byWeight,
  dateLacks,
  dateLinesOf,
  datesOf,
  NO_ADDRESS,
  newDate,
  newTaste,
  preferencesOf,
  tasteLinesOf,
  withAddress,
} from "./profileDraft";

const birthday = { kind: "birthday", label: "", year: 0, month: 3, day: 14 } as const;
const profile = { dates: [birthday], preferences: [] as Preference[] } as unknown as Profile;

describe("an address", () => {
  const home = { ...NO_ADDRESS, label: "Rumah", street: "Jl. Melati 5" };
  const work = { ...NO_ADDRESS, label: "Kantor", street: "Jl. Braga 1" };

  it("is written over, added or taken away, and the others stay", () => {
    expect(withAddress([home], 0, work)).toEqual([work]);
    expect(withAddress([home], 1, work)).toEqual([home, work]);
    expect(withAddress([home, work], 0, null)).toEqual([work]);
  });

  it("is written as on an envelope, without what is not known", () => {
    expect(addressLines(home)).toEqual(["Jl. Melati 5"]);
    expect(
      addressLines({
        ...home,
        rt: "03",
        rw: "07",
        kecamatan: "Coblong",
        city: "Bandung",
        postal_code: "40132",
      }),
    ).toEqual(["Jl. Melati 5, RT 03/RW 07", "Coblong", "Bandung 40132"]);
    expect(addressLines({ ...NO_ADDRESS, landmark: "Depan masjid" })).toEqual([]);
  });
});

describe("a day", () => {
  it("goes back as it came when nothing was typed", () => {
    expect(datesOf(dateLinesOf(profile))).toEqual([birthday]);
  });

  it("is her birthday first, and then another one", () => {
    expect(newDate([]).kind).toBe("birthday");
    expect(newDate(dateLinesOf(profile)).kind).toBe("other");
  });

  it("lacks something until day and month are there; the year may be unknown", () => {
    const line = { key: 0, ...newDate([]) };
    expect(dateLacks(line)).toBe(true);
    expect(dateLacks({ ...line, day: 14, month: 3 })).toBe(false);
  });
});

describe("a preference", () => {
  const at = "2026-03-14T09:00:00+07:00";

  it("keeps since when and from where it is known", () => {
    const known = { ...newTaste("like", at), value: " melati ", source: "nota" };
    const lines = tasteLinesOf({ ...profile, preferences: [known] });
    expect(preferencesOf(lines)).toEqual([{ ...known, value: "melati" }]);
  });

  it("comes after what she must not have", () => {
    const all = [newTaste("dislike", at), newTaste("like", at), newTaste("allergy", at)];
    expect(byWeight(all).map(({ taste }) => taste)).toEqual(["allergy", "like", "dislike"]);
  });
});
