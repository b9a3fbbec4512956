import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isMatchable,
  matching,
  matchingNone,
  parsePattern,
  patternMatcher,
} from "../../../src/validation.js";

describe("parsePattern", () => {
  test.each([
    [String.raw`^[a-zA-Z0-9._-]+$`, "a.B_9-"],
    [String.raw`^(?<year>\d{4})-\x41\u0042\/[\]\-a-c]$`, "2024-AB/]"],
    [String.raw`\w+?@\S+\.[^\s\d]{2,3}`, "a@b.cd"],
    [String.raw`^[^\w\W]|b\tc$`, "b\tc"],
    [String.raw`^[\D\b]{2}\0?$`, "a\b"],
    ["^a{2}(?:b|c){0,1}$", "aac"],
  ])("reads %s as RegExp does", (pattern, text) => {
    expect(text).toMatch(new RegExp(pattern, "u"));
    expect(matching(pattern)(text)).toBe(true);
    expect(matching(pattern)(`${text}\n`)).toBe(new RegExp(pattern, "u").test(`${text}\n`));
  });

  test.each([
    ["look-ahead", "(?=a)b"],
    ["look-behind", "(?<!a)b"],
    ["a back reference", String.raw`(a)\1`],
    ["a Unicode property", String.raw`\p{L}`],
    ["an open group", "(a"],
    ["a closed group too many", "a)"],
    ["an open class", "[a"],
    ["a range upside down", "[z-a]"],
    ["a repetition of nothing", "*a"],
    ["a repeated anchor", "^*"],
    ["an unfinished escape", "a\\"],
    ["an escape with a wrong number", String.raw`\xZZ`],
    ["a count that is no count", "a{x}"],
    ["a count upside down", "a{3,2}"],
    ["groups deeper than any document has", "(".repeat(60) + ")".repeat(60)],
    ["a text longer than any document has", "a".repeat(3000)],
  ])("does not read %s", (_, pattern) => {
    expect(parsePattern(pattern)).toBeUndefined();
  });
});

/** Patterns made of what the reader knows, small enough for RegExp. */
const patterns = fc.letrec<{ node: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom("a", "b", ".", "[ab]", "[^a]", String.raw`\d`, String.raw`[\w-]`, "^", "$"),
    tie("node").map((node) => `(?:${node})`),
  ),
  node: fc.oneof(
    { maxDepth: 3 },
    tie("atom"),
    fc.tuple(tie("atom"), tie("atom")).map(([left, right]) => left + right),
    fc.tuple(tie("atom"), tie("atom")).map(([left, right]) => `${left}|${right}`),
    fc
      .tuple(tie("node"), fc.constantFrom("*", "+", "?", "{2}", "{1,2}", "{2,}"))
      .map(([node, count]) => `(?:${node})${count}`),
  ),
})).node;

describe("a matcher of patterns", () => {
  test("agrees with RegExp", () => {
    fc.assert(
      fc.property(
        patterns,
        fc.string({ unit: fc.constantFrom("a", "b", "1", "-"), maxLength: 8 }),
        (pattern, text) => {
          const node = parsePattern(pattern);
          fc.pre(node !== undefined);
          expect(patternMatcher(node)?.(text)).toBe(new RegExp(pattern, "u").test(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test.each([
    [String.raw`^\s$`, ["\u00a0", "\u2028", "\ufeff", "\u3000", "\u200b", "\t", "a"]],
    ["^.$", ["\n", "\r", "\u2028", "\u2029", "\u0085", "😀"]],
    [String.raw`^[^\s]$`, ["\u1680", "😀"]],
  ])("reads the white space and the line ends of %s as RegExp does", (pattern, texts) => {
    const matches = matching(pattern);
    const expected = new RegExp(pattern, "u");
    expect(texts.map(matches)).toEqual(texts.map((text) => expected.test(text)));
  });

  test.each(["^(a+)+$", "^(a|a)*$", "^([a-z]+)*-$", "(x+x+)+y"])(
    "takes %s, which keeps RegExp busy for years, in its stride",
    (pattern) => {
      const text = "a".repeat(10_000) + "x".repeat(10_000);
      expect(matching(pattern)(`${text}!`)).toBe(false);
    },
  );

  test("is not made for a pattern that multiplies without end", () => {
    const node = parsePattern("((a{99}){99}){99}");
    expect(node && patternMatcher(node)).toBeUndefined();
    expect(isMatchable("((a{99}){99}){99}")).toBe(false);
  });

  test("does not take a text that would need too many steps", () => {
    const pattern = "(a{0,90}){90}b";
    expect(isMatchable(pattern)).toBe(true);
    expect(matching(pattern)("a".repeat(20_000))).toBe(false);
  });

  test("throws for a pattern that cannot be read", () => {
    expect(() => matching("(?=a)")).toThrow(TypeError);
  });

  test("tells names apart that nothing else speaks of", () => {
    const others = matchingNone(["id"], ["^x-", "^[0-9]+$"]);
    expect(["id", "x-a", "12", "name", "ax-"].filter(others)).toEqual(["name", "ax-"]);
  });
});
