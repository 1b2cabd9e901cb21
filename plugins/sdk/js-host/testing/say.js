// Says the sentences on standard input, for voice_test.go.
import { readFileSync } from "node:fs";
import { say } from "../say.js";

const asked = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.map(({ text, arg, voice }) => say(text, [arg], voice))));
