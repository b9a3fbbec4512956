import { markdownText } from "@agentflow/core";
import { expect, test } from "vitest";
import type { DatabaseModel } from "../../src/model/database-model.js";
import { entityDiagram } from "../../src/docs/entity-diagram.js";
import { column, database, foreignKey, namedDatabase, table } from "../models/build-model.js";
import { filesOf } from "../pattern/generated-package.js";

const id = column("id", "int8");
const key = { primaryKey: { name: "pkey", columns: ["id"] } };
const hostile = 'a|b`"\n*/ end';

function page(model: DatabaseModel, path: string): string {
  return filesOf(model)[path] ?? "";
}

test("the diagram has keys and references, in letters that every Mermaid reads", () => {
  const orders = table("end", [id, column("customer id", "int8", { notNull: false })], {
    ...key,
    foreignKeys: [foreignKey("fk", ["customer id"], hostile, ["id"])],
  });
  const diagram = entityDiagram(
    namedDatabase(database("Shop", [table(hostile, [id], key), orders])),
  );
  expect(diagram.split("\n")).toEqual([
    "```mermaid",
    "erDiagram",
    "  a_b_end {",
    "    int8 id PK",
    "  }",
    "  end2 {",
    "    int8 id PK",
    "    int8 customer_id FK",
    "  }",
    "  a_b_end |o--o{ end2 : customer",
    "```",
  ]);
});

test("a database without tables, and one with more than a picture can show, has no diagram", () => {
  const many = Array.from({ length: 61 }, (_, index) => table(`t${index}`, [id]));
  expect(entityDiagram(namedDatabase(database("Shop", [])))).toBe("");
  expect(entityDiagram(namedDatabase(database("Shop", many)))).toBe("");
  expect(page(database("Shop", many), "README.md")).not.toContain("mermaid");
});

test("a page says everything that the database says of a table, and nothing of it is markup", () => {
  const model = database("Shop", [
    table(hostile, [column(hostile, "int8", { comment: hostile, default: hostile })], {
      kind: "partitioned-table",
      comment: hostile,
      partitionBy: "LIST (id)",
      checks: [{ name: "c", expression: hostile }],
      exclusions: [{ name: "x", sql: "EXCLUDE" }],
      foreignKeys: [
        foreignKey("fk", [hostile], hostile, [hostile], {
          onDelete: "set-null",
          onUpdate: "cascade",
          deferrable: true,
        }),
      ],
      indexes: [{ name: "i", unique: false, sql: "CREATE INDEX i", keyColumns: [] }],
      triggers: [{ name: "t", sql: "CREATE TRIGGER t", enabled: false, events: [] }],
      rowSecurity: { enabled: true, forced: true, policies: ["CREATE POLICY p"] },
    }),
  ]);
  const text = page(model, "docs/a-b-end.md");
  expect(text).toContain(`# ${markdownText(hostile)}\n`);
  expect(text.split("\n").filter((line) => line.startsWith("| ")).length).toBe(7);
  for (const part of [
    "to ``",
    "; on update cascade, on delete set null, deferrable",
    "- Check `c`: ``",
    "- Exclusion `x`: `EXCLUDE`",
    "- `CREATE INDEX i`",
    "- Trigger (disabled): `CREATE TRIGGER t`",
    "- Row security is enabled, for the owner too",
    "- Policy: `CREATE POLICY p`",
    "- Partitioned by `LIST (id)`",
  ]) {
    expect(text).toContain(part);
  }
});

test("a view's page has its query, and no call that writes", () => {
  const view = table("v", [column("id", "int8", { insertable: false, updatable: false })], {
    kind: "view",
    definition: "SELECT 1",
  });
  const text = page(database("Shop", [view]), "docs/v.md");
  expect(text).toContain("- Defined as `SELECT 1`");
  expect(text).toContain("await shop.v.find({ limit: 20 });");
  expect(text).not.toContain("insert");
});

test("a partition's page says whose it is", () => {
  const partition = table("p", [id], {
    partitionOf: { schema: "public", name: "w", bounds: "DEFAULT" },
  });
  expect(page(database("Shop", [partition]), "docs/p.md")).toContain(
    "- Partition of `public.w`: `DEFAULT`",
  );
});

test("an empty database gives a package with nothing to show", () => {
  const files = filesOf(database("Shop", []));
  expect(files["src/tables.ts"]).toBe("export {};\n");
  expect(files["src/types.ts"]).toBe("export {};\n");
  expect(Object.keys(files)).not.toContain("examples/first-query.ts");
});

test.each([
  [true, "one"],
  [false, "one or none"],
])("a page says how many rows a relation has when its column is not null: %s", (notNull, rows) => {
  const orders = table("orders", [id, column("customer_id", "int8", { notNull })], {
    ...key,
    foreignKeys: [foreignKey("fk", ["customer_id"], "customers", ["id"])],
  });
  const model = database("Shop", [table("customers", [id], key), orders]);
  const text = page(model, "docs/orders.md");
  expect(text).toContain(`| \`customer\` | [customers](customers.md) | ${rows} | \`fk\` |`);
  expect(page(model, "docs/customers.md")).toContain("| any number | `fk` |");
});
