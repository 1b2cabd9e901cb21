import { describe, expect, it } from "vitest";
import type { Alike, Cluster } from "@/bridge/contract";
import { nextAfter, waitingOf } from "./queue";

const pair = (one: string, other: string): Alike => ({ one, other, score: 7, reasons: [] });
const cluster = (...pairs: Alike[]): Cluster => ({
  household: false,
  very_likely: true,
  score: 7,
  reasons: [],
  members: [],
  pairs,
});

describe("the pairs that wait", () => {
  const waiting = waitingOf([
    cluster(pair("C-1", "C-2"), pair("C-2", "C-3")),
    cluster(pair("C-4", "C-5")),
  ]);

  it("come one after another", () => {
    expect(nextAfter(waiting, "C-1", "C-2", () => false)).toEqual(pair("C-2", "C-3"));
  });

  it("go on at the beginning", () => {
    expect(nextAfter(waiting, "C-5", "C-4", () => false)).toEqual(pair("C-1", "C-2"));
  });

  it("leave out whom a merge has taken away", () => {
    const next = nextAfter(waiting, "C-1", "C-2", ({ one }) => one === "C-2");
    expect(next).toEqual(pair("C-4", "C-5"));
  });

  it("begin at the first for two who are not among them", () => {
    expect(nextAfter(waiting, "C-8", "C-9", () => false)).toEqual(pair("C-1", "C-2"));
  });

  it("end when nobody is left", () => {
    expect(nextAfter(waitingOf([]), "C-1", "C-2", () => false)).toBeUndefined();
  });
});
