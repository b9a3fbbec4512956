import { FakeClock } from "@agentflow/core/testing";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { DatabaseError } from "../../src/errors/database-error.js";
import { createDynamoDatabase } from "../../src/dynamodb/create-dynamo-database.js";
import { failureOf } from "../failure-of.js";
import { type Answer, fakeDynamo, local, openShop, type Shop, tables } from "./shop.js";

const opened = openShop();
const key = { customer: "c", number: 1 };

/** A shop whose server gives these answers. */
async function scripted(answers: readonly Answer[]) {
  const fake = await fakeDynamo(answers);
  const calls: unknown[] = [];
  const shop: Shop = createDynamoDatabase(
    {
      ...local,
      endpoint: fake.endpoint,
      clock: new FakeClock(),
      random: () => 0.5,
      name: "shop",
      metrics: { recordCall: (call: unknown) => calls.push(call) } as never,
      client: { maxAttempts: 1 },
    },
    tables,
  );
  onTestFinished(async () => {
    await shop.close();
    fake.close();
  });
  return { shop, calls, asked: fake.asked };
}

describe("what DynamoDB leaves over of a batch", () => {
  it("is sent again", async () => {
    const left = {
      orders: [{ PutRequest: { Item: { customer: { S: "c" }, number: { N: "1" } } } }],
    };
    const { shop, asked } = await scripted([{ UnprocessedItems: left }, {}]);
    expect(await shop.orders.putMany([key, { ...key, number: 2 }])).toBe(2);
    expect(
      asked.map(({ body }) => (body["RequestItems"] as { orders: unknown[] }).orders.length),
    ).toEqual([2, 1]);
  });

  it("is read again", async () => {
    const item = { customer: { S: "c" }, number: { N: "1" } };
    const { shop, asked } = await scripted([
      { UnprocessedKeys: { orders: { Keys: [item] } } },
      { Responses: { orders: [item] } },
    ]);
    expect(await shop.orders.getMany([key])).toEqual([key]);
    expect(asked).toHaveLength(2);
  });

  it("is given up at last", async () => {
    const left = {
      orders: [{ DeleteRequest: { Key: { customer: { S: "c" }, number: { N: "1" } } } }],
    };
    const { shop, asked } = await scripted([{ UnprocessedItems: left }]);
    expect(await failureOf(shop.orders.deleteMany([key]))).toMatchObject({
      kind: "connection",
      retryable: true,
    });
    expect(asked).toHaveLength(8);
  });
});

describe("writes that take effect together", () => {
  it("are sent as one transaction", async () => {
    const { shop, asked, calls } = await scripted([{}]);
    await shop.write([
      { table: "orders", insert: key },
      { table: "people", put: { id: "a" } },
      { table: "orders", update: key, changes: { status: "paid" }, version: 1, remove: ["total"] },
      { table: "orders", update: key, changes: {} },
      { table: "people", delete: { id: "b" } },
    ]);
    expect(asked).toMatchObject([
      {
        target: "TransactWriteItems",
        body: {
          TransactItems: [
            {
              Put: {
                ConditionExpression: "attribute_not_exists(#n0)",
                Item: { version: { N: "1" } },
              },
            },
            { Put: { TableName: "people" } },
            {
              Update: {
                ConditionExpression: "attribute_exists(#n0) and #n1 = :v0",
                UpdateExpression: "set #n2 = :v1 remove #n3 add #n1 :v2",
                ExpressionAttributeNames: {
                  "#n0": "customer",
                  "#n1": "version",
                  "#n2": "status",
                  "#n3": "total",
                },
              },
            },
            { ConditionCheck: { ConditionExpression: "attribute_exists(#n0)" } },
            { Delete: { Key: { id: { S: "b" } } } },
          ],
        },
      },
    ]);
    expect(calls).toMatchObject([{ operation: "database.write", success: true, service: "shop" }]);
  });

  it.each([
    ["ConditionalCheckFailed", { kind: "conflict", retryable: false }],
    ["TransactionConflict", { kind: "serialization", retryable: true }],
    ["ItemCollectionSizeLimitExceeded", { kind: "unknown" }],
  ])("say which was to blame: %s", async (Code, expected) => {
    const CancellationReasons = [{ Code: "None" }, { Code, Message: "secret" }];
    const { shop } = await scripted([
      { error: "TransactionCanceledException", body: { CancellationReasons } },
    ]);
    const error = await failureOf(shop.write([{ table: "orders", insert: key }]));
    expect(error).toMatchObject({ ...expected, code: Code });
    expect(error.message).toBe(`DynamoDB cancelled the transaction, by write 2 of 2 (${Code}).`);
  });

  it.each([
    [[]],
    ["x"],
    [[1]],
    [[{ table: "none", put: {} }]],
    [[{ table: "orders", put: key, extra: 1 }]],
    [Array.from({ length: 101 }, () => ({ table: "orders", insert: key }))],
  ])("are refused when they are %o", async (writes) => {
    const { shop, asked } = await scripted([{}]);
    expect(await failureOf(shop.write(writes as never))).toMatchObject({ kind: "syntax" });
    expect(asked).toEqual([]);
  });
});

