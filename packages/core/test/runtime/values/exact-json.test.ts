import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseExactly, rounded, stringifyExactly } from "../../../src/runtime/values/exact-json.js";

test("JSON that is parsed exactly and rounded is what JSON.parse makes of it", () => {
  const number = fc.oneof(
    fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), number)), (pairs) => {
      const members = pairs.map(([key, text]) => `${JSON.stringify(key)}:[${text}]`);
      const text = `{${members.join(",")}}`;
      expect(rounded(parseExactly(text).value)).toEqual(JSON.parse(text));
    }),
  );
});

test("a bigint is written as a number, wherever it stands", () => {
  expect(stringifyExactly({ a: [9223372036854775807n, 1.5, "9"], b: -1n })).toBe(
    '{"a":[9223372036854775807,1.5,"9"],"b":-1}',
  );
});

test("what JSON cannot hold stays so", () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  expect(() => stringifyExactly(circle)).toThrow(TypeError);
  expect(stringifyExactly(undefined)).toBeUndefined();
});
