import { expect, it } from "vitest";
import type { ColumnDescription } from "../../src/description/table-description.js";
import type { Database } from "../../src/table/database.js";
import { defineTable } from "../../src/table/define-table.js";

/** A column's name, how it is described, and values at its limits as the database writes them. */
export type ExactColumn = readonly [
  name: string,
  description: Omit<ColumnDescription, "name">,
  values: readonly unknown[],
];

type Row = Readonly<Record<string, unknown>>;
interface Relations {
  readonly self: { readonly table: "exact"; readonly row: Row; readonly many: false };
}

/** A table of the columns, and of a key `id`. */
export function exactTable(schema: string, integer: string, columns: readonly ExactColumn[]) {
  return defineTable<Row, Row, Row, { readonly id: number }, Relations>({
    schema,
    name: "exact",
    kind: "table",
    columns: {
      id: { name: "id", kind: "number", type: integer },
      ...Object.fromEntries(
        columns.map(([name, column]) => [name, { name, nullable: true, ...column }] as const),
      ),
    },
    primaryKey: ["id"],
    uniques: {},
    relations: { self: { table: "exact", columns: [["id", "id"]], many: false } },
  });
}

/** The columns for `create table`. */
export function exactColumns(columns: readonly ExactColumn[], quote: (name: string) => string) {
  return columns.map(([name, { type }]) => `${quote(name)} ${type}`).join(", ");
}

type Exact = Database<{ readonly exact: ReturnType<typeof exactTable> }>;

/** @param unequal columns whose type has no equality, or no order */
export function itKeepsExactValues(
  database: Exact,
  columns: readonly ExactColumn[],
  unequal: readonly string[],
): void {
  /** Rows in which every value comes up, and one of nothing but null. */
  const rows: readonly Row[] = Array.from({ length: 6 }, (_, index) => ({
    id: index + 1,
    ...Object.fromEntries(
      columns.map(([name, , values]) => [
        name,
        index === 5 ? null : (values[index % values.length] ?? null),
      ]),
    ),
  }));

  it("one by one", async () => {
    for (const row of rows) expect(await database.exact.insert(row)).toEqual(row);
  });

  it("many at once", async () => {
    await database.exact.deleteWhere({ id: { ne: -1 } });
    expect(await database.exact.insertMany(rows, { returning: true })).toEqual(rows);
  });

  it("through a relation", async () => {
    const found = await database.exact.find({
      select: ["id"],
      with: { self: true },
      orderBy: { id: "asc" },
    });
    expect(found).toEqual(rows.map((row) => ({ id: row["id"], self: row })));
  });

  it("by filters of equality and of lists, where the type has equality", async () => {
    for (const [name, { kind, array }, values] of columns) {
      if (unequal.includes(name)) continue;
      const where = { [name]: { eq: values[0] }, id: 1 };
      expect(await database.exact.count({ where }), name).toBe(1);
      if (array) continue;
      const list = { [name]: { in: values }, id: { lt: 6 } };
      expect(await database.exact.count({ where: list }), name).toBe(5);
      if (kind === "json") continue;
      const options = { orderBy: { [name]: "asc" }, limit: 3 } as const;
      const page = await database.exact.page(options);
      const rest = await database.exact.page({ ...options, after: page.next });
      expect(new Set([...page.rows, ...rest.rows].map(({ id }) => id)).size, name).toBe(6);
    }
  });
}
