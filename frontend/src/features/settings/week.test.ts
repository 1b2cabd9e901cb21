import { describe, expect, it } from "vitest";
import type { Calendar } from "@/bridge/contract";
import { dayName, likeFirst, specialDays, stepTime, tidyTime } from "./week";

const none = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const calendar: Calendar = {
  timezone: "Asia/Jakarta",
  week: { ...none, mon: [["10:00", "21:00"]] },
  exceptions: { "2026-03-25": [["10:00", "15:00"]], "2026-03-01": [], "2026-03-20": [] },
  holidays: [
    { date: "2026-03-20", name: "Idul Fitri", source: "" },
    { date: "2026-03-21", name: "Idul Fitri", source: "" },
  ],
};

describe("hours as people type them", () => {
  it("take a time however it is written", () => {
    const typed = ["9", "930", "9.30", "09:30", "2100", "noon", ""];
    expect(typed.map(tidyTime)).toEqual(["09:00", "09:30", "09:30", "09:30", "21:00", "noon", ""]);
  });

  it("step within the day", () => {
    expect([stepTime("10:00", 15), stepTime("00:00", -15), stepTime("x", 15)]).toEqual([
      "10:15",
      "23:45",
      "x",
    ]);
  });

  it("make every day like the first", () => {
    expect(likeFirst(calendar).week.sun).toEqual([["10:00", "21:00"]]);
  });

  it("list the days that differ, by date, without those that are over", () => {
    expect(
      specialDays(calendar, "2026-03-10").map(({ date, name, own }) => [date, name, own]),
    ).toEqual([
      ["2026-03-20", "Idul Fitri", true],
      ["2026-03-21", "Idul Fitri", false],
      ["2026-03-25", "", true],
    ]);
  });

  it("call the days by their names", () => {
    expect([dayName("mon", "id-ID"), dayName("sun", "en-GB")]).toEqual(["Senin", "Sunday"]);
  });
});
