import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { Code, isCode, isReservedWord } from "../../src/template/code.js";

test.each(["name", "$", "_private", "camelCase1"])("%s can be declared", (name) => {
  expect(Code.identifier(name).toString()).toBe(name);
});

test.each([
  "class",
  "await",
  "eval",
  "any",
  "1a",
  "a-b",
  "",
  "a b",
  "a\n",
  "ä",
  "a;process.exit()",
  "__proto__()",
])("%j cannot be declared", (name) => {
  expect(() => Code.identifier(name)).toThrow(TypeError);
});

test("a reserved word can stand after a dot", () => {
  expect(Code.propertyName("delete").toString()).toBe("delete");
});

test.each(["a-b", "a.b", "", "a()"])("%j cannot stand after a dot", (name) => {
  expect(() => Code.propertyName(name)).toThrow(TypeError);
});

test.each(["class", "string", "arguments"])("%s is reserved", (name) => {
  expect(isReservedWord(name)).toBe(true);
});

test("a name that a property of objects has is not reserved", () => {
  expect(isReservedWord("constructor")).toBe(false);
});

test("a literal prints its value, trusted text itself", () => {
  expect(Code.literal({ a: ["b"] }).toString()).toBe('{ a: ["b"] }');
  expect(Code.trusted("a + b").toString()).toBe("a + b");
});

test.each([
  ["", ""],
  [" \n\n ", ""],
  ["One line.", "/** One line. */"],
  ["\n\nFirst\n\n\n\nSecond  \n", "/**\n * First\n *\n * Second\n */"],
  ["a */ b", "/** a * / b */"],
  ["a /* b", "/** a / * b */"],
  ["**/", "/** ** / */"],
  ["*/*/", "/** * / * / */"],
  ["/", "/** / */"],
  ["a\u2028b\u0085c\rd", "/**\n * a\n * b\n * c\n * d\n */"],
  ["a\tb", "/** a  b */"],
  ["\u202eabc\u0000", "/** \\u202eabc\\u0000 */"],
  ["\\u002a\\u002f", "/** \\ u002a\\ u002f */"],
  ["@ts-expect-error", "/** @ ts-expect-error */"],
  ["@ts-ignore", "/** @ ts-ignore */"],
  ["#__PURE__ @__NO_SIDE_EFFECTS__", "/** # __PURE__ @ __NO_SIDE_EFFECTS__ */"],
  ["@deprecated since 2", "/** @deprecated since 2 */"],
  ["</script>", "/** < /script> */"],
  ["<!-- a -->", "/** < !-- a --> */"],
  ["# sourceMappingURL=a @ sourceURL=b", "/** # sourceMappingURL =a @ sourceURL =b */"],
])("the comment %j", (text, expected) => {
  expect(Code.comment(text).toString()).toBe(expected);
});

test("the lines of a comment are indented as told, but the first", () => {
  expect(Code.comment("a\nb", "  ").toString()).toBe("/**\n   * a\n   * b\n   */");
});

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      "*",
      "/",
      "*/",
      "/*",
      "**/",
      "\\",
      "\\u",
      "\n",
      "\r",
      "\u2028",
      "\u2029",
      "\u0085",
      "\u202e",
      "\ud83d",
      "@ts-",
      "ignore",
    ),
    fc.string({ maxLength: 2 }),
  ),
);

test("a comment closes once, at its end, and hides nothing", () => {
  fc.assert(
    fc.property(pieces, (parts) => {
      const comment = Code.comment(parts.join("")).toString();
      fc.pre(comment !== "");
      expect(comment.startsWith("/**")).toBe(true);
      expect(comment.indexOf("*/")).toBe(comment.length - 2);
      expect(comment.indexOf("/*", 1)).toBe(-1);
      expect(comment.replaceAll("\n", "")).not.toMatch(
        /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u,
      );
      expect(comment).not.toMatch(/@ts-|\\u00(?:2a|2f|0a)/i);
    }),
    { numRuns: 2000 },
  );
});

test("code of another copy of core is recognised", async () => {
  vi.resetModules();
  const copy = await import("../../src/template/code.js");
  expect(isCode(copy.Code.trusted("a"))).toBe(true);
});

test.each(["a", null, undefined, {}, JSON.parse('{"Symbol(agentflow.code)":true}')])(
  "%j is not code, whatever a document says",
  (value) => {
    expect(isCode(value)).toBe(false);
  },
);
