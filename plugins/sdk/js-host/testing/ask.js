// Asks rules the questions on standard input, for same_test.go: answers the
// bytes of the rows in base64 and the answers, or the error.
import { readFileSync } from "node:fs";
import { load } from "../host.js";

const { folder, wasm, hook, questions } = JSON.parse(readFileSync(0, "utf8"));
const json = (name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
const rule = await load({
  manifest: json("manifest.json"),
  schema: json("config.schema.json"),
  wasm: readFileSync(wasm),
});
const said = [];
for (const question of questions) {
  try {
    const { bytes, answers } = await rule.ask(hook, question);
    said.push({
      bytes: Buffer.from(bytes).toString("base64"),
      reasons: answers.map((row) => [row.reason_id, row.reason_en]),
    });
  } catch (error) {
    said.push({ error: error.message });
  }
}
console.log(JSON.stringify(said));
