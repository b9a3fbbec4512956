import { describe, expect, it } from "vitest";
import { codecOf } from "../../../src/postgresql/codec/codec-of.js";
import { parameterText } from "../../../src/postgresql/codec/parameter-text.js";
import { ValueError } from "../../../src/codec/value-error.js";
import type { ColumnDescription } from "../../../src/description/table-description.js";

type Column = Pick<ColumnDescription, "kind" | "type" | "array">;
const int4: Column = { kind: "number", type: "int4" };
const list: Column = { kind: "number", type: "int4[]", array: true };
const circle: unknown[] = [];
circle.push(circle);
let deep: unknown = 1;
for (let depth = 0; depth < 7; depth += 1) deep = [deep];
const holes: unknown[] = [];
holes[1] = 1;

const written: readonly (readonly [Column, unknown, string])[] = [
  [int4, 1.5, "must be a whole number"],
  [int4, Number.NaN, "must be a whole number"],
  [int4, "1", "must be a number"],
  [int4, 1n, "must be a number"],
  [int4, 2 ** 31, "must be between -2147483648 and 2147483647"],
  [int4, 1e300, "is beyond 2^53: pass it as a bigint or text"],
  [{ kind: "number", type: "int2" }, 32_768, "must be between -32768 and 32767"],
  [{ kind: "number", type: "oid" }, -1, "must be between 0 and 4294967295"],
  [
    { kind: "number", type: '"shop"."small"' },
    2 ** 32,
    "must be between -2147483648 and 4294967295",
  ],
  [{ kind: "bigint", type: "int8" }, 1, "must be a bigint"],
  [{ kind: "bigint", type: "int8" }, 2n ** 63n, "does not fit into 64 bits"],
  [{ kind: "bigint-number", type: "int8" }, 2 ** 53, "is beyond 2^53: pass it as a bigint or text"],
  [{ kind: "float", type: "float8" }, "1", "must be a number"],
  [{ kind: "numeric-number", type: "numeric" }, Number.NaN, "must be a finite number"],
  [{ kind: "numeric-number", type: "numeric" }, Infinity, "must be a finite number"],
  [{ kind: "numeric-number", type: "numeric" }, "1", "must be a finite number"],
  [{ kind: "boolean", type: "bool" }, "t", "must be a boolean"],
  [{ kind: "text", type: "text" }, 1, "must be a string"],
  [{ kind: "text", type: "text" }, undefined, "must be a string"],
  [{ kind: "text", type: "text" }, "a\0b", "holds a NUL character, which PostgreSQL cannot hold"],
  [{ kind: "text", type: "text" }, "a\uD800", "holds an unpaired surrogate"],
  [{ kind: "bytes", type: "bytea" }, "\\x00", "must be a Uint8Array"],
  [{ kind: "date", type: "timestamptz" }, "2024-01-01", "must be a Date"],
  [{ kind: "date", type: "timestamptz" }, new Date(Number.NaN), "is an invalid Date"],
  [{ kind: "json", type: "json" }, undefined, "is no JSON value"],
  [{ kind: "json", type: "json" }, { a: [1n] }, "holds a bigint, which JSON has no word for"],
  [
    { kind: "json", type: "json" },
    [Number.NaN],
    "holds a number that is not finite, which JSON has no word for",
  ],
  [
    { kind: "json", type: "json" },
    [undefined],
    "holds an undefined element, which JSON has no word for",
  ],
  [{ kind: "json", type: "json" }, { a: () => 1 }, "holds a function, which JSON has no word for"],
  [{ kind: "json", type: "json" }, circle, "cannot be written as JSON"],
  [{ kind: "json", type: "jsonb" }, "a\0", "holds a NUL character or an unpaired surrogate"],
  [
    { kind: "json", type: "jsonb" },
    { a: "\uDC00" },
    "holds a NUL character or an unpaired surrogate",
  ],
  [list, 1, "must be an array"],
  [list, [undefined], "must be a number"],
  [list, holes, "must be a number"],
  [list, [[1], [2, 3]], "holds arrays of different lengths"],
  [list, [[1], 2], "holds arrays beside other values"],
  [list, [1, [2]], "holds arrays beside other values"],
  [list, [[1], null], "holds arrays beside other values"],
  [list, [[], []], "holds an empty array within an array"],
  [list, deep, "has more than 6 dimensions"],
  [list, circle, "has more than 6 dimensions"],
];

