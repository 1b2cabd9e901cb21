import { expect, it } from "vitest";
import type { Ticket } from "@/bridge/contract";
import { movesOf } from "./next";

const told = "2026-03-14T10:00:00+07:00";
const did = [{ what: "cuci ulang", by: "", at: told, cost: 0, result: "" }];
const moves = (ticket: Partial<Ticket>) =>
  movesOf({
    status: "new",
    type: "complaint",
    actions: [],
    acknowledged_at: "",
    accepted: null,
    ...ticket,
  } as Ticket);

it.each([
  ["first the customer hears that somebody looks after it", {}, ["acknowledge"]],
  ["a complaint needs an action before it is settled", { acknowledged_at: told }, []],
  ["then it can be settled", { acknowledged_at: told, actions: did }, ["resolve"]],
  ["a question needs no action", { type: "question" as const }, ["acknowledge", "resolve"]],
  ["the customer is asked", { status: "resolved" as const }, ["accept", "refuse"]],
  ["and then it is closed", { status: "resolved" as const, accepted: true }, ["close"]],
  ["what is closed rests", { status: "closed" as const }, []],
])("%s", (_name, ticket, want) => {
  expect(moves(ticket)).toEqual(want);
});
