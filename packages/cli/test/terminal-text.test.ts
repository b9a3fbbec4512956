import { describe, expect, test } from "vitest";
import { terminalLine, terminalText } from "../src/terminal-text.js";

describe("terminalText", () => {
  test.each([
    ["colours", "a\u001B[31mb\u001B[0m", "ab"],
    ["a link", "\u001B]8;;https://evil.example\u0007text\u001B]8;;\u0007", "text"],
    ["a carriage return that overwrites the line", "fail\rok", String.raw`fail\u000dok`],
    ["a backspace", "a\bb", String.raw`a\u0008b`],
    ["an escape character of its own", "a\u001B", String.raw`a\u001b`],
    ["bidirectional controls", "a\u202Eb", String.raw`a\u202eb`],
  ])("%s does not reach the terminal", (_name, text, shown) => {
    expect(terminalText(text)).toBe(shown);
  });

  test("a second line cannot pass for a line of the command", () => {
    expect(terminalText("one\nerror AF_X: forged")).toBe("one\n    error AF_X: forged");
  });

  test("a line stays one line", () => {
    expect(terminalLine(" one\n\ttwo ")).toBe("one two");
  });
});
