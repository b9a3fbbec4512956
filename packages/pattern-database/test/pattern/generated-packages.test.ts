import { readFileSync } from "node:fs";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { readDdl } from "../read-model.js";
import { filesOf, GeneratedPackage } from "./generated-package.js";

vi.setConfig({ testTimeout: 300_000 });

const strict = ["--noUnusedLocals", "--noUnusedParameters", "--noPropertyAccessFromIndexSignature"];

async function generate(schema: string, options: Parameters<typeof readDdl>[1] = {}) {
  const model = await readDdl(readFileSync(new URL(schema, import.meta.url), "utf8"), options);
  const generated = new GeneratedPackage(model);
  onTestFinished(() => generated.remove());
  return { model, generated };
}

describe.each([
  ["a small shop with something of everything", "../models/shop.sql"],
  ["columns of every type, keys of every shape, and extensions", "../models/types.sql"],
  ["another shop, with partitions, triggers, row security and circles", "../schemas/shop.sql"],
])("the package for %s", (_, schema) => {
  test("compiles under more flags than its own, and its own tests pass and name every table", async () => {
    const { model, generated } = await generate(schema);
    expect(generated.compile(...strict)).toBe("");
    const { passed, failed } = generated.test();
    expect(failed).toEqual([]);
    const unnamed = model.unit.ids.filter(
      (id) => !passed.some((name) => name.startsWith(`${id} `)),
    );
    expect(unnamed).toEqual([]);
  });
});

test("values are typed as the user chose, and the package's tests pass with them", async () => {
  const typing = { timestamps: "date", bigints: "number", numerics: "number" } as const;
  const { generated } = await generate("../models/shop.sql", { typing });
  expect(generated.compile(...strict)).toBe("");
  expect(generated.test().failed).toEqual([]);
});

test("types and columns look as the user chose, and a column counts changes", async () => {
  const typing = {
    types: { int4: "bigint", numeric: "number", "public.email": "text" },
    columns: {
      "customers.id": "text",
      "public.customers.created_at": "date",
      "customers.profile": "text",
      "orders.version": "version",
    },
  } as const;
  const schema = `${readFileSync(new URL("../models/shop.sql", import.meta.url), "utf8")}
    alter table orders add version integer not null default 1;`;
  const model = await readDdl(schema, { typing });
  const generated = new GeneratedPackage(model);
  onTestFinished(() => generated.remove());
  expect(generated.compile(...strict)).toBe("");
  const { passed, failed } = generated.test();
  expect(failed).toEqual([]);
  expect(passed).toContain("orders is not changed by an old version");
  const files = filesOf(model);
  expect(files["src/tables/customers.ts"]).toMatch(
    /readonly id: string;[^]*readonly profile: string \| null;[^]*readonly createdAt: Date;/,
  );
  expect(files["src/tables/order-items.ts"]).toContain("readonly quantity: bigint;");
  expect(files["src/tables/orders.ts"]).toContain('version: "version"');
});

test("arrays have the dimensions that they were declared with, or that the user chose", async () => {
  const schema = `
    create table boards (id int8 primary key, cells int8[][] not null, layers text[3][3][2] not null,
      marks jsonb[][] not null, deep jsonb[] not null, loose float8[] not null);
    create view board_cells as select id, cells from boards;
    create table parted (cells int8[][] not null) partition by list (cardinality(cells));
    create table part partition of parted default;
    create table heir () inherits (boards);
    create materialized view kept as select cells from heir;`;
  const typing = { dimensions: { "boards.deep": 3, "boards.loose": "any" } } as const;
  const model = await readDdl(schema, { typing });
  const generated = new GeneratedPackage(model);
  onTestFinished(() => generated.remove());
  expect(generated.compile(...strict)).toBe("");
  const { passed, failed } = generated.test();
  expect(failed).toEqual([]);
  expect(passed).toContain("boards takes a row and gives it back");
  const files = filesOf(model);
  const cells = "readonly cells: readonly (readonly (bigint | null)[])[]";
  for (const member of [
    `${cells};`,
    "readonly layers: readonly (readonly (readonly (string | null)[])[])[];",
    "readonly marks: readonly (readonly (JsonValue | null)[])[];",
    "readonly deep: readonly (readonly (readonly (JsonValue | null)[])[])[];",
    "readonly loose: NestedArray<number>;",
    'dimensions: "any"',
  ]) {
    expect(files["src/tables/boards.ts"]).toContain(member);
  }
  // PostgreSQL keeps dimensions where they were declared alone.
  for (const name of ["board-cells", "parted", "part", "heir"]) {
    expect(files[`src/tables/${name}.ts`]).toContain(`${cells};`);
  }
  expect(files["src/tables/kept.ts"]).toContain(cells);
});

test("the golden package compiles, and its tests fail when its table has lost a constraint", async () => {
  const { model, generated } = await generate("notes/schema.sql");
  expect(generated.compile(...strict)).toBe("");
  generated.write(
    "migrations/0001-baseline.sql",
    model.schemaSql
      .replace('CONSTRAINT "notes_title_key" UNIQUE (title)', "CHECK (true)")
      .replace("CHECK ((length((title)::text) > 0))", "CHECK (true)"),
  );
  expect(generated.test().failed.map((name) => name.replace(/:.*/s, ""))).toEqual([
    "notes refuses a second row that notes_title_key forbids",
    "notes refuses what notes_title_check forbids in title",
  ]);
});
