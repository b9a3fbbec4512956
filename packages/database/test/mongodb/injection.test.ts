import { beforeEach, describe, expect, it } from "vitest";
import { DatabaseError } from "../../src/errors/database-error.js";
import { openShop } from "./shop.js";

const opened = openShop();

/** Values that would be operators, patterns, classes of the driver or code, were they more than values. */
const attacks: readonly unknown[] = [
  { $ne: null },
  { $gt: "" },
  { $regex: ".*" },
  { $where: "sleep(1000)" },
  { $exists: true },
  { $in: [null] },
  { $expr: true },
  { $or: [{}] },
  [{ $ne: null }],
  [/.*/],
  /.*/,
  { _bsontype: "ObjectId", id: "aaaaaaaaaaaa" },
  { _bsontype: "Symbol", value: "x" },
  { toBSON: () => ({ $ne: null }) },
  JSON.parse('{"__proto__": {"admin": true}}'),
  { constructor: { prototype: { admin: true } } },
  () => true,
  Symbol("x"),
  new Map([["$ne", null]]),
];

/** Calls as a program without types, or with data from outside, may make them. */
type Anything = Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;
const calls = (key: "orders" | "things"): Anything => opened().shop[key] as unknown as Anything;

const asValue: Readonly<Record<string, (attack: unknown) => unknown>> = {
  get: (attack) => calls("orders")["get"]?.(attack),
  "get text key": (attack) => calls("things")["get"]?.(attack),
  "where id": (attack) => calls("things")["find"]?.({ where: { _id: attack } }),
  "where scalar": (attack) => calls("orders")["find"]?.({ where: { status: attack } }),
  "where operators": (attack) =>
    calls("orders")["find"]?.({ where: { status: { eq: attack, gt: attack } } }),
  "where in": (attack) => calls("orders")["find"]?.({ where: { status: { in: [attack] } } }),
  "where any": (attack) => calls("things")["find"]?.({ where: { value: { eq: attack } } }),
  "where any in": (attack) => calls("things")["find"]?.({ where: { value: { in: [attack] } } }),
  "where array": (attack) => calls("orders")["find"]?.({ where: { tags: { contains: [attack] } } }),
  "where element": (attack) =>
    calls("orders")["find"]?.({ where: { tags: { any: { eq: attack } } } }),
  "where document": (attack) => calls("orders")["find"]?.({ where: { address: { eq: attack } } }),
  "where within": (attack) =>
    calls("orders")["find"]?.({ where: { address: { is: { city: attack } } } }),
  where: (attack) => calls("orders")["find"]?.({ where: attack }),
  "order by": (attack) => calls("orders")["find"]?.({ orderBy: { status: attack } }),
  order: (attack) => calls("orders")["find"]?.({ orderBy: attack }),
  select: (attack) => calls("orders")["find"]?.({ select: attack }),
  limit: (attack) => calls("orders")["find"]?.({ limit: attack }),
  "page after": (attack) => calls("orders")["page"]?.({ after: attack }),
  count: (attack) => calls("orders")["count"]?.({ where: { note: attack } }),
  exists: (attack) => calls("orders")["exists"]?.({ where: { note: attack } }),
  "insert key": (attack) => calls("things")["insert"]?.({ _id: attack }),
  insert: (attack) => calls("orders")["insert"]?.({ number: 1n, status: attack }),
  "insert whole": (attack) => calls("things")["insert"]?.(attack),
  insertMany: (attack) => calls("orders")["insertMany"]?.([{ number: 1n, status: attack }]),
  "upsert key": (attack) => calls("things")["upsert"]?.({ _id: attack, n: 1 }),
  update: (attack) => calls("orders")["update"]?.(attack, { status: "hacked" }),
  "update value": (attack) => calls("orders")["update"]?.(id, { status: attack }),
  "update whole": (attack) => calls("orders")["update"]?.(id, attack),
  "update version": (attack) =>
    calls("orders")["update"]?.(id, { status: "hacked" }, { version: attack }),
  "update remove": (attack) => calls("orders")["update"]?.(id, {}, { remove: attack }),
  updateWhere: (attack) => calls("orders")["updateWhere"]?.({ status: attack }, { note: "hacked" }),
  delete: (attack) => calls("orders")["delete"]?.(attack),
  "delete version": (attack) => calls("orders")["delete"]?.(id, { version: attack }),
  deleteWhere: (attack) => calls("orders")["deleteWhere"]?.({ status: attack }),
  "deleteWhere whole": (attack) => calls("orders")["deleteWhere"]?.(attack),
};

const id = "0123456789abcdef01234567";

