import { expect, it } from "vitest";
import type { Appointment, FollowUp, ShopPromise } from "@/bridge/contract";
import { dayOf } from "./day";

const promise = (code: string, due: string, overdue = false) =>
  ({ code, due, overdue, customer: "C-00001" }) as ShopPromise;
const empty = { promises: [], agenda: [], followUps: [], tickets: [], unclaimed: [] };
const zone = "Asia/Jakarta";

it("puts what is overdue first and leaves other days out", () => {
  const promises = [
    promise("P-00001", "2026-03-14T19:00:00+07:00"),
    promise("P-00002", "2026-03-20T10:00:00+07:00", true),
    promise("P-00003", "2026-03-15T00:30:00+07:00"),
  ];
  const day = dayOf({ ...empty, promises }, "2026-03-14", zone);
  expect(day.promises.map(({ code }) => code)).toEqual(["P-00002", "P-00001"]);
  expect(day.later).toBe(1);
});

it("keeps follow-ups of days before, since nobody did them", () => {
  const followUps = ["2026-03-01", "2026-03-14", "2026-03-15"].map(
    (on) => ({ code: on, due: `${on}T10:00:00+07:00`, customer: "C-00002" }) as FollowUp,
  );
  expect(dayOf({ ...empty, followUps }, "2026-03-14", zone).followUps).toHaveLength(2);
});

it("expects nobody who was served, came not or cancelled", () => {
  const agenda = (["booked", "arrived", "served", "no_show", "cancelled"] as const).map(
    (status) => ({ status, customer: "C-00003" }) as Appointment,
  );
  const day = dayOf({ ...empty, agenda }, "2026-03-14", zone);
  expect(day.agenda.map(({ status }) => status)).toEqual(["booked", "arrived"]);
  expect(day.customers).toEqual(["C-00003"]);
});
