import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import type { DatabaseModel } from "../../src/model/database-model.js";
import { GeneratedPackage } from "../pattern/generated-package.js";
import { hostileSchema } from "./hostile-schema.js";
import { type Mariadb, startMariadb } from "./start-mariadb.js";

vi.setConfig({ testTimeout: 300_000 });

const shop = readFileSync(new URL("../schemas/mariadb-shop.sql", import.meta.url), "utf8");
const strict = ["--noUnusedLocals", "--noUnusedParameters", "--noPropertyAccessFromIndexSignature"];

function generate(model: DatabaseModel): GeneratedPackage {
  const generated = new GeneratedPackage(model);
  onTestFinished(() => generated.remove());
  return generated;
}

describe.runIf(requireService("mariadbd"))("the package for a MariaDB", () => {
  let server: Mariadb;
  beforeAll(async () => {
    server = await startMariadb();
  }, 60_000);
  afterAll(() => server.stop());

  /** Has the package's tests use this server: one of their own takes seconds to start. */
  function testsHere(generated: GeneratedPackage): void {
    generated.environment["SHOP_TEST_DATABASE_URL"] = server.address("made");
  }

  test.each([
    {
      what: "a shop with everything that MariaDB has",
      schema: shop,
      place: "a server of their own",
    },
    {
      what: "nothing but hostile names",
      schema: hostileSchema,
      place: "the server that is there",
    },
  ])(
    "of $what compiles under more flags than its own, and its tests pass on $place",
    async ({ schema, place }) => {
      await server.make("made", schema);
      const model = await server.read("made");
      const generated = generate(model);
      expect(generated.compile(...strict)).toBe("");
      if (place === "the server that is there") testsHere(generated);
      const { passed, failed } = generated.test();
      expect(failed).toEqual([]);
      const unnamed = model.unit.ids.filter(
        (id) => !passed.some((name) => name.startsWith(`${id} `)),
      );
      expect(unnamed).toEqual([]);
    },
  );

  test("types values as the user chose, and its tests pass with them", async () => {
    await server.make("made", shop);
    const typing = { timestamps: "date", bigints: "number", numerics: "number" } as const;
    // What has values that numbers and dates of milliseconds do not hold is left out.
    const excludeTable = ["products", "versions"];
    const generated = generate(await server.read("made", { typing, excludeTable }));
    expect(generated.compile(...strict)).toBe("");
    testsHere(generated);
    expect(generated.test().failed).toEqual([]);
  });

  test("tests on the server that a variable names, and leaves nothing there", async () => {
    await server.make("made", shop);
    const databases = "select schema_name from information_schema.schemata order by schema_name";
    const before = await server.run(databases);
    const [counted] = await server.run("select count(*) as n from made.customers");
    const generated = generate(await server.read("made"));
    vi.stubEnv("SHOP_TEST_DATABASE_URL", server.address("made"));
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.stubEnv("PATH", "/nowhere");
    expect(generated.test().failed).toEqual([]);
    await expect.poll(() => server.run(databases), { timeout: 10_000 }).toEqual(before);
    expect(await server.run("select count(*) as n from made.customers")).toEqual([counted]);
  });

  test("has tests that fail when a table has lost a constraint", async () => {
    await server.make(
      "made",
      "create table notes (id int auto_increment primary key, title varchar(20) not null unique, constraint short check (title <> ''));",
    );
    const model = await server.read("made");
    const generated = generate(model);
    testsHere(generated);
    generated.write(
      "migrations/0001-baseline.sql",
      model.schemaSql.replace("UNIQUE KEY", "KEY").replace("CHECK (`title` <> '')", "CHECK (1)"),
    );
    expect(generated.test().failed.map((name) => name.replace(/:.*/s, ""))).toEqual([
      "notes refuses a second row that title forbids",
      "notes refuses what short forbids in title",
    ]);
  });

  test("leaves no server and no folder behind", async () => {
    const left = (): readonly string[] =>
      readdirSync(tmpdir()).filter((name) => name.startsWith("agentflow-mariadb-"));
    await expect.poll(left, { timeout: 10_000 }).toEqual([]);
  });
});
