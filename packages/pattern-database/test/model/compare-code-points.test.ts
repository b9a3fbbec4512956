import fc from "fast-check";
import { expect, test } from "vitest";
import { compareCodePoints } from "../../src/model/compare-code-points.js";

test("texts are ordered as their UTF-8 bytes are", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "B", "\ue000", "😀", "\u{10ffff}", "ü", "ｆ"),
  });
  fc.assert(
    fc.property(text, text, (left, right) => {
      expect(Math.sign(compareCodePoints(left, right))).toBe(
        Math.sign(Buffer.compare(Buffer.from(left), Buffer.from(right))),
      );
    }),
  );
});
