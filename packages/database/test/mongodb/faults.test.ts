import { FakeClock } from "@agentflow/core/testing";
import type { MiniMongo } from "@agentflow/services";
import { secret } from "@agentflow/core/runtime";
import { describe, expect, it, vi } from "vitest";
import { createMongoDatabase } from "../../src/mongodb/create-mongo-database.js";
import { failingPaths } from "../../src/mongodb/errors/failing-paths.js";
import { mongoError } from "../../src/mongodb/errors/mongo-error.js";
import { failureOf } from "../failure-of.js";
import { collections, openShop } from "./shop.js";

const opened = openShop();
const open = { status: "open" };

/** Resolves when the server has such a command. */
async function arrived({ received }: MiniMongo, command: string): Promise<void> {
  await vi.waitFor(() => expect(received).toContain(command), 5_000);
}

describe("errors of the server", () => {
  it.each([
    [2, "syntax", false],
    [13, "permission", false],
    [18, "permission", false],
    [50, "timeout", false],
    [112, "serialization", true],
    [10334, "data", false],
    [11601, "cancelled", false],
    [4_242_424, "unknown", false],
  ])("code %i is of kind %s", async (errorCode, kind, retryable) => {
    const { shop, server } = opened();
    server.fail({ failCommands: ["find"], errorCode });
    const error = await failureOf(shop.orders.find());
    expect(error).toMatchObject({ kind, retryable, code: String(errorCode), table: "orders" });
  });

  it("names the fields that a validator refused, and no value", async () => {
    const { shop, raw, server } = opened();
    await raw("things")
      .drop()
      .catch(() => undefined);
    const client = raw("things").db;
    await client.createCollection("things", {
      validator: {
        $jsonSchema: {
          bsonType: "object",
          required: ["n"],
          properties: {
            value: {
              bsonType: "object",
              properties: { deep: { bsonType: "object", properties: { x: { enum: ["a"] } } } },
            },
          },
        },
      },
    });
    const work = shop.things.insert({ _id: "a", value: { deep: { x: "top secret" } } });
    const error = await failureOf(work);
    expect(error).toMatchObject({
      kind: "check-violation",
      code: "121",
      table: "things",
      columns: ["value.deep.x", "n"],
    });
    expect(JSON.stringify([error, error.message, String(error.cause)])).not.toContain("top secret");
    expect(server.received).toContain("insert");
  });

  it("reads reports of any shape", () => {
    expect(failingPaths(undefined)).toEqual([]);
    expect(failingPaths({ details: 1 })).toEqual([]);
    expect(
      failingPaths({
        details: { schemaRulesNotSatisfied: [1, { propertiesNotSatisfied: [1, {}] }] },
      }),
    ).toEqual([]);
    const schemasNotSatisfied = [
      { index: 0, details: [{ operatorName: "required", missingProperties: ["a"] }] },
    ];
    const rules = [{ operatorName: "anyOf", schemasNotSatisfied }, { additionalProperties: ["b"] }];
    expect(failingPaths({ details: { schemaRulesNotSatisfied: rules } })).toEqual(["a", "b"]);
  });

  it("keeps the command, which holds values, out of what is not allowed", async () => {
    const { MongoServerError } = await import("mongodb");
    const errmsg =
      'not authorized on shop to execute command { insert: "orders", documents: [ "top secret" ] }';
    const error = mongoError(
      new MongoServerError({ ok: 0, code: 13, codeName: "Unauthorized", errmsg }),
      {},
    );
    expect(error.message).toBe(
      "MongoDB refused: not authorized on shop to execute command (13 Unauthorized).",
    );
    expect(JSON.stringify([error, String(error.cause)])).not.toContain("top secret");
  });
});

describe("connections", () => {
  it("that break are replaced; a read is run again by the driver", async () => {
    const { shop, server } = opened();
    await shop.check();
    server.dropConnections();
    expect(await shop.orders.count()).toBeGreaterThanOrEqual(0);
    server.fail({ failCommands: ["find"], closeConnection: true });
    expect(await shop.orders.find({ limit: 1 })).toBeDefined();
  });

  it("that break during a write leave it done once", async () => {
    const { shop, server } = opened();
    server.fail({ failCommands: ["insert"], closeConnection: true, afterwards: true });
    await shop.orders.insert({ number: 1_001n, ...open });
    expect(await shop.orders.count({ where: { number: 1_001n } })).toBe(1);
  });

  it("that break twice during a write leave the outcome unknown", async () => {
    const { shop, server } = opened();
    server.fail({ failCommands: ["insert"], closeConnection: true, afterwards: true, times: 2 });
    const error = await failureOf(shop.orders.insert({ number: 1_002n, ...open }));
    expect(error).toMatchObject({ kind: "connection", outcomeUnknown: true, retryable: false });
    server.fail({ failCommands: ["find"], closeConnection: true, times: 2 });
    const read = await failureOf(shop.orders.find());
    expect(read).toMatchObject({ kind: "connection", outcomeUnknown: false, retryable: true });
    expect(await shop.orders.exists()).toBe(true);
  });

  it("to nobody fail within the time, and may be tried again", async () => {
    const nobody = createMongoDatabase(
      { connection: "mongodb://user:top%2Fsecret@127.0.0.1:1/shop", pool: { connectTimeout: 50 } },
      collections,
    );
    const error = await failureOf(nobody.orders.find());
    expect(error).toMatchObject({ kind: "connection", outcomeUnknown: false, retryable: true });
    expect(JSON.stringify([error, error.message, String(error.cause)])).not.toMatch(
      /top.{0,3}secret/,
    );
    await nobody.close();
  });

  it.each([
    "mongodb://127.0.0.1",
    "mongodb://127.0.0.1/",
    "mongodb://127.0.0.1/%ZZ",
    "mongodb://127.0.0.1/?a=b",
    "postgres://user:topsecret@127.0.0.1/shop",
    "mongodb://user:topsecret@/shop",
    "mongodb://user:topsecret@127.0.0.1:99999999/shop",
    "mongodb://user:topsecret@127.0.0.1/shop?noSuchOption=1",
  ])("are refused for %s", async (connection) => {
    const shop = createMongoDatabase({ connection }, collections);
    const error = await failureOf(shop.orders.find());
    expect(error.kind).toBe("syntax");
    expect(JSON.stringify([error, error.message, String(error.cause)])).not.toContain("topsecret");
  });

  it("take their address from a secret, at the first call", async () => {
    const { server } = opened();
    const environment = { DATABASE_URL: "" };
    const connection = secret("DATABASE_URL", environment);
    const shop = createMongoDatabase({ connection }, collections);
    await expect(shop.check()).rejects.toMatchObject({ code: "AF_SECRET_MISSING" });
    environment.DATABASE_URL = `${server.url}/shop`;
    await shop.check();
    await shop.close();
  });
});

