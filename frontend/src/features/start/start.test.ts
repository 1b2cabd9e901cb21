import { describe, expect, it } from "vitest";
import { begin, readBegun, zoneHere } from "./start";

const ZONE = "Asia/Makassar";

it("a shop begins in the zone of its computer", () => {
  expect(begin(ZONE).timezone).toBe(ZONE);
  expect(zoneHere("Asia/Pontianak")).toBe("Asia/Jakarta");
  for (const nowhere of ["", "UTC", "Etc/UTC"]) expect(zoneHere(nowhere)).toBe("Asia/Jakarta");
});

describe("what was typed before", () => {
  it("is there again", () => {
    const kept = { ...begin(ZONE), name: "Salon Ayu", preset: "salon", step: "begin" } as const;
    expect(readBegun(JSON.stringify(kept), "Asia/Jakarta")).toEqual(kept);
  });

  it.each([null, "", "null", "3", "{", '{"name":1,"preset":"bank","timezone":2,"step":"x"}'])(
    "is nothing when it says %j",
    (text) => {
      expect(readBegun(text, ZONE)).toEqual(begin(ZONE));
    },
  );
});
