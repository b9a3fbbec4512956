import { aliasBomb, deep, large, times, tooLarge, type Structure } from "./structure.js";

const yamlHead =
  "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {/a: {get: {responses: {'204': {}}}}}\n";
export const yaml: readonly Structure[] = [
  {
    name: "YAML aliases that multiply",
    text: () => aliasBomb(`${yamlHead}x: &a0 [x, y, z]\n`),
    code: "AF_DOCUMENT_TOO_LARGE",
  },
  {
    name: "one large YAML value, 10,000 times",
    text: () =>
      `${yamlHead}x: &a [${times(1000, () => "x").join(",")}]\ny: [${times(10_000, () => "*a").join(",")}]\n`,
    code: "AF_DOCUMENT_TOO_LARGE",
  },
  {
    name: "a YAML alias within itself",
    text: () => `${yamlHead}x: &a {b: *a}\n`,
    code: "AF_DOCUMENT_MALFORMED",
  },
  {
    name: "YAML merge keys that multiply",
    text: () =>
      `${yamlHead}m0: &m0 {k: v}\n${times(30, (index) => `m${index + 1}: &m${index + 1} {<<: [*m${index}, *m${index}], a${index}: [*m${index}, *m${index}]}\n`).join("")}`,
    code: "AF_DOCUMENT_TOO_LARGE",
  },
  {
    name: "YAML 100,000 levels deep",
    text: () => `${yamlHead}x: ${deep(100_000, "[", "]")}\n`,
    code: "AF_DOCUMENT_MALFORMED",
  },
  {
    name: "YAML 2,000 levels deep, by indentation",
    text: () => `${yamlHead}x:\n${times(2000, (level) => `${" ".repeat(level + 1)}a:\n`).join("")}`,
    code: "AF_DOCUMENT_MALFORMED",
  },
  {
    name: "a YAML tag of JavaScript",
    text: () => `${yamlHead}x: !!js/function 'function () { globalThis.canary=1 }'\n`,
    code: "AF_DOCUMENT_MALFORMED",
  },
  {
    name: "a YAML tag of Python",
    text: () => `${yamlHead}x: !!python/object/apply:os.system ['true']\n`,
    code: "AF_DOCUMENT_MALFORMED",
  },
  {
    name: "two YAML documents",
    text: () => `${yamlHead}---\n${yamlHead}`,
    code: "AF_DOCUMENT_MALFORMED",
  },
  {
    name: "YAML keys called __proto__",
    text: () =>
      `${yamlHead}__proto__: {paths: {}}\nx: {__proto__: {polluted: 1}, constructor: {prototype: {polluted: 1}}}\n`,
  },
  { name: "a YAML text of 10 MB", text: () => `${yamlHead}x: "${large}"\n`, code: tooLarge },
  {
    name: "100,000 YAML anchors",
    text: () => `${yamlHead}x:\n${times(100_000, (index) => `  - &a${index} x\n`).join("")}`,
  },
];
