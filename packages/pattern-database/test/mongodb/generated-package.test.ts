import { type MiniMongoProcess, startMiniMongoProcess } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { databaseInput } from "../../src/input/database-input.js";
import type { ReadModel } from "../../src/database-kinds.js";
import { readDatabaseModel } from "../../src/read-database-model.js";
import { filesOf, GeneratedPackage } from "../pattern/generated-package.js";
import { testContext } from "../read-model.js";
import { fillShop, hostileCollections } from "./shop-data.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const strict = ["--noUnusedLocals", "--noUnusedParameters", "--noPropertyAccessFromIndexSignature"];

describe("the package of a MongoDB, whose place a fake takes", () => {
  let server: MiniMongoProcess;
  let model: ReadModel;
  let generated: GeneratedPackage;
  beforeAll(async () => {
    server = await startMiniMongoProcess();
    await fillShop(server.url, "shop");
    const input = databaseInput.parse({ name: "Shop", connection: `${server.url}/shop` });
    model = await readDatabaseModel(input, testContext().context);
    generated = new GeneratedPackage(model);
  });
  afterAll(async () => {
    generated.remove();
    await server.stop();
  });

  test("compiles under more flags than its own", () => {
    expect(generated.compile(...strict)).toBe("");
  });

  test("passes its own tests, which name every collection, on the server that the environment names", () => {
    generated.environment["SHOP_TEST_DATABASE_URL"] = server.url;
    const { passed, failed } = generated.test();
    expect(failed).toEqual([]);
    const unnamed = model.unit.ids.filter(
      (id) => !passed.some((name) => name.startsWith(`${id} `)),
    );
    expect(unnamed).toEqual([]);
  });

  test("has plain paths, each once, and describes collections by their own names", () => {
    const paths = Object.keys(filesOf(model));
    expect(paths.filter((path) => !/^(?:[a-z0-9_-]+\/)*[A-Za-z0-9._-]+$/.test(path))).toEqual([]);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
    expect(generated.build()).toBe("");
    const output = generated.import(`
      import { collections } from "shop-database";
      console.log(JSON.stringify(Object.values(collections).map(({ name }) => name)));
    `);
    expect(JSON.parse(output)).toEqual(expect.arrayContaining([...hostileCollections]));
  });

  test("holds no value of a document, and no name that is one", () => {
    expect(JSON.stringify([model, filesOf(model)])).not.toMatch(/secret-|@example\.org/i);
  });

  test("says what it needs where no server is named", () => {
    delete generated.environment["SHOP_TEST_DATABASE_URL"];
    const output = generated.run("node_modules/vitest/vitest.mjs", "run");
    expect(output).toContain("set SHOP_TEST_DATABASE_URL to the address of a replica set");
  });
});
