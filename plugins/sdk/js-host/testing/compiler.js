// The AssemblyScript compiler, for tests that build a rule themselves.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of the AssemblyScript SDK. */
export const sdk = fileURLToPath(new URL("../../assemblyscript/", import.meta.url));

/** The compiler that the SDK pins; in a clean clone it is installed first. */
export function compiler() {
  const asc = `${sdk}node_modules/assemblyscript/bin/asc.js`;
  if (!existsSync(asc))
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: sdk, stdio: "pipe" });
  return asc;
}
