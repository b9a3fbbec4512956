import fc from "fast-check";
import {
  Binary,
  Decimal128,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from "mongodb";
import { beforeEach, describe, expect, it } from "vitest";
import { codecOf } from "../../src/mongodb/codec/codec-of.js";
import type { ValueType } from "../../src/mongodb/description/value-type.js";
import type { MongoValue } from "../../src/mongodb/description/mongo-value.js";
import { failureOf } from "../failure-of.js";
import { openShop } from "./shop.js";

const opened = openShop();
beforeEach(async () => {
  await opened().raw("orders").deleteMany({});
  await opened().raw("things").deleteMany({});
});

const exact: fc.Arbitrary<MongoValue> = fc.letrec<{ value: MongoValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: "binary" }).filter((text) => !text.includes("\0")),
    fc.double(),
    fc.integer(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.boolean(),
    fc.constant(null),
    fc.date({ noInvalidDate: true }),
    fc.uint8Array().map((bytes) => Uint8Array.from(bytes)),
    fc.constant(new ObjectId("0123456789abcdef01234567")),
    fc.constant(Decimal128.fromString("1.10")),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(
      fc.string({ maxLength: 4 }).filter((name) => !name.includes("\0") && name !== "_bsontype"),
      tie("value"),
      { maxKeys: 3, noNullPrototype: true },
    ),
  ),
})).value;