describe("errors", () => {
  it.each([
    [
      "ProvisionedThroughputExceededException",
      400,
      { kind: "connection", retryable: true, outcomeUnknown: false },
    ],
    ["ThrottlingException", 400, { kind: "connection", retryable: true, outcomeUnknown: false }],
    ["InternalServerError", 500, { kind: "connection", retryable: false, outcomeUnknown: true }],
    ["AccessDeniedException", 400, { kind: "permission", retryable: false }],
    ["UnrecognizedClientException", 400, { kind: "permission" }],
    ["ResourceNotFoundException", 400, { kind: "syntax" }],
    ["ValidationException", 400, { kind: "syntax" }],
    ["ItemCollectionSizeLimitExceededException", 400, { kind: "data" }],
    ["TransactionConflictException", 400, { kind: "serialization", retryable: true }],
    ["SomethingNewException", 400, { kind: "unknown" }],
  ])("%s", async (error, status, expected) => {
    const { shop } = await scripted([
      { error, status, body: { message: "Refused: the value 'secret'" } },
    ]);
    const failure = await failureOf(shop.orders.put(key));
    expect(failure).toMatchObject({ ...expected, table: "orders", code: error });
    expect(JSON.stringify([failure, failure.message, String(failure.cause)])).not.toContain(
      "secret",
    );
  });

  it("tell items that are too large from wrong calls", async () => {
    const body = { message: "Item size has exceeded the maximum allowed size" };
    const { shop } = await scripted([{ error: "ValidationException", body }]);
    expect(await failureOf(shop.orders.put(key))).toMatchObject({ kind: "data" });
  });

  it("of reads leave nothing unknown", async () => {
    const { shop } = await scripted(["break"]);
    expect(await failureOf(shop.orders.get(key))).toMatchObject({
      kind: "connection",
      outcomeUnknown: false,
      retryable: true,
    });
  });

  it("of a signal are told before and during a call", async () => {
    const { shop, asked } = await scripted(["silent"]);
    const before = await failureOf(shop.orders.put(key, { signal: AbortSignal.abort() }));
    expect(before).toMatchObject({ kind: "cancelled", outcomeUnknown: false });
    const controller = new AbortController();
    const during = failureOf(shop.orders.put(key, { signal: controller.signal }));
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    controller.abort();
    expect(await during).toMatchObject({ kind: "cancelled", outcomeUnknown: true });
  });

  it("are told after the database was closed", async () => {
    const { shop } = await scripted([{}]);
    await shop.close();
    expect(await failureOf(shop.orders.get(key))).toMatchObject({ kind: "closed" });
  });

  it.each(["write", "close", "then"])("refuse a table that is called %s", (name) => {
    expect(() => createDynamoDatabase(local, { [name]: tables.orders })).toThrow(TypeError);
  });
});

/** Calls as a program without types may make them. */
type Anything = Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;

