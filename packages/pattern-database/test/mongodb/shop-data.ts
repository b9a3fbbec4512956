import { Binary, type Db, Decimal128, Long, MongoClient, ObjectId, UUID } from "mongodb";

const orderSchema = {
  bsonType: "object",
  title: "An order of a customer",
  required: ["_id", "number", "status", "lines"],
  additionalProperties: false,
  properties: {
    _id: { bsonType: "objectId" },
    number: { bsonType: "long", minimum: 1 },
    status: { enum: ["open", "paid", "late */ \u2028"], description: "Where it */ stands" },
    total: { bsonType: "decimal" },
    note: { bsonType: ["string", "null"], maxLength: 20 },
    lines: {
      bsonType: "array",
      minItems: 1,
      items: {
        bsonType: "object",
        required: ["sku", "quantity"],
        properties: {
          sku: { bsonType: "string", minLength: 8 },
          quantity: { bsonType: "int", minimum: 1, maximum: 4 },
        },
      },
    },
    address: {
      bsonType: "object",
      properties: { city: { bsonType: "string" }, zip: { bsonType: "string" } },
    },
  },
};

const personSchema = {
  bsonType: "object",
  required: ["email"],
  properties: { email: { bsonType: "string" }, age: {} },
};

/** Fills a database with collections of every sort: closed and open validators, none, views, hostile names. */
export async function fillShop(url: string, name: string): Promise<void> {
  const client = await MongoClient.connect(url);
  try {
    await fill(client.db(name));
  } finally {
    await client.close();
  }
}

async function fill(database: Db): Promise<void> {
  await database.createCollection("orders", { validator: { $jsonSchema: orderSchema } });
  await database
    .collection("orders")
    .createIndex({ number: 1 }, { unique: true, name: "by_number" });
  await database.collection("orders").createIndex({ status: 1, total: -1 });
  await database.collection("orders").insertOne({
    number: Long.fromNumber(1),
    status: "paid",
    lines: [{ sku: "12345678", quantity: 1 }],
  });
  await database.createCollection("paid_orders", {
    viewOn: "orders",
    pipeline: [{ $match: { status: "paid" } }],
  });

  await database.createCollection("people", { validator: { $jsonSchema: personSchema } });
  await database.collection("people").createIndex({ email: 1 }, { unique: true });
  await database.collection("people").insertMany([
    { email: "secret-ada@example.org", age: 36, nick: "Secret" },
    { email: "secret-bob@example.org", age: "unknown", nick: null },
  ]);

  const events = database.collection<{ _id: unknown }>("events");
  await events.createIndex({ at: 1 }, { expireAfterSeconds: 86_400 });
  await events.insertMany([
    {
      _id: new ObjectId("0123456789abcdef01234567"),
      at: new Date(0),
      ref: new ObjectId(),
      mixed: "text",
      counts: { "secret@example.org": 1, "other@example.org": 2.5 },
      tags: ["a", 1],
      list: [{ a: 1 }, { a: 2, b: true }],
      exact: Decimal128.fromString("1.10"),
      token: new UUID(),
      raw: new Binary(new Uint8Array([1])),
      $odd: 1,
      "dotted.name": 1,
      ...named("__proto__", { x: 1 }),
    },
    {
      _id: new ObjectId("0123456789abcdef01234568"),
      at: new Date(1),
      ref: "by text",
      mixed: new ObjectId(),
      counts: {},
      tags: [],
      list: [],
      deep: { deeper: { deepest: [[1]] } },
    },
  ] as never);

  await database.collection("empty").createIndex({ a: 1 });
  await fillSpecial(database);
  for (const hostile of hostileCollections) {
    const document = {
      "*/ alert(1) //": 1,
      "`${1}`": "x",
      constructor: 1,
      "\u2028": 1,
      ...named("class", 1),
    };
    await database.collection(hostile).insertOne(document);
  }
}

/** Rules, indexes and options of every sort. */
async function fillSpecial(database: Db): Promise<void> {
  const closed = (required: readonly string[], properties: object) => ({
    $jsonSchema: { bsonType: "object", required, properties, additionalProperties: false },
  });
  const rules = {
    _id: { bsonType: "string" },
    code: { bsonType: "string", minLength: 2, maxLength: 3 },
    only: { enum: ["one"] },
    on: { bsonType: "bool" },
    day: { bsonType: "date" },
    ref: { bsonType: "objectId" },
    raw: { bsonType: "binData" },
    none: { bsonType: "null" },
    half: { bsonType: "double", minimum: 0.5 },
    far: { bsonType: "long", minimum: 1000, maximum: 1002 },
    exact: { bsonType: "decimal", minimum: 3 },
    any: {},
    map: { bsonType: "object", additionalProperties: { bsonType: "int" } },
    several: { bsonType: "array", minItems: 2, items: { bsonType: "int" } },
    pattern: { bsonType: "string", pattern: "^x" },
    huge: { bsonType: "array", minItems: 1000 },
    impossible: { bsonType: "int", minimum: 5, maximum: 4 },
    either: { anyOf: [{ bsonType: "string" }, { bsonType: "objectId" }] },
    inner: {
      bsonType: "object",
      required: ["x"],
      properties: { x: { bsonType: "int" }, y: { bsonType: "string", pattern: "z" } },
    },
  };
  const needed = Object.keys(rules).filter(
    (name) => !["pattern", "huge", "impossible", "either"].includes(name),
  );
  await database.createCollection("rules", { validator: closed(needed, rules) });
  await database.collection("rules").createIndex({ code: 1, "inner.x": -1 }, { unique: true });
  await database.collection("rules").createIndex({ ref: 1 }, { unique: true, sparse: true });

  await database.createCollection("never", {
    validator: closed(["_id", "bad"], {
      _id: { bsonType: "objectId" },
      bad: { bsonType: "string", pattern: "^x" },
    }),
  });
  await database.createCollection("warned", {
    validator: closed(["a"], { a: { bsonType: "int" } }),
    validationAction: "warn",
  });
  await database.createCollection("moderate", {
    validator: {
      $jsonSchema: {
        title: "Once",
        description: "more",
        properties: { _id: {}, m: { bsonType: "object" } },
      },
    },
    validationLevel: "moderate",
  });
  await database.collection("moderate").insertOne({ m: { a: 1 }, list: [{ b: 1 }] });
  await database.createCollection("computed", { validator: { $or: [{ a: 1 }, { b: 1 }] } });
  await database.createCollection("off", { validator: closed([], {}), validationLevel: "off" });
  await database.createCollection("capped", { capped: true, size: 4096 });
  await database.createCollection("readings", { timeseries: { timeField: "at" } });
  await database
    .collection<{ _id: unknown }>("places")
    .insertMany([{ _id: { key: 1 }, at: { type: "Point", coordinates: [1, 2] } }] as never);
  await database.collection("places").createIndex({ at: "2dsphere" });
  await database.collection<{ _id: number }>("bits").insertOne({ _id: 1, on: true } as never);
  await database.collection("bits").createIndex({ on: 1 }, { unique: true });
  await database.createCollection("wide", { viewOn: "paid_orders", pipeline: [] });
  await database.createCollection("a_view", { viewOn: "wide", pipeline: [] });
}

/** Names that would be code, paths or keywords. */
export const hostileCollections = [
  "*/ throw 1 /*",
  "class",
  "constructor",
  "../../up",
  "close",
  "transaction",
  'quote" + `${1}`',
  "Orders",
];

function named(name: string, value: unknown): object {
  return Object.fromEntries([[name, value]]);
}
