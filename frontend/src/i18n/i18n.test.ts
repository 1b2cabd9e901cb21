import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { sources } from "../sources";
import en from "./en.json";
import id from "./id.json";

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") texts.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) texts.set(inner, text);
  }
  return texts;
}

// English has a singular where Indonesian has none: both are one key.
const singular = (key: string) => key.replace(/_(one|other)$/, "");
const keys = (texts: Map<string, string>) => [...new Set([...texts.keys()].map(singular))].sort();
const holes = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();

const indonesian = flatten(id);
const english = flatten(en);

describe("the two languages", () => {
  it("have the same keys", () => {
    expect(keys(english)).toEqual(keys(indonesian));
  });

  it("have the same placeholders", () => {
    for (const [key, text] of english) {
      if (key.endsWith("_one")) continue;
      expect([key, holes(text)]).toEqual([key, holes(indonesian.get(key) ?? "")]);
    }
  });

  it("leave no text empty", () => {
    for (const [key, text] of [...indonesian, ...english])
      expect([key, text.trim()]).not.toEqual([key, ""]);
  });

  it("hold no key that nothing uses", () => {
    const code = sources()
      .map((path) => readFileSync(path, "utf8"))
      .join("\n");
    expect(keys(indonesian).filter((key) => !code.includes(`"${key}"`))).toEqual([]);
  });
});

const SPOKEN = new Set(["aria-label", "title", "placeholder", "label", "description", "alt"]);

function literals(path: string): string[] {
  const text = readFileSync(path, "utf8");
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) found.push(node.text.trim());
    if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
      if (SPOKEN.has(node.name.getText()) && node.initializer.text)
        found.push(node.initializer.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.map((literal) => `${path}: ${literal}`);
}

it("is the only place of words that people see", () => {
  const pages = sources().filter((path) => path.endsWith(".tsx"));
  expect(pages.length).toBeGreaterThan(20);
  expect(pages.flatMap(literals)).toEqual([]);
});
