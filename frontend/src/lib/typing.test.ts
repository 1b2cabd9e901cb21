import { afterEach, expect, it } from "vitest";
import { isTyping } from "./typing";

afterEach(() => document.body.replaceChildren());

it.each([
  ["a text field", '<input type="search" id="here">', true],
  ["a text area", '<textarea id="here"></textarea>', true],
  ["a list of choices", '<select id="here"></select>', true],
  ["a button in a dialog", '<div role="dialog"><button id="here"></button></div>', true],
  ["a switch", '<input type="radio" id="here">', false],
  ["a button", '<button id="here"></button>', false],
])("in %s", (_name, html, want) => {
  document.body.innerHTML = html;
  expect(isTyping(document.getElementById("here"))).toBe(want);
});
