import { type MiniMongo, type MiniMongoOptions, startMiniMongo } from "@agentflow/services";
import { type Collection as DriverCollection, MongoClient } from "mongodb";
import { afterAll, beforeAll } from "vitest";
import { createMongoDatabase } from "../../src/mongodb/create-mongo-database.js";
import type { MongoOptions } from "../../src/mongodb/connection/mongo-options.js";
import {
  defineCollection,
  type DocumentChanges,
  type NewDocument,
} from "../../src/mongodb/description/define-collection.js";
import type { MongoValue } from "../../src/mongodb/description/mongo-value.js";
import type { MongoDatabase } from "../../src/mongodb/mongo-database.js";

export interface Order {
  readonly _id: string;
  readonly number: bigint;
  readonly status: string;
  readonly total?: string;
  readonly weight?: number;
  readonly note?: string | null;
  readonly placedAt?: Date;
  readonly tags?: readonly string[];
  readonly items?: readonly { readonly sku: string; readonly quantity: number }[];
  readonly address?: { readonly city: string; readonly zip?: string };
  readonly scores?: Readonly<Record<string, number>>;
  readonly "a.b"?: string;
  readonly version?: number;
}

const orders = defineCollection<
  Order,
  NewDocument<Order, "_id">,
  DocumentChanges<Order, "_id" | "version">
>({
  name: "orders",
  kind: "collection",
  document: {
    fields: [
      { name: "_id", type: "objectId" },
      { name: "number", type: "long" },
      { name: "status", type: "string" },
      { name: "total", type: "decimal", optional: true },
      { name: "weight", type: "double", optional: true },
      { name: "note", type: { oneOf: ["string", "null"] }, optional: true },
      { name: "placedAt", type: "date", optional: true },
      { name: "tags", type: { items: "string" }, optional: true },
      {
        name: "items",
        type: {
          items: {
            fields: [
              { name: "sku", type: "string" },
              { name: "quantity", type: "int" },
            ],
          },
        },
        optional: true,
      },
      {
        name: "address",
        type: {
          fields: [
            { name: "city", type: "string" },
            { name: "zip", type: "string", optional: true },
          ],
        },
        optional: true,
      },
      { name: "scores", type: { values: "double" }, optional: true },
      { name: "a.b", type: "string", optional: true },
      { name: "version", type: "int", optional: true },
    ],
  },
  uniques: { number_1: ["number"] },
  version: "version",
});

export interface Thing {
  readonly _id: string;
  readonly value?: MongoValue | undefined;
  readonly n?: number | null;
}

const things = defineCollection<Thing, Thing, DocumentChanges<Thing, "_id">>({
  name: "things",
  kind: "collection",
  document: {
    fields: [
      { name: "_id", type: "string" },
      { name: "value", type: "any", optional: true },
      { name: "n", type: { oneOf: ["double", "null"] }, optional: true },
    ],
    others: "any",
  },
  uniques: {},
});

const paid = defineCollection<Order, never, never>({
  ...orders,
  name: "paid",
  kind: "view",
});

export const collections = { orders, things, paid };
export type Shop = MongoDatabase<typeof collections>;

/** What an opened shop gives to tests. */
export interface Opened {
  readonly server: MiniMongo;
  readonly shop: Shop;
  /** A collection without our layer. */
  readonly raw: (name: string) => DriverCollection;
  /** Another shop on the same server. */
  readonly open: (options?: Partial<MongoOptions>) => Shop;
}

/** A shop on a fake server of its own, for the tests of a file. */
export function openShop(serverOptions: MiniMongoOptions = {}): () => Opened {
  let opened: Opened | undefined;
  let client: MongoClient | undefined;
  const shops: Shop[] = [];
  beforeAll(async () => {
    const server = await startMiniMongo(serverOptions);
    client = await MongoClient.connect(server.url);
    const database = client.db("shop");
    const open = (options: Partial<MongoOptions> = {}): Shop => {
      const shop = createMongoDatabase(
        {
          connection: `${server.url}/shop`,
          // A lost server is looked for again soon.
          driver: { minHeartbeatFrequencyMS: 10, heartbeatFrequencyMS: 500 },
          ...options,
        },
        collections,
      );
      shops.push(shop);
      return shop;
    };
    await database.collection("orders").createIndex({ number: 1 }, { unique: true });
    await database.createCollection("paid", {
      viewOn: "orders",
      pipeline: [{ $match: { status: "paid" } }],
    });
    opened = { server, shop: open(), raw: (name) => database.collection(name), open };
  });
  afterAll(async () => {
    await Promise.all(shops.map((shop) => shop.close()));
    await client?.close();
    await opened?.server.stop();
  });
  return () => {
    if (opened === undefined) throw new Error("The shop is not open yet.");
    return opened;
  };
}
