// Settings: every property of config.schema.json becomes one config row, the
// owner's value where there is one, else the default for the currency.
import { constants } from "./rows.js";

/**
 * The config rows of a question. It refuses a value of another type, beyond
 * minimum, maximum or maxLength, or outside enum; the other words of JSON
 * Schema are Raja's to check, when the owner saves.
 */
export function settingsOf(schema, currency, own = {}) {
  const properties = schema?.properties ?? {};
  for (const key of Object.keys(own)) {
    if (!Object.hasOwn(properties, key)) throw new Error(`config: there is no setting "${key}"`);
  }
  return Object.entries(properties).map(([key, property]) => {
    const standard = property["x-raja"]?.defaults?.[currency] ?? property.default;
    return rowOf(key, property, own[key] ?? standard);
  });
}

function rowOf(key, property, value) {
  check(key, property, value);
  const type = typeOf(property);
  const row = { key, type: constants.setting[type] };
  if (type === "text") return { ...row, text: value };
  return { ...row, value: type === "bool" ? Number(value) : value };
}

function typeOf({ type, "x-raja": more }) {
  return { string: "text", boolean: "bool" }[type] ?? more?.type ?? "int";
}

function check(key, { type, minimum, maximum, maxLength, enum: choices }, value) {
  const refuse = (why) => {
    throw new Error(`config: ${key} is ${typeof value === "string" ? `"${value}"` : value}, ${why}`);
  };
  if (type === "integer" && typeof value !== "bigint" && !Number.isSafeInteger(value))
    refuse("want a whole number");
  if (type === "string" && typeof value !== "string") refuse("want a text");
  if (type === "boolean" && typeof value !== "boolean") refuse("want true or false");
  if (value < minimum) refuse(`the least is ${minimum}`);
  if (value > maximum) refuse(`the most is ${maximum}`);
  if (choices && !choices.includes(value)) refuse(`want one of ${choices.join(", ")}`);
  if ([...String(value)].length > maxLength) refuse(`the most is ${maxLength} letters`);
}