describe("text from outside", () => {
  const attacks = [
    "x or attribute_exists(#n0)",
    ":v0",
    "#n0",
    ") or (#n0 = #n0",
    "constructor",
    "a.b",
    "size",
    "[0]",
  ];

  it.each(attacks)("%s stays a value and a name", async (attack) => {
    const { shop } = opened();
    const item = { id: `attack ${attack}`, ...Object.fromEntries([[attack, attack]]) };
    await shop.people.put(item);
    expect(await shop.people.get({ id: item.id })).toEqual(item);
    const where = Object.fromEntries([[attack, attack]]) as never;
    expect((await shop.people.scanPage({ where, limit: 1000 })).items).toEqual([item]);
    await shop.people.update({ id: item.id }, Object.fromEntries([[attack, "changed"]]));
    expect(await shop.people.get({ id: item.id }, { select: [attack] })).toEqual(
      Object.fromEntries([[attack, "changed"]]),
    );
    await shop.people.update({ id: item.id }, {}, { remove: [attack] });
    expect(await shop.people.delete({ id: item.id })).toEqual({ id: item.id });
  });

  it("__proto__ is refused as a name, which the client would not send", async () => {
    const { shop } = opened();
    const named = JSON.parse('{"__proto__": 1}') as Record<string, number>;
    for (const item of [
      { id: "x", ...named },
      { id: "x", deep: named },
    ]) {
      expect(await failureOf(shop.people.put(item))).toMatchObject({ kind: "data" });
    }
    expect(await shop.people.get({ id: "x" })).toBeUndefined();
  });

  it("is refused where it is none of what the table has", async () => {
    const orders = opened().shop.orders as unknown as Anything;
    const refused: readonly (readonly [string, ...unknown[]])[] = [
      ["get", { customer: { $ne: null }, number: 1 }],
      ["get", { customer: "a" }],
      ["get", { ...key, other: 1 }],
      ["get", "a"],
      ["get", key, { select: [] }],
      ["get", key, { select: "status" }],
      ["get", key, { other: 1 }],
      ["insert", { customer: "a" }],
      ["insert", "a"],
      ["update", key, { number: 2 }],
      ["update", key, { version: 2 }],
      ["update", key, {}, { remove: "x" }],
      ["update", key, {}, { version: "1" }],
      ["query", { key: { eq: "a" } }],
      ["query", { key: "a", sort: { contains: 1 } }],
      ["query", { key: "a", sort: { gt: 1, lt: 2 } }],
      ["query", { key: "a", order: "up" }],
      ["query", { key: "a", index: "none" }],
      ["query", { key: "a", after: "x" }],
      ["query", { key: "a", where: {} }],
      ["query", { key: "a", where: [] }],
      ["query", { key: "a", where: { or: [] } }],
      ["query", { key: "a", where: { status: {} } }],
      ["query", { key: "a", where: { status: { $ne: 1 } } }],
      ["query", { key: "a", where: { status: { in: [] } } }],
      ["query", { key: "a", where: { status: { between: ["a"] } } }],
      ["query", { key: "a", where: { status: { exists: 1 } } }],
      ["query", { key: "a", limit: -1 }],
      ["page", { key: "a", limit: 0 }],
    ];
    for (const [method, ...given] of refused) {
      const outcome: unknown = await Promise.resolve(orders[method]?.(...given)).catch(
        (error: unknown) => error,
      );
      expect(outcome, JSON.stringify([method, ...given])).toBeInstanceOf(DatabaseError);
    }
    const people = opened().shop.people as unknown as Anything;
    await expect(people["query"]?.({ key: "a", sort: "b" })).rejects.toMatchObject({
      kind: "syntax",
    });
    await expect(people["update"]?.({ id: "a" }, {}, { version: 1 })).rejects.toMatchObject({
      kind: "syntax",
    });
    let where: object = { status: "x" };
    for (let depth = 0; depth < 100; depth += 1) where = { not: where };
    await expect(orders["query"]?.({ key: "a", where })).rejects.toMatchObject({ kind: "syntax" });
  });
});
