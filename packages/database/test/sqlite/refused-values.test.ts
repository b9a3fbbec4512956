import { describe, expect, it } from "vitest";
import { ValueError } from "../../src/codec/value-error.js";
import type { ValueKind } from "../../src/description/table-description.js";
import type { WireValue } from "../../src/driver/driver.js";
import { sqlite } from "../../src/sqlite.js";

const written: readonly (readonly [ValueKind, unknown, string])[] = [
  ["number", 1.5, "must be a whole number"],
  ["number", 1n, "must be a number"],
  ["number", 2 ** 53, "is beyond 2^53: pass it as a bigint or text"],
  ["bigint", 1, "must be a bigint"],
  ["bigint", 2n ** 63n, "does not fit into 64 bits"],
  ["float", Number.NaN, "is NaN, which SQLite cannot hold"],
  ["float", "1", "must be a number"],
  ["numeric-number", Infinity, "must be a finite number"],
  ["boolean", 1, "must be a boolean"],
  ["text", 1, "must be a string"],
  ["text", "a\uD800", "holds an unpaired surrogate"],
  ["bytes", "x", "must be a Uint8Array"],
  ["json", { a: 1n }, "holds a bigint, which JSON has no word for"],
  ["date", "2024-01-01", "must be a Date"],
  ["date", new Date(Number.NaN), "is an invalid Date"],
  ["date", new Date("+010000-01-01T00:00:00Z"), "is beyond the years 0 to 9999"],
  ["date", new Date("-000001-12-31T00:00:00Z"), "is beyond the years 0 to 9999"],
];

const read: readonly (readonly [ValueKind, WireValue, string])[] = [
  ["number", 2n ** 53n, "is beyond 2^53: a number cannot hold it"],
  ["number", 1.5, "was no whole number in the database"],
  ["bigint", "1", "was no whole number in the database"],
  ["float", 2n ** 53n + 1n, "has more digits than a number can hold"],
  ["float", "1", "was no number in the database"],
  ["boolean", 2n, "was no boolean in the database"],
  ["boolean", "true", "was no boolean in the database"],
  ["text", new Uint8Array(), "was no text in the database"],
  ["bytes", "x", "was no blob in the database"],
  ["json", "{", "was no JSON in the database"],
  ["json", new Uint8Array(), "was no JSON in the database"],
  ["date", 0n, "was no date in the database"],
  ["date", "yesterday", "was no date in the database"],
  ["date", "2024-13-01", "was no date in the database"],
];

describe("a codec of SQLite", () => {
  it.each(written)("for %s refuses to write %s: it %s", (kind, value, reason) => {
    expect(() => sqlite.codecOf({ kind, type: "" }).encode(value)).toThrow(new ValueError(reason));
  });

  it.each(read)("for %s refuses to read %s: it %s", (kind, wire, reason) => {
    expect(() => sqlite.codecOf({ kind, type: "" }).decode(wire)).toThrow(new ValueError(reason));
  });

  it.each([
    ["2024-02-29", "2024-02-29T00:00:00.000Z"],
    ["2024-02-29 12:30", "2024-02-29T12:30:00.000Z"],
    ["2024-02-29T12:30:59Z", "2024-02-29T12:30:59.000Z"],
    ["2024-02-29 12:30:59.123999 +05:30", "2024-02-29T07:00:59.123Z"],
    ["2024-02-29 12:30:59.1", "2024-02-29T12:30:59.100Z"],
  ])("for dates reads %s, as SQLite's own functions write and take it", (text, iso) => {
    expect(sqlite.codecOf({ kind: "date", type: "" }).decode(text)).toEqual(new Date(iso));
  });

  it("reads numbers that a column has made of texts, and whole reals as integers", () => {
    const decode = (kind: ValueKind, wire: WireValue): unknown =>
      sqlite.codecOf({ kind, type: "" }).decode(wire);
    expect(decode("text", 12n)).toBe("12");
    expect(decode("text", 0.1)).toBe("0.1");
    expect(decode("json", 12n)).toBe(12);
    expect(decode("number", 3)).toBe(3);
    expect(decode("bigint", 3)).toBe(3n);
    expect(decode("float", 3n)).toBe(3);
  });
});

describe("a value of unknown column", () => {
  it.each([
    [null, null],
    ["a", "a"],
    [1, 1n],
    [-0, 0n],
    [1.5, 1.5],
    [1e300, 1e300],
    [true, 1n],
    [false, 0n],
    [new Date(0), "1970-01-01 00:00:00.000"],
    [[1, "a", null], '[1,"a",null]'],
    [{ a: [1] }, '{"a":[1]}'],
  ])("%j is written as %s", (value, wire) => {
    expect(sqlite.wireOf(value)).toEqual(wire);
  });

  it.each([
    [undefined, "is undefined"],
    [() => 1, "is a function"],
    [Number.NaN, "is NaN, which SQLite cannot hold"],
    [2n ** 63n, "does not fit into 64 bits"],
    ["\uDC00", "holds an unpaired surrogate"],
    [[1n], "holds a bigint, which JSON has no word for"],
  ])("%s is refused: it %s", (value, reason) => {
    expect(() => sqlite.wireOf(value)).toThrow(new ValueError(reason));
  });
});

describe("a text with its storage class", () => {
  it.each(["", "x1", "i", "i1.5", "i9223372036854775808", "ie", "r", "rNaN", "rx", "b0", "bzz"])(
    "is refused when it is none: %j",
    (text) => {
      expect(() => sqlite.fromText(text)).toThrow(ValueError);
    },
  );

  it("knows the infinities as SQLite writes them, and as JavaScript does", () => {
    expect(
      ["rInf", "r-Inf", "rInfinity", "r-Infinity"].map((text) => sqlite.fromText(text)),
    ).toEqual([Infinity, -Infinity, Infinity, -Infinity]);
  });
});
