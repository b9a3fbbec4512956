import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wireJson, wireOfJson } from "../../src/cache/wire-json.js";
import type { WireValue } from "../../src/driver/driver.js";

const wires: fc.Arbitrary<WireValue> = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.double(),
  fc.bigInt(),
  fc.uint8Array(),
  fc.constant(null),
);

describe("the JSON of a value", () => {
  it("gives the same value back", () => {
    fc.assert(
      fc.property(wires, (wire) => {
        const text = JSON.stringify(wireJson(wire));
        expect(wireOfJson(JSON.parse(text))).toStrictEqual(wire);
      }),
    );
  });

  it("is another for values of other types", () => {
    const values: readonly WireValue[] = ["1", 1, 1n, Uint8Array.of(1), null, "null", 0, -0, ""];
    const texts = values.map((value) => JSON.stringify(wireJson(value)));
    expect(new Set(texts).size).toBe(values.length);
  });
});
