import { describe, expect, test } from "vitest";
import { samplePattern } from "../../src/tests/pattern-sample.js";

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
