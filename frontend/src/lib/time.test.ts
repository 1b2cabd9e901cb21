import { expect, it } from "vitest";
import {
  daysBetween,
  formatClock,
  formatDate,
  formatSpan,
  formatWhen,
  formatYearly,
  localDate,
  localTime,
  minutesBetween,
  monthNames,
} from "./time";

const late = "2026-03-14T17:30:00Z";

it("reads an instant on the shop's clock, wherever the computer stands", () => {
  expect(localTime(late, "Asia/Jakarta")).toBe("2026-03-15 00:30:00");
  expect(localTime(late, "America/New_York")).toBe("2026-03-14 13:30:00");
  expect(localDate(late, "Asia/Jakarta")).toBe("2026-03-15");
});

it("never moves a local date", () => {
  expect(formatDate("1998-06-30", "id")).toBe("30 Jun 1998");
  expect(formatDate("2026-08-01", "id")).toBe("1 Agu 2026");
  expect(formatDate("2026-08-01", "en")).toBe("1 Aug 2026");
});

it("writes a day of every year, with its year when that is known", () => {
  expect(formatYearly({ year: 0, month: 2, day: 29 }, "id")).toBe("29 Februari");
  expect(formatYearly({ year: 1985, month: 3, day: 14 }, "en")).toBe("14 March 1985");
  expect(monthNames("id").at(-1)).toBe("Desember");
});

it("writes the clock of the language", () => {
  expect(formatClock(late, "Asia/Jakarta", "id")).toBe("00.30");
  expect(formatClock(late, "Asia/Jakarta", "en")).toBe("00:30");
  expect(formatWhen(late, "Asia/Makassar", "id")).toBe("15 Mar 2026, 01.30");
});

it("counts whole days between local dates", () => {
  expect(daysBetween("2026-02-27", "2026-03-01")).toBe(2);
  expect(daysBetween("2026-03-01", "2026-03-01")).toBe(0);
});

it.each([
  [0, "1 menit", "1 minute"],
  [45, "45 menit", "45 minutes"],
  [-100, "2 jam", "2 hours"],
  [47 * 60, "47 jam", "47 hours"],
  [3 * 24 * 60, "3 hari", "3 days"],
])("says how long %d minutes are", (minutes, id, en) => {
  expect([formatSpan(minutes, "id"), formatSpan(minutes, "en")]).toEqual([id, en]);
});

it("counts minutes across the offsets of zones", () => {
  expect(minutesBetween("2026-03-14T17:30:00+07:00", "2026-03-14T11:00:00Z")).toBe(30);
});
