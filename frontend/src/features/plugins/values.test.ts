import { expect, it } from "vitest";
import type { PluginSetting } from "@/bridge/contract";
import { changedValues, shownValues, wrongSetting } from "./values";

const setting = (key: string, type: PluginSetting["type"], value: PluginSetting["value"]) => ({
  key,
  type,
  title_id: "",
  title_en: "",
  value,
  default: value,
  minimum: null,
  maximum: null,
  choices: [],
});
const form = [
  setting("from", "money", 1050),
  setting("days", "days", 30),
  setting("on", "bool", true),
];

it("shows money in the units that people write, and sends minor units", () => {
  expect(shownValues(form, 2)).toEqual({ from: 10.5, days: 30, on: true });
  expect(changedValues(form, { from: 19.99, days: 30, on: true }, 2)).toEqual({ from: 1999 });
});

it("sends only what differs from the rule's own standard", () => {
  expect(changedValues(form, { from: 10.5, days: 0, on: false }, 2)).toEqual({
    days: 0,
    on: false,
  });
});

it("finds the field of a refusal", () => {
  expect([wrongSetting("config.days", form), wrongSetting("config", form)]).toEqual(["days", ""]);
});
