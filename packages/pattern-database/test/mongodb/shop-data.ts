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
