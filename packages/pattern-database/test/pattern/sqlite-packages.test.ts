import { readFileSync } from "node:fs";
import { expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import type { DatabaseModel } from "../../src/model/database-model.js";
import { hostileNames, hostileSchema } from "../sqlite/hostile-schema.js";
import { readSqliteDdl } from "../sqlite/sqlite-file.js";
import { filesOf, GeneratedPackage } from "./generated-package.js";

vi.setConfig({ testTimeout: 120_000 });

const strict = ["--noUnusedLocals", "--noUnusedParameters", "--noPropertyAccessFromIndexSignature"];
const shop = readFileSync(new URL("../models/sqlite-shop.sql", import.meta.url), "utf8");
const notes = readFileSync(new URL("sqlite-notes/schema.sql", import.meta.url), "utf8");

function generate(model: DatabaseModel): GeneratedPackage {
  const generated = new GeneratedPackage(model);
  onTestFinished(() => generated.remove());
  return generated;
}

function unnamed({ unit }: DatabaseModel, passed: readonly string[]): readonly string[] {
  return unit.ids.filter((id) => !passed.some((name) => name.startsWith(`${id} `)));
}

test("the package for a shop with everything that SQLite has compiles, and its own tests pass and name every table", async () => {
  const model = await readSqliteDdl(shop);
  const generated = generate(model);
  expect(generated.compile(...strict)).toBe("");
  const { passed, failed } = generated.test();
  expect(failed).toEqual([]);
  expect(unnamed(model, passed)).toEqual([]);
  for (const part of [
    "customers refuses a second row that customers_email_key forbids",
    "customers refuses null in email",
    "customers refuses what length(name) between 1 and 80 forbids in name",
    "orders refuses a row whose orders_customer leads nowhere",
    "order_items is read with its order",
    "payments refuses a second row that payments_pkey forbids",
    "settings is gone through in pages",
  ]) {
    expect(passed).toContain(part);
  }
});

test("values are typed as the user chose, and the package's tests pass with them", async () => {
  const typing = { timestamps: "date", bigints: "number", numerics: "number" } as const;
  const generated = generate(await readSqliteDdl(shop, { typing }));
  expect(generated.compile(...strict)).toBe("");
  expect(generated.test().failed).toEqual([]);
});

test("the golden package compiles, and its tests fail when its table has lost a constraint", async () => {
  const model = await readSqliteDdl(notes);
  const generated = generate(model);
  expect(generated.compile(...strict)).toBe("");
  generated.write(
    "migrations/0001-baseline.sql",
    model.schemaSql.replace("unique", "").replace("(length(title) > 0)", "(true)"),
  );
  expect(generated.test().failed.map((name) => name.replace(/:.*/s, ""))).toEqual([
    "notes refuses a second row that notes_title_key forbids",
    "notes refuses what length(title) > 0 forbids in title",
  ]);
});

test("a schema of nothing but trouble gives a package that compiles, runs nothing of it, and passes its tests", async () => {
  const model = await readSqliteDdl(hostileSchema);
  const paths = Object.keys(filesOf(model));
  expect(paths.filter((path) => !/^(?:[a-z0-9_-]+\/)*[A-Za-z0-9._-]{1,240}$/.test(path))).toEqual(
    [],
  );
  expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  const generated = generate(model);
  expect(generated.compile("--noUnusedLocals", "--noUnusedParameters")).toBe("");
  expect(generated.build()).toBe("");
  const output = generated.import(`
    import { tables } from "shop-database";
    console.log(JSON.stringify(Object.values(tables).map(({ name }) => name)));
  `);
  expect(JSON.parse(output)).toEqual(expect.arrayContaining([...hostileNames]));
  const { passed, failed } = generated.test();
  expect(failed).toEqual([]);
  expect(unnamed(model, passed)).toEqual([]);
});

test("reading SQLite loads the driver of no other database", async () => {
  const generated = generate(await readSqliteDdl(notes));
  const imported = generated.import(`
    import { registerHooks } from "node:module";
    const loaded = [];
    registerHooks({
      resolve(specifier, context, next) {
        loaded.push(specifier);
        return next(specifier, context);
      },
    });
    const { databaseInput, readDatabaseModel } = await import("@agentflow/pattern-database");
    const input = databaseInput.parse({ name: "a", ddl: "a.sql", dialect: "sqlite" });
    const model = await readDatabaseModel(input, {
      signal: new AbortController().signal,
      document: async (source) => ({ source, text: "create table a (b)", digest: "" }),
      path: (path) => path,
      secret: async () => "",
      report: () => {},
    });
    const drivers = ["pg", "@electric-sql/pglite", "mysql2", "node:sqlite"];
    console.log(JSON.stringify([model.unit.ids, drivers.filter((name) => loaded.includes(name))]));
  `);
  const result = z.tuple([z.array(z.string()), z.array(z.string())]).parse(JSON.parse(imported));
  expect(result).toEqual([["a"], ["node:sqlite"]]);
});
