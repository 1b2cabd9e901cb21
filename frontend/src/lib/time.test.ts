import { expect, it } from "vitest";
import { daysBetween, formatClock, formatDate, formatWhen, localDate, localTime } from "./time";

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

it("writes the clock of the language", () => {
  expect(formatClock(late, "Asia/Jakarta", "id")).toBe("00.30");
  expect(formatClock(late, "Asia/Jakarta", "en")).toBe("00:30");
  expect(formatWhen(late, "Asia/Makassar", "id")).toBe("15 Mar 2026, 01.30");
});

it("counts whole days between local dates", () => {
  expect(daysBetween("2026-02-27", "2026-03-01")).toBe(2);
  expect(daysBetween("2026-03-01", "2026-03-01")).toBe(0);
});
