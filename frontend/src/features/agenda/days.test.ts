import { expect, it } from "vitest";
import type { Appointment, AppointmentStatus } from "@/bridge/contract";
import { addDays, countOn, onDay, spread, weekOf } from "./days";

const at = (code: string, start: string, status: AppointmentStatus = "booked") =>
  ({ code, start, status }) as Appointment;

it("a week begins on Monday, also on a Sunday", () => {
  expect(weekOf("2026-03-15")[0]).toBe("2026-03-09");
  expect(weekOf("2026-03-09").at(-1)).toBe("2026-03-15");
});

it("days go over the end of a month", () => {
  expect([addDays("2026-02-28", 1), addDays("2026-03-01", -1)]).toEqual([
    "2026-03-01",
    "2026-02-28",
  ]);
});

it("a day lists who is still to come first, on the shop's own clock", () => {
  const all = [
    at("J-1", "2026-03-14T18:30:00Z"),
    at("J-2", "2026-03-14T03:00:00Z", "cancelled"),
    at("J-3", "2026-03-14T07:00:00Z"),
    at("J-4", "2026-03-14T05:00:00Z"),
  ];
  const day = onDay(all, "2026-03-14", "Asia/Jakarta");
  expect(day.map(({ code }) => code)).toEqual(["J-4", "J-3", "J-2"]);
  expect(countOn(all, "2026-03-14", "Asia/Jakarta")).toBe(2);
});

it("some of many are spread over all of them", () => {
  expect(spread([1, 2, 3, 4, 5, 6], 3)).toEqual([1, 3, 5]);
  expect(spread([1, 2], 3)).toEqual([1, 2]);
});
