import { expect, it } from "vitest";
import type { Order, WorkState } from "@/bridge/contract";
import { leadsOn, leftOf, stepsOf } from "./next";

const flow: WorkState[] = [
  { code: "washing", name_id: "", name_en: "", stage: "underway", next: ["cancelled", "ready"] },
  { code: "ready", name_id: "", name_en: "", stage: "ready", next: ["taken"] },
  { code: "taken", name_id: "", name_en: "", stage: "finished", next: [] },
  { code: "cancelled", name_id: "", name_en: "", stage: "cancelled", next: [] },
];
const steps = (order: Partial<Order>) =>
  stepsOf({ void: "", cancelled: false, owed: 0, status: "", ...order } as Order, flow).map(
    (step) => (step.do === "pay" ? "pay" : step.to.code),
  );

it.each([
  [
    "work goes on before money is asked for",
    { status: "washing", owed: 5 },
    ["ready", "cancelled", "pay"],
  ],
  [
    "what is ready is paid before it is handed over",
    { status: "ready", owed: 5 },
    ["pay", "taken"],
  ],
  ["what is ready and paid is handed over", { status: "ready" }, ["taken"]],
  ["what was taken on credit is still to be paid", { status: "taken", owed: 5 }, ["pay"]],
  ["what was sold over the counter needs nothing", {}, []],
  ["a void order is left alone", { status: "ready", owed: 5, void: "keliru" }, []],
  ["a cancelled one too", { status: "cancelled", cancelled: true, owed: 5 }, []],
])("%s", (_name, order, want) => {
  expect(steps(order)).toEqual(want);
});

it("tells the way on from the way back", () => {
  const ready = { void: "", cancelled: false, owed: 0, status: "ready" } as Order;
  const back = { ...flow[1], next: ["taken", "washing"] } as WorkState;
  const there = [flow[0], back, flow[2], flow[3]] as WorkState[];
  const on = stepsOf(ready, there).map((step) => leadsOn(step, ready, there));
  expect(on).toEqual([true, false]);
});

it("knows what of a line can still go back", () => {
  expect(leftOf({ net: 30_000, back: 12_000 })).toBe(18_000);
  expect(leftOf({ net: 30_000 })).toBe(30_000);
});
