import { type MiniMongo, startMiniMongo } from "@agentflow/services";
import { MongoClient } from "mongodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseInput } from "../../src/input/database-input.js";
import type { MongodbModel } from "../../src/mongodb/model/mongodb-model.js";
import { readDatabaseModel } from "../../src/read-database-model.js";
import { readMongodb } from "../../src/mongodb/read-mongodb.js";
import { testContext } from "../read-model.js";
import { fillShop } from "./shop-data.js";

describe("reading a MongoDB, whose place a fake takes", () => {
  let server: MiniMongo;
  beforeAll(async () => {
    server = await startMiniMongo();
    await fillShop(server.url, "shop");
  });
  afterAll(() => server.stop());

  async function read(
    options: object = {},
    context = testContext().context,
  ): Promise<MongodbModel> {
    const input = databaseInput.parse({
      name: "Shop",
      connection: `${server.url}/shop`,
      ...options,
    });
    const model = await readDatabaseModel(input, context);
    if (model.dialect !== "mongodb") throw new Error("It is another database.");
    return model;
  }
  const named = (model: MongodbModel, name: string) =>
    model.collections.find((each) => each.name === name);

  test("gives the same model twice, as plain JSON", async () => {
    const [one, other] = [await read(), await read()];
    expect(other).toEqual(one);
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
    expect(one.serverVersion).toBe("7.0.0");
  });

  test("reads no document where a validator says everything", async () => {
    const model = await read();
    expect(named(model, "orders")).toMatchObject({
      sampled: 0,
      validation: "strict",
      comment: "An order of a customer",
    });
  });

  test("looks at documents for what a validator leaves open", async () => {
    const people = named(await read(), "people");
    expect(
      people?.document.fields.map(({ name, optional, seen }) => [name, optional, seen]),
    ).toEqual([
      ["_id", false, { with: 2, of: 2 }],
      ["email", false, null],
      ["age", true, null],
      ["nick", true, { with: 2, of: 2 }],
    ]);
    expect(people?.document.fields[2]?.value).toMatchObject({
      kind: "union",
      of: [{ type: "int" }, { type: "string" }],
    });
  });

  test("looks at no more documents than it may: the first and the last", async () => {
    const client = await MongoClient.connect(server.url);
    const many = Array.from({ length: 10 }, (_, n) => ({ _id: n as never, [`f${n}`]: 1 }));
    await client.db("many").collection("c").insertMany(many);
    await client.close();
    const sampled = async (sample: number) => {
      const model = await read({ connection: `${server.url}/many`, sample });
      return model.collections[0]?.document.fields.map(({ name }) => name);
    };
    expect(await sampled(3)).toEqual(["_id", "f0", "f1", "f9"]);
    expect(await sampled(1)).toEqual(["_id", "f0"]);
    expect(await sampled(0)).toEqual(["_id"]);
    expect(await sampled(10)).toHaveLength(11);
  });

  test("chooses collections by their names", async () => {
    const model = await read({ includeTable: ["e*", "shop.people"], excludeTable: ["empty"] });
    expect(model.collections.map(({ name }) => name)).toEqual(["events", "people"]);
    await expect(read({ includeTable: ["nothing"] })).rejects.toMatchObject({
      code: "AF_SELECTION_EMPTY",
    });
  });

  test("refuses a schema as SQL", async () => {
    const ddl = { source: "x", text: "", digest: "" };
    const options = databaseInput.parse({ name: "Shop", ddl: "x" });
    await expect(readMongodb({ ddl }, options, testContext().context)).rejects.toMatchObject({
      code: "AF_INPUT_INVALID",
    });
  });

  test.each([
    [13, "AF_DATABASE_REFUSED"],
    [18, "AF_DATABASE_REFUSED"],
    [6, "AF_DATABASE_UNREACHABLE"],
  ])("tells code %i as %s, without the password", async (errorCode, code) => {
    // Some are tried again by the driver.
    server.fail({ failCommands: ["listCollections"], errorCode, times: 2 });
    const failure: unknown = await read().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code });
    server.clearFaults();
  });

  test("tells what is no server, without the password", async () => {
    const connection =
      "mongodb://reader:top-secret@127.0.0.1:1/shop?serverSelectionTimeoutMS=1&authMechanism=NONE";
    const failure: unknown = await read({ connection }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "AF_DATABASE_UNREACHABLE" });
    expect(String(failure)).not.toContain("top-secret");
  });

  test("ends when its signal aborts, before and while it reads", async () => {
    const aborted = testContext({ signal: AbortSignal.abort() });
    await expect(read({}, aborted.context)).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
    const controller = new AbortController();
    server.fail({ failCommands: ["listCollections"], silent: true });
    const reading = read({}, testContext({ signal: controller.signal }).context);
    const outcome = reading.catch((error: unknown) => error);
    await expect.poll(() => server.received.at(-1)).toBe("listCollections");
    controller.abort();
    expect(await outcome).toMatchObject({ code: "AF_INTERRUPTED" });
  });
});
