import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codecOf } from "../../../src/postgresql/codec/codec-of.js";
import type { ColumnDescription } from "../../../src/description/table-description.js";
import { castType } from "../../../src/postgresql/dialect/cast-type.js";
import { nestedArrays } from "./nested-arrays.js";
import { openDatabase } from ".././table/open-database.js";

const { driver } = openDatabase("create type mood as enum ('sad', 'NULL', 'a,\"b\\c{}', '')", {});

type Column = Pick<ColumnDescription, "kind" | "type" | "array" | "dimensions">;

/** What PostgreSQL makes of a value, and what is read of that. */
async function roundTrip(column: Column, value: unknown): Promise<unknown> {
  const codec = codecOf(column);
  const text = `select $1::${castType(column.type)}`;
  const { rows } = await driver.run({ text, values: [codec.encode(value)], name: column.type });
  return codec.decode(String(rows[0]?.[0] ?? ""));
}

/** Text that PostgreSQL can hold. */
const text = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom("", "NULL", "null", '"', "\\", "{}", ",", " ", "\n\t\r", "'; drop table x; --"),
  )
  .map((value) => value.replaceAll("\0", "").toWellFormed());
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const json = fc
  .jsonValue({ maxDepth: 3 })
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll(/\\u0000|-0\b/g, "0")) as unknown)
  .map((value) => JSON.parse(JSON.stringify(value).toWellFormed()) as unknown);
/** What timestamptz and `Date` both hold. */
const date = fc.date({
  min: new Date("-004712-01-01T00:00:00Z"),
  max: new Date("+275760-09-12T00:00:00Z"),
  noInvalidDate: true,
});

const columns: readonly (readonly [Column, fc.Arbitrary<unknown>])[] = [
  [{ kind: "boolean", type: "bool" }, fc.boolean()],
  [{ kind: "number", type: "int2" }, fc.integer({ min: -32_768, max: 32_767 })],
  [{ kind: "number", type: "int4" }, fc.integer()],
  [{ kind: "number", type: "oid" }, fc.integer({ min: 0, max: 4_294_967_295 })],
  [{ kind: "bigint", type: "int8" }, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  [{ kind: "bigint-number", type: "int8" }, fc.maxSafeInteger()],
  [{ kind: "float", type: "float8" }, fc.double()],
  [
    { kind: "numeric-number", type: "numeric(1000,500)" },
    fc.constantFrom(0, 1.5, -1e-7, 1e21, 12_345.678),
  ],
  [{ kind: "numeric-number", type: "numeric" }, finite.map((value) => value + 0)],
  [{ kind: "text", type: "text" }, text],
  [{ kind: "text", type: "character varying(1)" }, text],
  [{ kind: "text", type: "bit(3)" }, fc.constantFrom("101", "000")],
  [{ kind: "text", type: "mood" }, fc.constantFrom("sad", "NULL", 'a,"b\\c{}', "")],
  [{ kind: "bytes", type: "bytea" }, fc.uint8Array()],
  [{ kind: "json", type: "json" }, json],
  [{ kind: "json", type: "jsonb" }, json],
  [{ kind: "date", type: "timestamp with time zone" }, date],
  [{ kind: "date", type: "timestamp(3) without time zone" }, date],
];

describe("a value is what it was after PostgreSQL has had it", () => {
  it.each(columns)("%j", async (column, values) => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        expect(await roundTrip(column, value)).toEqual(value);
      }),
    );
  });

  it.each(columns)("%j in an array", async (column, values) => {
    const array = { ...column, type: `${column.type}[]`, array: true } as const;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(values)), async (value) => {
        expect(await roundTrip(array, value)).toEqual(value);
      }),
      { numRuns: 50 },
    );
  });

  it.each(columns)("%j in arrays of two to six dimensions", async (column, values) => {
    await fc.assert(
      fc.asyncProperty(nestedArrays(values, 2), async ({ dimensions, value }) => {
        const type = `${column.type}${"[]".repeat(dimensions)}`;
        const array = { ...column, type, array: true, dimensions } as const;
        expect(await roundTrip(array, value)).toEqual(value);
      }),
      { numRuns: 20 },
    );
  });

  it.each(columns.filter(([{ kind }]) => kind !== "json"))(
    "%j in arrays that may have any dimensions",
    async (column, values) => {
      const array = {
        ...column,
        type: `${column.type}[]`,
        array: true,
        dimensions: "any",
      } as const;
      await fc.assert(
        fc.asyncProperty(nestedArrays(values, 1), async ({ value }) => {
          expect(await roundTrip(array, value)).toEqual(value);
        }),
        { numRuns: 20 },
      );
    },
  );

  it("float4, which is read as the shortest decimal that stands for it", async () => {
    const column = { kind: "float", type: "float4" } as const;
    await fc.assert(
      fc.asyncProperty(fc.float(), async (value) => {
        const read = await roundTrip(column, value);
        expect(Math.fround(Number(read))).toBe(value);
        expect(await roundTrip(column, read)).toBe(read);
      }),
    );
    expect(await roundTrip(column, 0.1)).toBe(0.1);
  });

  it("boxes, whose arrays have another delimiter", async () => {
    const boxes = ["(3,4),(1,2)", "(1,1),(0,0)"];
    expect(await roundTrip({ kind: "text", type: "box[]", array: true }, boxes)).toEqual(boxes);
  });

  it("years before ours and above 9999", async () => {
    const column = { kind: "date", type: "timestamptz" } as const;
    for (const iso of [
      "-000043-03-15T12:00:00.001Z",
      "0000-01-01T00:00:00Z",
      "0099-12-31T23:59:59.999Z",
      "+123456-01-01T00:00:00Z",
    ]) {
      const value = new Date(iso);
      expect(await roundTrip(column, value), iso).toEqual(value);
    }
  });
});
