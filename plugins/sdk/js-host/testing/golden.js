// The golden rules as they lie on disk.
import { readdirSync, readFileSync } from "node:fs";

const golden = new URL("../../../golden/", import.meta.url);

const json = (url) => JSON.parse(readFileSync(url, "utf8"));
const names = (url) => readdirSync(url, { withFileTypes: true });

/** Every rule in every language: its name, what load takes, and its cases. */
export function rules() {
  return names(golden)
    .filter((hook) => hook.isDirectory())
    .flatMap((hook) => {
      const folder = new URL(`${hook.name}/`, golden);
      const cases = names(new URL("tests/", folder)).map((file) =>
        json(new URL(`tests/${file.name}`, folder)),
      );
      const common = {
        manifest: json(new URL("manifest.json", folder)),
        schema: json(new URL("config.schema.json", folder)),
        cases,
      };
      return languages(folder).map((language) => ({
        name: `${hook.name} in ${language}`,
        ...common,
        wasm: readFileSync(new URL(`${language}/plugin.wasm`, folder)),
      }));
    });
}

function languages(folder) {
  const built = (name) => names(new URL(`${name}/`, folder)).some((file) => file.name === "plugin.wasm");
  return names(folder)
    .filter((entry) => entry.isDirectory() && built(entry.name))
    .map((entry) => entry.name);
}
