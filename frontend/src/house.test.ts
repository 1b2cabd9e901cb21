import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sources } from "./sources";

const read = (path: string) => readFileSync(path, "utf8");
const imports = (path: string) =>
  [...read(path).matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, target]) => target ?? "");
const room = (path: string) => /^src\/features\/(\w+)\//.exec(path)?.[1];

describe("the rules of the house", () => {
  it("features never import each other", () => {
    const wrong = sources().filter((path) =>
      imports(path).some((target) => {
        const other = /^@\/features\/(\w+)/.exec(target)?.[1];
        return room(path) && other && other !== room(path);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("no file climbs out of its room by dots", () => {
    const wrong = sources().filter((path) =>
      imports(path).some((target) => target.startsWith("../")),
    );
    expect(wrong).toEqual([]);
  });

  it("only the bridge knows how calls travel", () => {
    const wrong = sources().filter(
      (path) =>
        !path.startsWith("src/bridge/") && /\bfetch\(|window\.go\b|sessionStorage/.test(read(path)),
    );
    expect(wrong).toEqual([]);
  });

  it("ui and lib know no feature and no app", () => {
    const low = sources().filter((path) => /^src\/(ui|lib|bridge)\//.test(path));
    const wrong = low.filter((path) =>
      imports(path).some((target) => /^@\/(features|app)/.test(target)),
    );
    expect(wrong).toEqual([]);
  });

  it("no cell of the table holds a component of the library", () => {
    const cells = ["src/ui/table/TableRow.tsx", "src/features/customers/columns.tsx"];
    expect(cells.flatMap(imports).filter((target) => target.startsWith("@mantine"))).toEqual([]);
  });

  it("no component is longer than 180 lines", () => {
    const long = sources().filter(
      (path) => path.endsWith(".tsx") && read(path).split("\n").length > 180,
    );
    expect(long).toEqual([]);
  });
});
