// Admission: what Raja refuses at install is refused here too, by name.
import { checkSeen } from "./clean.js";
import { checkKeys } from "./keys.js";
import { hooks, major, minor, records } from "./rows.js";
import { checkText } from "./say.js";

/** The largest plugin.wasm, in bytes. */
export const mostModule = 8 << 20;

/** Holds a manifest to what this host relies on. */
export function checkManifest(manifest) {
  if (manifest.abi !== major)
    throw new Error(`manifest.json: abi is ${manifest.abi}, this host speaks ${major}`);
  checkKeys(manifest);
  checkSeen(manifest);
  for (const [name, version] of Object.entries(manifest.hooks ?? {})) {
    if (hooks[name]?.version !== version)
      throw new Error(`manifest.json: this host does not know hook ${name}, version ${version}`);
  }
  const known = [
    "lines",
    ...records.facts.fields.filter((field) => field.bit !== undefined).map((field) => field.name),
  ];
  for (const { field } of manifest.reads ?? []) {
    if (!known.includes(field)) throw new Error(`manifest.json: reads: there is no field "${field}"`);
  }
  checkTexts(manifest);
}

function checkTexts({ texts = [], options = [] }) {
  for (const lang of ["id", "en"]) {
    for (const [i, words] of texts.entries())
      checkText(words[lang], `manifest.json: texts: number ${i + 1}: ${lang}`);
    for (const { code, text } of options)
      checkText(text?.[lang], `manifest.json: options: text of ${code}: ${lang}`);
  }
}

/** Holds the bytes of a module to their size, and to having no start function. */
export function checkBytes(wasm) {
  if (wasm.length > mostModule)
    throw new Error(`plugin.wasm has ${wasm.length} bytes, the most is ${mostModule}`);
  for (let at = 8; at < wasm.length; ) {
    const id = wasm[at];
    const [size, body] = leb(wasm, at + 1);
    if (id === 8)
      throw new Error("plugin.wasm has a start function; a rule runs only when it is asked, use _initialize");
    at = body + size;
  }
}

/** An unsigned LEB128 number at `at`, and where it ends. */
function leb(bytes, at) {
  let n = 0;
  for (let shift = 0; ; shift += 7, at++) {
    n += (bytes[at] & 0x7f) * 2 ** shift;
    if (!(bytes[at] & 0x80)) return [n, at + 1];
  }
}

/** Refuses an import that `offered` lacks, and a missing export. */
export function checkModule(module, offered, manifest) {
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind !== "function" || !Object.hasOwn(offered[from] ?? {}, name)) {
      throw new Error(`plugin.wasm imports ${from}.${name}, which no rule may have`);
    }
  }
  const exported = WebAssembly.Module.exports(module);
  const asked = Object.keys(manifest.hooks).map(exportName);
  for (const name of ["raja_abi_v1", "raja_alloc", "raja_describe", ...asked]) {
    if (!exported.some((e) => e.name === name && e.kind === "function"))
      throw new Error(`plugin.wasm does not export ${name}`);
  }
  if (!exported.some((e) => e.name === "memory" && e.kind === "memory"))
    throw new Error('plugin.wasm exports no memory called "memory"');
}

/** The function that answers a hook. */
export const exportName = (hook) => `raja_${hook}_v${hooks[hook].version}`;

/** Compares what a module says of itself with its manifest. */
export function checkDescription(text, manifest) {
  const { abi, hooks: described, schema } = JSON.parse(text);
  const list = (all) =>
    Object.entries(all ?? {})
      .sort()
      .join(" ");
  if (abi !== manifest.abi || list(described) !== list(manifest.hooks)) {
    throw new Error(
      `plugin.wasm describes itself as ABI ${abi} with hooks ${list(described)}, its manifest says ABI ${manifest.abi} with ${list(manifest.hooks)}`,
    );
  }
  if (schema > minor)
    throw new Error(`plugin.wasm is built for ABI ${major}.${schema}, this host speaks ${major}.${minor}`);
}
