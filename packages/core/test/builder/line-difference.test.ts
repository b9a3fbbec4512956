import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareLines } from "../../src/builder/line-difference.js";
import { unifiedDifference } from "../../src/builder/unified-difference.js";

const lines = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });

/** Length of the longest list that both have in this order, by the textbook's table. */
function longestCommon(one: readonly string[], other: readonly string[]): number {
  let row: readonly number[] = other.map(() => 0);
  for (const line of one) {
    const next: number[] = [];
    for (const [index, candidate] of other.entries()) {
      const diagonal = index === 0 ? 0 : (row[index - 1] ?? 0);
      next.push(
        candidate === line ? diagonal + 1 : Math.max(row[index] ?? 0, next[index - 1] ?? 0),
      );
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** What the hunks of a unified difference make of a text. */
function applied(before: readonly string[], difference: string): readonly string[] {
  const result: string[] = [];
  let next = 0;
  for (const line of difference.split("\n").slice(2, -1)) {
    const header = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@$/.exec(line);
    if (header) {
      const start = Number(header[1]) - (header[2] === "0" ? 0 : 1);
      result.push(...before.slice(next, start));
      next = start;
    } else if (line.startsWith("+")) result.push(line.slice(1));
    else {
      if (before[next] !== line.slice(1)) throw new Error(`It has no such line: ${line}`);
      if (line.startsWith(" ")) result.push(line.slice(1));
      next += 1;
    }
  }
  return [...result, ...before.slice(next)];
}

describe("lines of two texts", () => {
  test("are taken apart so that each side is whole, with as much in common as there is", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const stretches = compareLines(before, after);
        expect(stretches.flatMap((stretch) => stretch.before)).toEqual(before);
        expect(stretches.flatMap((stretch) => stretch.after)).toEqual(after);
        const kept = stretches.filter(({ same }) => same);
        expect(kept.map((stretch) => stretch.before)).toEqual(kept.map((stretch) => stretch.after));
        const length = kept.reduce((sum, stretch) => sum + stretch.before.length, 0);
        expect(length).toBe(longestCommon(before, after));
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  test("that differ in thousands of places are replaced as a whole, between what is the same around them", () => {
    const many = (letter: string) =>
      Array.from({ length: 1_500 }, (_, index) => `${letter}${index}`);
    const stretches = compareLines(
      ["first", ...many("a"), "last"],
      ["first", ...many("b"), "last"],
    );
    expect(stretches.map(({ same, before, after }) => [same, before.length, after.length])).toEqual(
      [
        [true, 1, 1],
        [false, 1_500, 1_500],
        [true, 1, 1],
      ],
    );
  });
});

describe("a unified difference", () => {
  const names = { before: "a/x", after: "b/x" };

  test("makes the second text of the first", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const text = unifiedDifference(compareLines(before, after), names);
        expect(text === "" ? before : applied(before, text)).toEqual(after);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  test("has three lines around each change, and one hunk for changes that are close", () => {
    const before = Array.from({ length: 20 }, (_, index) => `${index + 1}`);
    const after = before.flatMap((line) => {
      if (line === "5") return ["5", "new"];
      return line === "9" || line === "19" ? [] : [line];
    });
    expect(unifiedDifference(compareLines(before, after), names)).toBe(
      [
        "--- a/x",
        "+++ b/x",
        "@@ -3,10 +3,10 @@",
        " 3",
        " 4",
        " 5",
        "+new",
        " 6",
        " 7",
        " 8",
        "-9",
        " 10",
        " 11",
        " 12",
        "@@ -16,5 +16,4 @@",
        " 16",
        " 17",
        " 18",
        "-19",
        " 20",
        "",
      ].join("\n"),
    );
  });

  test("of a new file starts before its first line", () => {
    expect(unifiedDifference(compareLines([], ["one"]), names)).toBe(
      "--- a/x\n+++ b/x\n@@ -0,0 +1,1 @@\n+one\n",
    );
  });
});
