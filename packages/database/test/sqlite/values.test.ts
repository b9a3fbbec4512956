import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { ValueKind } from "../../src/description/table-description.js";
import type { WireValue } from "../../src/driver/driver.js";
import { sqlite, sqliteDriver } from "../../src/sqlite.js";
import { textExpression } from "../../src/sqlite/codec/wire-text.js";

const driver = sqliteDriver({
  path: ":memory:",
  ddl: "create table kept (i integer, r real, t text, b blob, a any) strict",
});
afterAll(() => driver.close());

const text = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom("", "NULL", '"', "\\", "[]", "\0", "a\0b", "\n\t\r", "'; drop table x; --"),
  )
  .map((value) => value.toWellFormed());
const bigint = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n, 2n ** 53n, -(2n ** 53n) - 1n),
);
/** SQLite has no NaN, and one zero. */
const real = fc.double({ noNaN: true }).map((value) => value + 0);
const json = fc
  .jsonValue({ maxDepth: 3 })
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll(/-0\b/g, "0")) as unknown)
  .map((value) => JSON.parse(JSON.stringify(value).toWellFormed()) as unknown);
const date = fc.date({
  min: new Date("0000-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});

/** What SQLite says of a stored value. */
interface Said {
  /** `quote(…)` */
  readonly quote: string;
  /** `hex(…)` */
  readonly hex: string;
}

interface Stored {
  readonly kind: ValueKind;
  readonly column: string;
  readonly values: fc.Arbitrary<unknown>;
  readonly storageClass: string;
  /** Of what SQLite says, what tells the value, and what that has to be. */
  readonly said: (said: Said) => unknown;
  readonly expected: (wire: WireValue) => unknown;
}

const hexOf = (bytes: Uint8Array | string): string =>
  Buffer.from(bytes).toString("hex").toUpperCase();
const integers = {
  storageClass: "integer",
  said: ({ quote }: Said) => quote,
  expected: String,
};
const reals = {
  storageClass: "real",
  said: ({ quote }: Said) => Number(quote),
  expected: (wire: WireValue) => wire,
};
const texts = {
  storageClass: "text",
  said: ({ hex }: Said) => hex,
  expected: (wire: WireValue) => hexOf(String(wire)),
};
const blobs = {
  storageClass: "blob",
  said: ({ quote }: Said) => quote,
  expected: (wire: WireValue) => `X'${wire instanceof Uint8Array ? hexOf(wire) : ""}'`,
};
const kinds: readonly Stored[] = [
  { kind: "bigint", column: "i", values: bigint, ...integers },
  { kind: "number", column: "i", values: fc.maxSafeInteger(), ...integers },
  { kind: "bigint-number", column: "a", values: fc.maxSafeInteger(), ...integers },
  { kind: "boolean", column: "i", values: fc.boolean(), ...integers },
  { kind: "float", column: "r", values: real, ...reals },
  { kind: "numeric-number", column: "a", values: real.filter(Number.isFinite), ...reals },
  { kind: "text", column: "t", values: text, ...texts },
  { kind: "json", column: "t", values: json, ...texts },
  { kind: "date", column: "t", values: date, ...texts },
  { kind: "bytes", column: "b", values: fc.uint8Array(), ...blobs },
];

/** What SQLite says of a value that was stored, and gives back: as it is, and as it stands in relations. */
async function store(column: string, wire: WireValue): Promise<readonly WireValue[]> {
  await driver.run({ text: "delete from kept", values: [], name: "delete" });
  await driver.run({
    text: `insert into kept (${column}) values (?)`,
    values: [wire],
    name: column,
  });
  const read = `select ${column}, typeof(${column}), quote(${column}), hex(${column}), json_array(${textExpression(column)}) from kept`;
  const { rows } = await driver.run({ text: read, values: [], name: read });
  return rows[0] ?? [];
}

describe("a value is what it was after SQLite has had it, and what SQLite says of it", () => {
  it.each(kinds)("$kind in column $column", async (stored) => {
    const { kind, column, values, storageClass, said, expected } = stored;
    const codec = sqlite.codecOf({ kind, type: "" });
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const wire = codec.encode(value);
        const [read = null, type, quote, hex, array] = await store(column, wire);
        expect(codec.decode(read)).toEqual(value);
        expect(type).toBe(storageClass);
        expect(said({ quote: String(quote), hex: String(hex) })).toEqual(expected(wire));
        const [within] = JSON.parse(String(array)) as [string]; // as it was asked for
        expect(codec.decode(sqlite.fromText(within))).toEqual(value);
        expect(sqlite.fromText(sqlite.toText(read))).toEqual(read);
      }),
      { numRuns: 300 },
    );
  });

  it("of no column, by its own type", async () => {
    const value = fc.oneof(text, bigint, real, fc.boolean(), fc.uint8Array(), fc.constant(null));
    await fc.assert(
      fc.asyncProperty(value, async (given) => {
        const wire = sqlite.wireOf(given);
        const [read] = await store("a", wire);
        expect(read).toEqual(wire);
      }),
    );
  });
});