describe("time-outs and signals", () => {
  it("send the time to the server, rounded up", async () => {
    const { server } = opened();
    const shop = opened().open({ timeout: 1_234.5 });
    await shop.orders.find({ limit: 1 });
    expect(String(server.commands.at(-1)?.["maxTimeMS"])).toBe("1235");
    await shop.orders.count({ timeout: 7 });
    expect(String(server.commands.at(-1)?.["maxTimeMS"])).toBe("7");
  });

  it("give a silent server up", async () => {
    const { server } = opened();
    const clock = new FakeClock({ manual: true });
    const shop = opened().open({ clock, pool: { connectTimeout: 5_000 } });
    await shop.check();
    server.received.length = 0;
    server.fail({ failCommands: ["find"], silent: true });
    const read = failureOf(shop.orders.find({ timeout: 1_000 }));
    await arrived(server, "find");
    clock.advance(6_000);
    expect(await read).toMatchObject({ kind: "timeout", outcomeUnknown: false });
    server.fail({ failCommands: ["insert"], silent: true });
    const write = failureOf(shop.orders.insert({ number: 1_003n, ...open }, { timeout: 1_000 }));
    await arrived(server, "insert");
    clock.advance(6_000);
    expect(await write).toMatchObject({ kind: "timeout", outcomeUnknown: true });
    server.dropConnections();
  });

  it("end a call by its signal, before and during it", async () => {
    const { server } = opened();
    // One whose connections no other test has broken.
    const shop = opened().open();
    await shop.check();
    const before = await failureOf(shop.orders.find({ signal: AbortSignal.abort() }));
    expect(before).toMatchObject({ kind: "cancelled", outcomeUnknown: false });
    const controller = new AbortController();
    server.fail({ failCommands: ["delete"], silent: true });
    const during = failureOf(
      shop.orders.deleteWhere({ number: 5n }, { signal: controller.signal, timeout: 50 }),
    );
    await arrived(server, "delete");
    controller.abort();
    expect(await during).toMatchObject({ kind: "cancelled", outcomeUnknown: true });
    server.dropConnections();
  });

  it.each([0, -1, Number.NaN])("refuse %d milliseconds", (timeout) => {
    const create = (): unknown =>
      createMongoDatabase({ connection: "mongodb://x/y", timeout }, collections);
    expect(create).toThrow(RangeError);
  });
});

describe("a database", () => {
  it("waits for what is under way when it is closed, and takes no more calls", async () => {
    const shop = opened().open();
    const work = shop.orders.insert({ number: 1_004n, ...open });
    await shop.close();
    await expect(work).resolves.toMatchObject({ number: 1_004n });
    expect(await failureOf(shop.orders.find())).toMatchObject({ kind: "closed" });
    expect(await failureOf(shop.transaction(async () => 1))).toMatchObject({ kind: "closed" });
  });

  it("closes at the end of its block", async () => {
    let inner;
    {
      await using shop = createMongoDatabase(
        { connection: `${opened().server.url}/shop` },
        collections,
      );
      inner = shop;
      await shop.check();
    }
    expect(await failureOf(inner.check())).toMatchObject({ kind: "closed" });
  });

  it("lists its collections, and nothing else", () => {
    expect(Object.keys(opened().shop)).toEqual(["orders", "things", "paid"]);
  });

  it.each(["transaction", "check", "close", "then"])("has no collection called %s", (name) => {
    const create = (): unknown =>
      createMongoDatabase({ connection: "mongodb://x/y" }, { [name]: collections.orders });
    expect(create).toThrow(TypeError);
  });

  it("measures its calls", async () => {
    const calls: { operation?: string; success: boolean; errorKind?: unknown }[] = [];
    const metrics = { recordCall: (call: (typeof calls)[number]) => calls.push(call) };
    const shop = opened().open({ metrics: metrics as never, name: "shop" });
    await shop.orders.count();
    await failureOf(shop.orders.get("x"));
    await shop.transaction((tx) => tx.orders.exists());
    await shop.check();
    expect(calls).toMatchObject([
      { service: "shop", operation: "orders.count", success: true },
      { operation: "orders.get", success: false, errorKind: "validation" },
      { operation: "orders.exists", success: true },
      { operation: "database.transaction", success: true },
      { operation: "database.check", success: true },
    ]);
  });
});
