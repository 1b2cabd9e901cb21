import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Every source file of the page, tests left out. For tests that read the code itself. */
export function sources(): string[] {
  return readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|\.d\.ts$/.test(name))
    .map((name) => join("src", name));
}
