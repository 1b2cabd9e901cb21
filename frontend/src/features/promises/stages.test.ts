import { expect, it } from "vitest";
import type { Order, ShopPromise, WorkState } from "@/bridge/contract";
import { columnsOf, nextState, stateBeside, statesFrom, sumOf } from "./stages";

const state = (code: string, stage: WorkState["stage"], next: string[]): WorkState => ({
  code,
  name_id: code,
  name_en: code,
  stage,
  next,
});
const flow = [
  state("washing", "underway", ["cancelled", "ready"]),
  state("ready", "ready", ["washing", "taken"]),
  state("taken", "finished", []),
  state("cancelled", "cancelled", []),
];
const promise = (code: string, about: string) => ({ code, about }) as ShopPromise;
const order = (number: string, status: string) => ({ number, status }) as Order;

it("puts a promise where the work on its order stands", () => {
  const columns = columnsOf(
    [promise("P-00001", "N-000002"), promise("P-00002", "")],
    [order("N-000001", "washing"), order("N-000002", "ready")],
    flow,
  );
  expect(
    columns.map((one) => [one.state?.code ?? "", one.promises.map(({ code }) => code)]),
  ).toEqual([
    ["washing", []],
    ["ready", ["P-00001"]],
    ["", ["P-00002"]],
  ]);
});

it("has no column for promises beside an order while there is none", () => {
  expect(columnsOf([], [], flow)).toHaveLength(2);
});

it("leads on, never back and never to cancelled", () => {
  expect(flow.slice(0, 3).map((one) => nextState(one, flow)?.code ?? null)).toEqual([
    "ready",
    "taken",
    null,
  ]);
});

it("goes to either side, but only where the flow leads", () => {
  const [washing, ready] = flow as [WorkState, WorkState];
  expect(statesFrom(washing, flow).map(({ code }) => code)).toEqual(["ready"]);
  expect([stateBeside(ready, -1, flow)?.code, stateBeside(washing, -1, flow)]).toEqual([
    "washing",
    null,
  ]);
});

it("sums what the orders of a column come to, each once", () => {
  const promises = [promise("P-00001", "N-000001"), promise("P-00002", "N-000001")];
  const orders = [
    { number: "N-000001", payable: 30_000 },
    { number: "N-000002", payable: 5_000 },
  ] as Order[];
  expect(sumOf({ state: null, promises }, orders)).toBe(30_000);
});
