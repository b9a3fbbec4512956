import { isDeepStrictEqual } from "node:util";
import { createContext, runInContext } from "node:vm";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  isIdentifierName,
  type Json,
  jsonText,
  keyLiteral,
  literal,
  numberLiteral,
  stringLiteral,
  visible,
} from "../../src/template/literal.js";

/** Strings that printers were broken by, and any others. */
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '"',
          "'",
          "`",
          "\\",
          "\\u",
          "\\x22",
          "${",
          "}",
          "*/",
          "//",
          "/*",
          "<!--",
          "-->",
          "</script>",
          "\n",
          "\r",
          "\u2028",
          "\u2029",
          "\u0085",
          "\u202e",
          "\u2066",
          "\u0000",
          "\u007f",
          "\ufeff",
          "\ud800",
          "\udc00",
          "😀",
          "__proto__",
          "constructor",
          ");",
          "process.exit()",
        ),
        fc.string({ maxLength: 3 }),
      ),
    )
    .map((parts) => parts.join("")),
);

const json = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(null, true, false, 0, -0, 1e308, 5e-324, -1),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    hostile,
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(hostile, fc.constant("__proto__")), tie("json"), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
})).json;

const realm = createContext({});

/** What a JavaScript engine makes of an expression, moved to this realm. */
function evaluate(expression: string): unknown {
  return structuredClone(runInContext(`(${expression})`, realm));
}

/** Everything that may hide or reorder text, or end a line. */
const unsafe =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/u;

test("a string literal evaluates to its string, and is equally JSON", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(evaluate(stringLiteral(text))).toBe(text);
      expect(JSON.parse(stringLiteral(text))).toBe(text);
    }),
    { numRuns: 1000 },
  );
});

test("a string literal has quotes at its ends only, and nothing that hides text", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(stringLiteral(text)).toMatch(/^"(?:[^"\\]|\\.)*"$/);
      expect(stringLiteral(text)).not.toMatch(unsafe);
      expect(stringLiteral(text)).not.toContain("</");
    }),
    { numRuns: 1000 },
  );
});

test("a literal evaluates to its value", () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(isDeepStrictEqual(evaluate(literal(value)), value)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("JSON text parses to its value, on one line or indented, and hides nothing", () => {
  fc.assert(
    fc.property(json, fc.constantFrom(undefined, 2), (value, indent) => {
      const text = jsonText(value, indent);
      expect(isDeepStrictEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))).toBe(true);
      expect(text.replaceAll("\n", "")).not.toMatch(unsafe);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  [null, "null"],
  [true, "true"],
  [1.5, "1.5"],
  [-0, "-0"],
  ['a"b\\c\nd', '"a\\"b\\\\c\\nd"'],
  ["\u202e\u2028\ud800", '"\\u202e\\u2028\\ud800"'],
  ["</script>", '"<\\/script>"'],
  ["<!-- a", '"\\u003c!-- a"'],
  [[], "[]"],
  [{}, "{}"],
  [[1, ["a"]], '[1, ["a"]]'],
  [{ b: 1, a: { "x-y": null } }, '{ b: 1, a: { "x-y": null } }'],
  [JSON.parse('{"__proto__":1}'), '{ ["__proto__"]: 1 }'],
] as [Json, string][])("%j is printed as %s", (value, expected) => {
  expect(literal(value)).toBe(expected);
});

test.each(
  "00 1f 7f 9f ad 61c 180e 200b 200f 2028 202f 2060 206f feff fff9 fffb d800 dfff".split(" "),
)("the character U+%s, which is not seen or reorders others, is printed as its escape", (code) => {
  const character = String.fromCharCode(Number.parseInt(code, 16));
  const escaped = `a\\u${code.padStart(4, "0")}b`;
  expect(visible(`a${character}b`)).toBe(escaped);
  expect(evaluate(stringLiteral(character))).toBe(character);
  expect(stringLiteral(`é${character}`).length).toBeGreaterThan(4);
});

test("a key __proto__ stays a key of its own", () => {
  const value = evaluate(literal(JSON.parse('{"__proto__":{"polluted":1}}')));
  expect(Object.keys(value ?? {})).toEqual(["__proto__"]);
  expect(value).not.toHaveProperty("polluted");
});

test.each([
  ["name", "name"],
  ["$_1", "$_1"],
  ["class", "class"],
  ["1a", '"1a"'],
  ["a-b", '"a-b"'],
  ["", '""'],
  ["ä", '"ä"'],
  ["__proto__", '["__proto__"]'],
])("the key %j is printed as %s", (key, expected) => {
  expect(keyLiteral(key)).toBe(expected);
});

test("a key is never more than one property", () => {
  fc.assert(
    fc.property(hostile, (key) => {
      expect(evaluate(`Object.entries({ ${keyLiteral(key)}: 1 })`)).toEqual([[key, 1]]);
    }),
    { numRuns: 1000 },
  );
});

test.each([Number.NaN, Infinity, "1;process.exit()", { valueOf: () => 1 }, null])(
  "%s is not printed as a number",
  (value) => {
    expect(() => numberLiteral(value as number)).toThrow(TypeError);
  },
);

test.each([undefined, () => 1, Symbol("s"), 1n, [undefined], { a: () => 1 }])(
  "%s is not printed as a literal",
  (value) => {
    expect(() => literal(value as unknown as Json)).toThrow(TypeError);
  },
);

test.each([
  ["a", true],
  ["$", true],
  ["a1", true],
  ["1a", false],
  ["a b", false],
  ["", false],
  ["a\n", false],
])("%j needs no quotes as a key: %s", (name, expected) => {
  expect(isIdentifierName(name)).toBe(expected);
});

test("visible text keeps what shows, and shows what hides", () => {
  expect(visible("a😀ä\t\u202eb\u200d")).toBe("a😀ä\\u0009\\u202eb\\u200d");
});
