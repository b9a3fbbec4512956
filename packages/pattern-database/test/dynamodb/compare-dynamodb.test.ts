import { expect, test } from "vitest";
import { compareReadModels } from "../../src/compare-read-models.js";
import type { DynamodbModel, DynamoTableModel } from "../../src/dynamodb/dynamodb-model.js";
import { database } from "../models/build-model.js";

const orders: DynamoTableModel = {
  name: "orders",
  partitionKey: "customer",
  sortKey: "id",
  attributes: [
    { name: "customer", kind: "string", seen: null },
    { name: "id", kind: "number", seen: null },
  ],
  indexes: [{ name: "byId", partitionKey: "id", sortKey: null, global: true, projection: "ALL" }],
  billing: "on demand",
  expiry: null,
  stream: null,
  sampled: 0,
};

function model(...tables: readonly DynamoTableModel[]): DynamodbModel {
  return {
    name: "Shop",
    dialect: "dynamodb",
    tables,
    baseline: "",
    unit: { singular: "table", plural: "tables", count: 0, ids: [] },
    documentDigest: "",
  };
}

function told(before: DynamodbModel, after: DynamodbModel): readonly string[] {
  return compareReadModels(before, after).differences.map(
    ({ kind, subject, detail, breaking }) =>
      `${kind} ${subject}${detail === "" ? "" : `: ${detail}`}${breaking ? " (breaking)" : ""}`,
  );
}

const [customer, id] = orders.attributes;
const [byId] = orders.indexes;
if (!customer || !id || !byId) throw new Error("The table has two attributes and an index.");

test.each<[string, DynamoTableModel, readonly string[]]>([
  ["nothing", { ...orders, sampled: 9 }, []],
  [
    "another key",
    { ...orders, sortKey: null },
    ["changed table orders: key customer, id becomes customer (breaking)"],
  ],
  [
    "how it is paid, what expires and what is streamed",
    { ...orders, billing: "provisioned", expiry: "until", stream: "KEYS_ONLY" },
    [
      "changed table orders: billing on demand becomes provisioned",
      "changed table orders: expiry none becomes until",
      "changed table orders: stream none becomes KEYS_ONLY",
    ],
  ],
  [
    "attributes",
    {
      ...orders,
      attributes: [customer, { ...id, kind: "string" }, { name: "total", kind: "number", seen: 2 }],
    },
    [
      "changed attribute orders.id: number becomes string (breaking)",
      "added attribute orders.total: number",
    ],
  ],
  [
    "indexes",
    { ...orders, indexes: [{ ...byId, projection: "KEYS_ONLY", sortKey: "customer" }] },
    [
      "changed index orders.byId: key id becomes id, customer (breaking)",
      "changed index orders.byId: projection ALL becomes KEYS_ONLY (breaking)",
    ],
  ],
  ["an index that went", { ...orders, indexes: [] }, ["removed index orders.byId (breaking)"]],
  [
    "an index that came",
    { ...orders, indexes: [byId, { ...byId, name: "z" }] },
    ["added index orders.z"],
  ],
])("tells %s", (_, after, differences) => {
  expect(told(model(orders), model(after))).toEqual(differences);
});

test("tables that came and went are told", () => {
  expect(told(model(orders), model({ ...orders, name: "items" }))).toEqual([
    "removed table orders (breaking)",
    "added table items",
  ]);
});

test("another kind of database is one difference", () => {
  expect(told(model(orders), model(orders))).toEqual([]);
  const { differences } = compareReadModels(database("Shop", []), model(orders));
  expect(differences).toEqual([
    {
      kind: "changed",
      subject: "database",
      detail: "PostgreSQL becomes DynamoDB",
      breaking: true,
    },
  ]);
});