const read: readonly (readonly [Column, string, string])[] = [
  [int4, "a", "was no whole number in the database"],
  [{ kind: "bigint", type: "int8" }, "1.5", "was no whole number in the database"],
  [
    { kind: "bigint-number", type: "int8" },
    "9007199254740993",
    "is beyond 2^53: a number cannot hold it",
  ],
  [{ kind: "float", type: "float8" }, "a", "was no number in the database"],
  [{ kind: "boolean", type: "bool" }, "yes", "was no boolean in the database"],
  [{ kind: "bytes", type: "bytea" }, "\\x0g", "was no bytea in the database"],
  [{ kind: "json", type: "json" }, "{", "was no JSON in the database"],
  [
    { kind: "date", type: "timestamptz" },
    "infinity",
    "was no timestamp that a Date can hold in the database",
  ],
  [
    { kind: "date", type: "timestamptz" },
    "290000-01-01 00:00:00+00",
    "is beyond the range of a Date",
  ],
  ...["", "1", "{", "{1", "{1,", "{1,}", '{"1', "{1}2", "[0:1]"].map(
    (text) => [list, text, "was no array in the database"] as const,
  ),
];

const inJson: readonly (readonly [Column, unknown, string])[] = [
  [int4, 1.5, "was no whole number in the database"],
  [{ kind: "bigint", type: "int8" }, 2 ** 53, "was no whole number in the database"],
  [{ kind: "bigint", type: "int8" }, true, "was no whole number in the database"],
  [{ kind: "float", type: "float8" }, true, "was no number in the database"],
  [{ kind: "numeric-number", type: "numeric" }, [1], "was no number in the database"],
  [{ kind: "boolean", type: "bool" }, 1, "was no boolean in the database"],
];

describe("a codec", () => {
  it.each(written)("%j refuses to write %s: it %s", (column, value, reason) => {
    expect(() => codecOf(column).encode(value)).toThrow(new ValueError(reason));
  });

  it.each(read)("%j refuses to read %s: it %s", (column, text, reason) => {
    expect(() => codecOf(column).decode(text)).toThrow(new ValueError(reason));
  });

  it.each(inJson)("%j refuses to read %s within JSON: it %s", (column, value, reason) => {
    expect(() => codecOf(column).fromJson?.(value)).toThrow(new ValueError(reason));
  });

  it("reads bytes in the escape format too", () => {
    const codec = codecOf({ kind: "bytes", type: "bytea" });
    expect(codec.decode(String.raw`a\\b\000\377`)).toEqual(new Uint8Array([97, 92, 98, 0, 255]));
  });

  it("reads arrays whose bounds are not 1", () => {
    expect(codecOf(list).decode("[0:1][-2:-2]={{1},{NULL}}")).toEqual([[1], [null]]);
  });

  it("drops what comes after the milliseconds, and knows offsets with seconds", () => {
    const codec = codecOf({ kind: "date", type: "timestamptz" });
    expect(codec.decode("2024-02-29 12:00:00.123999+05:30")).toEqual(
      new Date("2024-02-29T06:30:00.123Z"),
    );
    expect(codec.decode("1890-01-01 00:00:00-00:25:21")).toEqual(new Date("1890-01-01T00:25:21Z"));
  });

  it("rounds numbers within JSON as JSON.parse does", () => {
    const codec = codecOf({ kind: "json", type: "jsonb" });
    expect(codec.decode("[9007199254740993, 0.1]")).toEqual([9_007_199_254_740_992, 0.1]);
  });

  it("leaves properties of JSON out that are undefined, and keeps escapes that only look like NUL", () => {
    const codec = codecOf({ kind: "json", type: "jsonb" });
    expect(codec.encode({ a: undefined, b: String.raw`\u0000` })).toBe(String.raw`{"b":"\\u0000"}`);
  });
});

describe("a value of unknown column", () => {
  it.each([
    [null, null],
    ["a", "a"],
    [-0, "-0"],
    [Number.NaN, "NaN"],
    [12n, "12"],
    [true, "t"],
    [false, "f"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
    [new Uint8Array([1]), String.raw`\x01`],
    [[1n, null, "a"], '{"1",NULL,"a"}'],
    [{ a: [1] }, '{"a":[1]}'],
  ])("%s is written as %s", (value, text) => {
    expect(parameterText(value)).toBe(text);
  });

  it.each([
    [undefined, "is undefined"],
    [() => 1, "is a function"],
    ["\0", "holds a NUL character, which PostgreSQL cannot hold"],
  ])("%s is refused: it %s", (value, reason) => {
    expect(() => parameterText(value)).toThrow(new ValueError(reason));
  });
});
