import { describe, expect, it } from "vitest";
import { parseFieldMembers } from "../../../src/runtime/rate-limit/structured-fields.js";

/** Members as plain values, without what is empty. */
function members(text: string): unknown {
  return parseFieldMembers(text)?.map(({ key, value, parameters }) => [
    key ?? "",
    value,
    Object.fromEntries(parameters),
  ]);
}

describe("parseFieldMembers", () => {
  it.each([
    ['"default";r=50;t=30', [["", "default", { r: "50", t: "30" }]]],
    [
      '"a, b";r=1 \t,\t "c";  r=2',
      [
        ["", "a, b", { r: "1" }],
        ["", "c", { r: "2" }],
      ],
    ],
    [String.raw`"say \"hi\" \\";x`, [["", String.raw`say "hi" \ `.trim(), { x: "?1" }]]],
    [
      'default;pk=:c2VjcmV0:;w=60;qu="requests"',
      [["", "default", { pk: ":c2VjcmV0:", w: "60", qu: "requests" }]],
    ],
    ["100;w=60", [["", "100", { w: "60" }]]],
    [
      "limit=100, remaining=-1.5, reset=?0",
      [
        ["limit", "100", {}],
        ["remaining", "-1.5", {}],
        ["reset", "?0", {}],
      ],
    ],
    ['  "a";r=1;r=2  ', [["", "a", { r: "2" }]]],
  ])("reads %s", (text, expected) => {
    expect(members(text)).toEqual(expected);
  });

  it.each([
    "",
    "   ",
    ",",
    '"a",',
    '"a" "b"',
    '"a',
    '"a";',
    '"a";R=1',
    '"a" ;r=1',
    '"a";r=',
    '"a";r=é',
    '"é";r=1',
    "=1",
    "(1 2)",
    "12345678901234567",
  ])("ignores the whole of %j", (text) => {
    expect(parseFieldMembers(text)).toBeUndefined();
  });

  it("reads a long field that goes wrong at its end in no time", () => {
    const text = `${'"a";r=1;t=2, '.repeat(10_000)}!`;
    expect(parseFieldMembers(text)).toBeUndefined();
    expect(parseFieldMembers(`a${";a=a".repeat(10_000)};`)).toBeUndefined();
    expect(parseFieldMembers(`"${"\\\\".repeat(10_000)}`)).toBeUndefined();
  });
});
