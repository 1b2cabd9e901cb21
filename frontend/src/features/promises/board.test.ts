import { expect, it } from "vitest";
import type { ShopPromise } from "@/bridge/contract";
import { groupsOf, untold } from "./board";

const promise = (code: string, due: string, overdue = false) =>
  ({ code, due, overdue, revisions: [] }) as unknown as ShopPromise;

it("puts promises under overdue, today and later, and leaves empty groups out", () => {
  const groups = groupsOf(
    [
      promise("P-00003", "2026-03-13T17:00:00+07:00", true),
      promise("P-00001", "2026-03-14T23:30:00+07:00"),
      promise("P-00002", "2026-03-14T23:30:00+07:00", true),
    ],
    "2026-03-14",
    "Asia/Jakarta",
  );
  expect(groups.map(([group, all]) => [group, all.map(({ code }) => code)])).toEqual([
    ["overdue", ["P-00003", "P-00002"]],
    ["today", ["P-00001"]],
  ]);
});

it("counts a day by the shop's clock", () => {
  const late = [promise("P-00001", "2026-03-14T17:30:00Z")];
  expect(groupsOf(late, "2026-03-14", "Asia/Jakarta")[0]?.[0]).toBe("later");
});

it("knows that the customer was not told of the last change", () => {
  const changed = (informed: string) =>
    ({ revisions: [{ informed: "2026-03-14T10:00:00+07:00" }, { informed }] }) as ShopPromise;
  expect(untold(changed(""))).toBe(true);
  expect(untold(changed("2026-03-14T11:00:00+07:00"))).toBe(false);
  expect(untold(promise("P-00001", ""))).toBe(false);
});