/** Names that would be operators, paths or more than names. */
const names = [
  "$where",
  "$ne",
  "a.b",
  "status.$",
  "",
  "__proto__",
  "constructor",
  "toString",
  "\0",
  "no such",
];

function named(name: string, value: unknown): object {
  return Object.fromEntries([[name, value]]);
}

const asName: Readonly<Record<string, (name: string) => unknown>> = {
  "find option": (name) => calls("orders")["find"]?.(named(name, 1)),
  "find where": (name) => calls("orders")["find"]?.({ where: named(name, "x") }),
  "find where deep": (name) =>
    calls("orders")["find"]?.({ where: { not: { or: [named(name, "x")] } } }),
  "find where within": (name) =>
    calls("orders")["find"]?.({ where: { address: { is: named(name, "x") } } }),
  "find operator": (name) => calls("orders")["find"]?.({ where: { status: named(name, "x") } }),
  "find select": (name) => calls("orders")["find"]?.({ select: [name] }),
  "find order": (name) => calls("orders")["find"]?.({ orderBy: named(name, "asc") }),
  update: (name) => calls("orders")["update"]?.(id, named(name, "hacked")),
  "update remove": (name) => calls("orders")["update"]?.(id, {}, { remove: [name] }),
  "update where": (name) => calls("orders")["updateWhere"]?.(named(name, "x"), { note: "hacked" }),
  "delete where": (name) => calls("orders")["deleteWhere"]?.(named(name, "x")),
  "upsert by": (name) => calls("orders")["upsert"]?.({ number: 1n, status: "x" }, { by: [name] }),
};

/** What a call gives, or the database error that it is refused with. */
async function outcome(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
}

beforeEach(async () => {
  await opened().raw("orders").deleteMany({});
  await opened().raw("things").deleteMany({});
  await opened().shop.orders.insert({
    _id: id,
    number: 7n,
    status: "open",
    tags: ["a"],
    address: { city: "Oslo" },
  });
  await opened().shop.things.insert({ _id: "kept", value: "secret", n: 1 });
});

describe("values from outside", () => {
  it.each(Object.keys(asValue))("are values only in %s", async (name) => {
    for (const attack of attacks) {
      const result = await outcome(() => asValue[name]?.(attack));
      // A refusal, or nothing that the value does not equal.
      expect(JSON.stringify(result, (_, value: unknown) => String(value)) ?? "").not.toMatch(
        /Oslo|secret/,
      );
    }
    const order = await opened().shop.orders.get(id);
    expect(order).toMatchObject({ number: 7n, status: "open", address: { city: "Oslo" } });
    expect(order?.note).toBeUndefined();
    expect(await opened().shop.things.get("kept")).toMatchObject({ value: "secret" });
    expect(Object.hasOwn(Object.prototype, "admin")).toBe(false);
  });

  it("are stored and found again literally where any value can be", async () => {
    const { shop } = opened();
    const value = { $ne: null, "a.b": { $gt: 1 }, list: [{ $set: 1 }] };
    await shop.things.insert({ _id: "literal", value });
    expect(await shop.things.find({ where: { value: { eq: value } } })).toEqual([
      { _id: "literal", value },
    ]);
    const changed = { $unset: "x" };
    expect(await shop.things.update("literal", { value: changed })).toEqual({
      _id: "literal",
      value: changed,
    });
  });

  it("keep the name __proto__ as a name", async () => {
    const { shop } = opened();
    const value = JSON.parse('{"__proto__": {"admin": true}}') as {
      readonly [name: string]: never;
    };
    const stored = await shop.things.insert({ _id: "proto", value });
    const found = await shop.things.get("proto");
    for (const each of [stored, found]) {
      expect(Object.keys(each?.value as object)).toEqual(["__proto__"]);
      expect(Object.getPrototypeOf(each?.value)).toBe(Object.prototype);
    }
  });
});

describe("names from outside", () => {
  it.each(Object.keys(asName))("are refused in %s before anything is sent", async (call) => {
    for (const name of names) {
      const before = opened().server.received.length;
      const failure = await outcome(() => asName[call]?.(name));
      expect(failure, JSON.stringify(name)).toBeInstanceOf(DatabaseError);
      expect(opened().server.received).toHaveLength(before);
    }
  });

  it("are names in documents, unless the driver would take them for more", async () => {
    const document = { _id: "x", ...named("$set", 1), ...named("", 2), ...named("a.b", 3) };
    await calls("things")["insert"]?.(document);
    expect(await calls("things")["get"]?.("x")).toEqual(document);
    for (const name of ["a\0b", "_bsontype"]) {
      const work = calls("things")["insert"]?.({ _id: "y", ...named(name, 1) });
      await expect(work).rejects.toMatchObject({ kind: "data" });
    }
  });
});
