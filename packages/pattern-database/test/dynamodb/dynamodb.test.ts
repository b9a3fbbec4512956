import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { dynamodbAddress, placeOf } from "../../src/dynamodb/dynamodb-address.js";
import type { DynamodbModel } from "../../src/dynamodb/dynamodb-model.js";
import { readDynamodb } from "../../src/dynamodb/read-dynamodb.js";
import { databaseInput } from "../../src/input/database-input.js";
import { readDatabaseModel } from "../../src/read-database-model.js";
import { filesOf, GeneratedPackage } from "../pattern/generated-package.js";
import { testContext } from "../read-model.js";
import { type LocalDynamo, startShop } from "./shop-tables.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const strict = ["--noUnusedLocals", "--noUnusedParameters", "--noPropertyAccessFromIndexSignature"];

describe("addresses of DynamoDB", () => {
  test.each(["dynamodb://eu-west-1", "dynamodb://eu-west-1?endpoint=http://127.0.0.1:8000"])(
    "%s is one",
    (address) => {
      expect(dynamodbAddress.accepts(address)).toBe(true);
      expect(dynamodbAddress.withoutSecrets(address)).toBe(address);
    },
  );
  test.each([
    "dynamodb://",
    "dynamodb://a b",
    "dynamodb://x?endpoint=ftp://y",
    "dynamodb://x?endpoint=http://user:secret@y",
  ])("%s is none", (address) => {
    expect(dynamodbAddress.accepts(address)).toBe(false);
  });
  test("hold a region, and maybe an endpoint", () => {
    expect(placeOf("dynamodb://r?endpoint=http://h:1")).toEqual({
      region: "r",
      endpoint: "http://h:1",
    });
    expect(placeOf("nothing")).toEqual({ region: "", endpoint: undefined });
  });
});

describe("tables of a DynamoDB, whose place dynalite takes", () => {
  let local: LocalDynamo;
  beforeAll(async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "top-secret");
    vi.stubEnv("AWS_MAX_ATTEMPTS", "1");
    local = await startShop();
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    local.stop();
  });

  async function read(
    options: object = {},
    context = testContext().context,
  ): Promise<DynamodbModel> {
    const connection = `dynamodb://eu-west-1?endpoint=${local.endpoint}`;
    const input = databaseInput.parse({ name: "Shop", connection, ...options });
    const model = await readDatabaseModel(input, context);
    if (model.dialect !== "dynamodb") throw new Error("It is another database.");
    return model;
  }

  test("are read without their items, the same twice", async () => {
    const model = await read();
    expect(await read()).toEqual(model);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
    expect(model.tables.find(({ name }) => name === "orders")).toMatchObject({
      partitionKey: "customer",
      sortKey: "number",
      billing: "provisioned",
      expiry: null,
      stream: null,
      sampled: 0,
      attributes: [
        { name: "customer" },
        { name: "day" },
        { name: "number", kind: "number" },
        { name: "status */ `${1}`" },
      ],
      indexes: [
        { name: "by.status", global: true, projection: "INCLUDE a, total" },
        { name: "by_day", global: false, sortKey: "day", projection: "ALL" },
      ],
    });
  });

  test("are read with items where a user says so, and no value of them is kept", async () => {
    const model = await read({ sample: 10 });
    const orders = model.tables.find(({ name }) => name === "orders");
    expect(orders?.sampled).toBe(2);
    expect(orders?.attributes.slice(4).map(({ name, kind, seen }) => [name, kind, seen])).toEqual([
      ["*/ alert(1)", "string", 1],
      ["big", "any", 1],
      ["mixed", "any", 2],
      ["paid", "boolean", 1],
      ["raw", "bytes", 1],
      ["total", "number", 2],
    ]);
    expect(JSON.stringify([model, filesOf(model)])).not.toMatch(/secret-|top-secret/);
    expect((await read({ sample: 1 })).tables.find(({ name }) => name === "orders")?.sampled).toBe(
      1,
    );
  });

  test.each([[{}], [{ sample: 10 }]])(
    "give a package that compiles and passes its own tests: %o",
    async (options) => {
      const model = await read(options);
      const generated = new GeneratedPackage(model);
      try {
        expect(generated.compile(...strict)).toBe("");
        const { passed, failed } = generated.test();
        expect(failed).toEqual([]);
        const unnamed = model.unit.ids.filter(
          (id) => !passed.some((name) => name.startsWith(`${id} `)),
        );
        expect(unnamed).toEqual([]);
        const paths = Object.keys(filesOf(model));
        expect(paths.filter((path) => !/^(?:[a-z0-9_-]+\/)*[A-Za-z0-9._-]+$/.test(path))).toEqual(
          [],
        );
      } finally {
        generated.remove();
      }
    },
  );

  test("are chosen by their names", async () => {
    const model = await read({ includeTable: ["?rders"], excludeTable: ["Orders"] });
    expect(model.tables.map(({ name }) => name)).toEqual(["orders"]);
    await expect(read({ includeTable: ["none"] })).rejects.toMatchObject({
      code: "AF_SELECTION_EMPTY",
    });
  });

  test("are told where they cannot be read, without a secret", async () => {
    const nowhere = await read({
      connection: "dynamodb://eu-west-1?endpoint=http://127.0.0.1:1",
    }).catch((error: unknown) => error);
    expect(nowhere).toMatchObject({ code: "AF_DATABASE_UNREACHABLE" });
    expect(String(nowhere)).not.toContain("top-secret");
    const aborted = testContext({ signal: AbortSignal.abort() });
    await expect(read({}, aborted.context)).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
    const options = databaseInput.parse({ name: "Shop", ddl: "x" });
    const ddl = readDynamodb(
      { ddl: { source: "x", text: "", digest: "" } },
      options,
      testContext().context,
    );
    await expect(ddl).rejects.toMatchObject({ code: "AF_INPUT_INVALID" });
  });
});