describe("values", () => {
  it("of any kind come back as they went", async () => {
    const { shop } = opened();
    let number = 0;
    await fc.assert(
      fc.asyncProperty(exact, async (value) => {
        number += 1;
        const _id = `v${number}`;
        const stored = await shop.things.insert({ _id, value });
        expect(stored.value).toEqual(value);
        expect((await shop.things.get(_id))?.value).toEqual(value);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ["9223372036854775807", 2n ** 63n - 1n],
    ["-9223372036854775808", -(2n ** 63n)],
  ])("keep the 64 bits of %s", async (text, value) => {
    const { shop, raw } = opened();
    const { _id } = await shop.orders.insert({ number: value, status: "x" });
    const stored = await raw("orders").findOne({ _id: new ObjectId(_id) }, { promoteLongs: false });
    expect(stored?.["number"]).toEqual(Long.fromString(text));
    expect((await shop.orders.get(_id))?.number).toBe(value);
  });

  it.each(["0.1000000000000000000000000000000001", "-0", "1E+6111", "NaN", "Infinity", "1.10"])(
    "keep the digits of the decimal %s",
    async (total) => {
      const { shop } = opened();
      const { _id } = await shop.orders.insert({ number: 1n, status: "x", total });
      expect((await shop.orders.get(_id))?.total).toBe(total);
    },
  );

  it("keep the driver's classes for what JavaScript has no type for", async () => {
    const { shop, raw } = opened();
    const value = {
      timestamp: new Timestamp({ t: 1, i: 2 }),
      uuid: new UUID("0123456789abcdef0123456789abcdef"),
      special: new Binary(new Uint8Array([1]), 0x80),
      min: new MinKey(),
      max: new MaxKey(),
    };
    await raw("things").insertOne({ _id: "classes" as never, value });
    const found = (await shop.things.get("classes"))?.value as Record<string, unknown>;
    expect(found["timestamp"]).toBeInstanceOf(Timestamp);
    expect(String(found["uuid"])).toBe("01234567-89ab-cdef-0123-456789abcdef");
    expect(found["special"]).toEqual(value.special);
    await shop.things.upsert({ _id: "classes", value: found as never });
    expect((await shop.things.get("classes"))?.value).toEqual(found);
  });

  it("of a type that nobody described are read as they are", async () => {
    const { shop, raw } = opened();
    const _id = new ObjectId();
    await raw("orders").insertOne({
      _id,
      number: "text",
      status: 5,
      tags: "one",
      address: 1,
      unknown: [1],
    });
    expect(await shop.orders.get(_id.toHexString())).toEqual({
      _id: _id.toHexString(),
      number: "text",
      status: 5,
      tags: "one",
      address: 1,
      unknown: [1],
    });
  });

  it.each([
    [{ number: 2n ** 63n }, "number"],
    [{ number: 1.5 }, "number"],
    [{ number: "1" }, "number"],
    [{ status: 1 }, "status"],
    [{ total: "1.2.3" }, "total"],
    [{ total: 1 }, "total"],
    [{ total: `0.${"1".repeat(40)}` }, "total"],
    [{ weight: 1n }, "weight"],
    [{ placedAt: "2026-01-01" }, "placedAt"],
    [{ placedAt: new Date(Number.NaN) }, "placedAt"],
    [{ tags: "a" }, "tags"],
    [{ tags: [1] }, "tags.0"],
    [{ items: [{ sku: "x", quantity: 2 ** 31 }] }, "items.0.quantity"],
    [{ items: [{ sku: "x", quantity: 1.5 }] }, "items.0.quantity"],
    [{ address: [] }, "address"],
    [{ address: { city: "x", street: "y" } }, "address.street"],
    [{ scores: { a: "1" } }, "scores.a"],
    [{ note: 1 }, "note"],
    [{ _id: "short" }, "_id"],
    [{ nothing: 1 }, "nothing"],
  ])("refuses %o, and names the field", async (fields, path) => {
    const document = { number: 1n, status: "secret-status", ...fields };
    const error = await failureOf(opened().shop.orders.insert(document as never));
    expect(error).toMatchObject({ kind: "data", table: "orders", columns: [path.split(".")[0]] });
    expect(error.message).toContain(JSON.stringify(path));
    expect(error.message).not.toContain("secret");
  });

  it("refuses documents that are too deep, or hold themselves", async () => {
    const value: Record<string, unknown> = {};
    value["self"] = value;
    const error = await failureOf(opened().shop.things.insert({ _id: "x", value: value as never }));
    expect(error).toMatchObject({ kind: "data" });
  });
});

describe("types with several kinds", () => {
  const encoded = (type: ValueType, value: unknown): unknown => codecOf(type).encode(value);
  const decoded = (type: ValueType, value: unknown): unknown => codecOf(type).decode(value);
  const objectId = new ObjectId("0123456789abcdef01234567");
  const hexadecimal = objectId.toHexString();

  it("keep the class where a text would be mistaken", () => {
    const type: ValueType = { oneOf: ["string", "objectId", "decimal"] };
    expect(encoded(type, hexadecimal)).toBe(hexadecimal);
    expect(encoded(type, objectId)).toBe(objectId);
    expect(decoded(type, objectId)).toBe(objectId);
    expect(decoded(type, Decimal128.fromString("1"))).toEqual(Decimal128.fromString("1"));
    expect(() => encoded(type, 1)).toThrow("must be one of string, objectId, decimal");
  });

  it("are texts where there are no others", () => {
    const type: ValueType = { oneOf: ["objectId", "null", "int"] };
    expect(encoded(type, hexadecimal)).toEqual(objectId);
    expect(decoded(type, objectId)).toBe(hexadecimal);
    expect(encoded(type, null)).toBeNull();
    expect(encoded(type, 5)).toEqual(new Int32(5));
  });

  it("take whole numbers for ints, others for doubles, bigints for longs", () => {
    const type: ValueType = { oneOf: ["double", "long", "int"] };
    expect(encoded(type, 5)).toEqual(new Int32(5));
    expect(encoded(type, 5.5)).toMatchObject({ value: 5.5 });
    expect(encoded(type, 5n)).toBe(5n);
  });

  it("know numbers of every kind", () => {
    expect(encoded("number", 1.5)).toBe(1.5);
    expect(encoded("number", 1n)).toBe(1n);
    expect(encoded("number", "1.10")).toEqual(Decimal128.fromString("1.10"));
    expect(decoded("number", Decimal128.fromString("1.10"))).toBe("1.10");
    expect(decoded({ oneOf: ["number", "string"] }, Decimal128.fromString("1"))).toBeInstanceOf(
      Decimal128,
    );
    expect(() => encoded("number", true)).toThrow("must");
  });

  it("know UUIDs, as text and as class", () => {
    const text = "01234567-89ab-cdef-0123-456789abcdef";
    expect(encoded("uuid", text)).toEqual(new UUID(text));
    expect(decoded("uuid", new UUID(text))).toBe(text);
    expect(decoded({ oneOf: ["string", "uuid"] }, new UUID(text))).toEqual(new UUID(text));
    expect(() => encoded("uuid", "x")).toThrow("must be a UUID");
  });

  it("know documents and arrays beside scalars", () => {
    const type: ValueType = {
      oneOf: [
        "string",
        { items: "int" },
        { fields: [{ name: "a", type: "int" }] },
        { values: "int" },
      ],
    };
    expect(encoded(type, [1])).toEqual([new Int32(1)]);
    expect(encoded(type, { a: 1 })).toEqual({ a: new Int32(1) });
    expect(() => encoded(type, true)).toThrow("must be one of string, array, object, object");
    expect(decoded(type, { a: 1 })).toEqual({ a: 1 });
    expect(decoded({ oneOf: ["int"] }, "x")).toBe("x");
  });

  it("refuse objects where a document is wanted", () => {
    expect(() => encoded({ fields: [] }, new Date())).toThrow("must be an object");
    expect(() => encoded({ values: "int" }, 1)).toThrow("must be an object");
    expect(decoded({ values: "int" }, 5)).toBe(5);
    expect(encoded("bytes", new Uint8Array([1]))).toEqual(new Binary(new Uint8Array([1])));
    expect(decoded("bytes", new Binary(new Uint8Array([1])))).toEqual(new Uint8Array([1]));
  });
});
