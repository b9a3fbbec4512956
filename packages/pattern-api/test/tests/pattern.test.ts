import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesPattern } from "../../src/tests/pattern-match.js";
import { samplePattern } from "../../src/tests/pattern-sample.js";
import { parsePattern } from "../../src/tests/pattern-syntax.js";

const readable = [
  String.raw`^[a-zA-Z0-9._-]+$`,
  String.raw`^([0-9a-fA-F]{40}(?:[0-9a-fA-F]{24})?)$`,
  String.raw`^refs/(heads|tags|pull)/.*$`,
  String.raw`^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$`,
  String.raw`^\d+\.\d+\.\d+$`,
  String.raw`^https://`,
  String.raw`\w+?@\S+\.[^\s\d]{2,3}`,
  String.raw`^(?<year>\d{4})-\x41\u0042\/[\]\-a-c]$`,
  String.raw`^[^\w\W]|b\tc$`,
];

describe("samplePattern", () => {
  test.each(readable)("makes a text that RegExp finds %s in", (pattern) => {
    const text = samplePattern(pattern, 0, Infinity);
    expect(text).toMatch(new RegExp(pattern, "u"));
  });

  test("repeats until the minimum length is reached", () => {
    expect(samplePattern("^[a-z]+$", 12, 12)).toBe("aaaaaaaaaaaa");
  });

  test.each([
    ["an anchor in the middle", "a^b"],
    ["nothing to choose from", "[]"],
    ["a length that it cannot have", "^ab$"],
  ])("gives nothing for %s", (_, pattern) => {
    expect(samplePattern(pattern, 3, 9)).toBeUndefined();
  });

  test("gives nothing for a count that multiplies without end", () => {
    expect(samplePattern("((a{999}){999}){999}", 0, Infinity)).toBeUndefined();
  });
});

describe("parsePattern", () => {
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

describe("matchesPattern", () => {
  test("agrees with RegExp", () => {
    fc.assert(
      fc.property(
        patterns,
        fc.string({ unit: fc.constantFrom("a", "b", "1", "-"), maxLength: 8 }),
        (pattern, text) => {
          const node = parsePattern(pattern);
          fc.pre(node !== undefined);
          expect(matchesPattern(node, text)).toBe(new RegExp(pattern, "u").test(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("takes a pattern that keeps RegExp busy for years in its stride", () => {
    const node = parsePattern("^(a+)+$");
    expect(node && matchesPattern(node, `${"a".repeat(1000)}b`)).toBe(false);
  });

  test("gives up on a pattern that multiplies without end", () => {
    const node = parsePattern("((a{99}){99}){99}");
    expect(node && matchesPattern(node, "a")).toBeUndefined();
  });
});
