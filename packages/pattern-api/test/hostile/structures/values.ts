import { schemaOf, times, type Structure } from "./structure.js";

export const patterns: readonly Structure[] = [
  "^(a+)+$",
  "^([a-zA-Z]+)*$",
  "(x+x+)+y",
  "^(a|aa)+$",
  "(.*)*\\1$",
  "a{1,1000000000}",
  "((a{1,1000}){1,1000}){1,1000}",
  "((((((a{10}){10}){10}){10}){10}){10}){10}",
  "(?=a)(?!a)b",
  "(",
  "[",
  "\\",
  "(?<a>.)\\k<a>",
  `${"(".repeat(5000)}a${")".repeat(5000)}`,
  times(20_000, (index) => `a${index}`).join("|"),
  "[\\s\\S]{0,99999}[^\\s\\S]",
].map((pattern) => ({
  name: `the pattern ${pattern.slice(0, 40)}`,
  text: () =>
    schemaOf({
      type: "object",
      required: ["a", "b"],
      properties: {
        a: { type: "string", pattern, minLength: 40, example: `${"a".repeat(40)}!` },
        b: { type: "string", pattern, enum: [`${"a".repeat(40)}!`] },
      },
      patternProperties: { [pattern]: { type: "string" } },
    }),
}));

export const limits: readonly Structure[] = [
  { type: "string", minLength: 1e12 },
  { type: "string", minLength: 1e308, maxLength: 1 },
  { type: "array", minItems: 1e9, items: { type: "string" } },
  {
    type: "array",
    minItems: 1e5,
    items: { type: "array", minItems: 1e5, items: { type: "string" } },
  },
  [1, 2, 3, 4, 5, 6, 7, 8].reduce<object>((items) => ({ type: "array", minItems: 100, items }), {
    type: "string",
  }),
  { type: "object", minProperties: 1e9, additionalProperties: true },
  { type: "array", uniqueItems: true, minItems: 1e6, items: { type: "boolean" } },
  { type: "number", multipleOf: 1e-300, minimum: 1e300 },
  { type: "integer", minimum: 10, maximum: 1 },
  { type: "integer", exclusiveMinimum: -1e308, multipleOf: 7e307 },
  { type: "string", format: "byte", minLength: 1e9 },
  { type: ["string", "null", {}, 7], enum: [null, {}, []] },
  { type: "object", required: times(50_000, (index) => `p${index}`) },
  { contains: { const: 1 }, minContains: 1e9, type: "array" },
].map((schema) => ({
  name: `the limits ${JSON.stringify(schema).slice(0, 70)}`,
  text: () => schemaOf(schema),
}));

export const numbers: readonly Structure[] = [
  "1e400",
  "-1e400",
  "1e-400",
  "-0",
  "9007199254740993",
  "1".repeat(5000),
].map((number) => ({
  name: `the number ${number.slice(0, 20)}`,
  ...(Number.isFinite(Number(number)) ? {} : { code: "AF_DOCUMENT_MALFORMED" }),
  text: () => {
    const schema = {
      type: "number",
      default: "@n",
      enum: ["@n", 1],
      const: "@n",
      minimum: "@n",
      example: "@n",
      examples: ["@n"],
    };
    return schemaOf({
      type: "object",
      required: ["a"],
      properties: { a: schema, b: { default: { c: ["@n"] } } },
    }).replaceAll('"@n"', number);
  },
}));
