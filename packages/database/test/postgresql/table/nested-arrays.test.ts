import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { requireService } from "@agentflow/services";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { copyFrom } from "../../../src/postgresql.js";
import { sql } from "../../../src/sql/sql.js";
import { createDatabase } from "../../../src/table/create-database.js";
import type { Database } from "../../../src/table/database.js";
import { defineTable } from "../../../src/table/define-table.js";
import { startDatabase } from "../../start-database.js";
import { nestedArrays } from "../codec/nested-arrays.js";

interface Row {
  readonly id: number;
  readonly value: readonly unknown[] | null;
}
interface Relations {
  readonly self: { readonly table: string; readonly row: Row; readonly many: false };
}

const kinds = { int8: "bigint", text: "text", jsonb: "json" } as const;
const elementTypes = ["int8", "text", "jsonb"] as const;

/** A table with a column of arrays for each type of elements and each number of dimensions: `int8_2`. */
const tables = Object.fromEntries(
  elementTypes.flatMap((element) =>
    ([1, 2, 3, 4, 5, 6] as const).map((dimensions) => {
      const name = `${element}_${dimensions}`;
      const type = `${element}${"[]".repeat(dimensions)}`;
      const table = defineTable<Row, Row, Partial<Row>, Pick<Row, "id">, Relations>({
        schema: "public",
        name,
        kind: "table",
        columns: {
          id: { name: "id", kind: "number", type: "int4" },
          value: {
            name: "value",
            kind: kinds[element],
            type,
            array: true,
            dimensions,
            nullable: true,
          },
        },
        primaryKey: ["id"],
        uniques: {},
        relations: { self: { table: name, columns: [["id", "id"]], many: false } },
      });
      return [name, table];
    }),
  ),
);

/** What PostgreSQL and JSON both hold. */
const text = fc.string({ unit: "grapheme" }).map((value) => value.replaceAll("\0", ""));
const elements = {
  int8: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  text: fc.oneof(text, fc.constantFrom("", "NULL", "{}", '"', "\\", ",")),
  jsonb: fc.oneof(fc.array(text, { maxLength: 2 }), fc.integer(), fc.record({ a: text })),
};

const run = promisify(execFile);

describe.runIf(requireService("postgres"))("arrays of several dimensions on a server", () => {
  const started = startDatabase();
  let database: Database<typeof tables>;
  /** What psql gives, which knows nothing of this package. */
  const psql = async (query: string): Promise<unknown> => {
    const address = `postgres://postgres@127.0.0.1:${started().server.port}/postgres`;
    const { stdout } = await run("psql", [address, "-XAtc", query]);
    return JSON.parse(stdout);
  };
  /** The table of a name, which the compiler does not know. */
  const tableOf = (name: string) => {
    const table = database[name];
    if (table === undefined) throw new Error(`There is no table ${name}.`);
    return table;
  };

  beforeAll(async () => {
    const driver = started().driver();
    database = createDatabase(driver, tables);
    for (const { name, columns } of Object.values(tables)) {
      const statement = `create table ${name} (id int4 primary key, value ${columns["value"]?.type})`;
      await driver.run({ text: statement, values: [] });
    }
  });

  it.each(elementTypes)(
    "are read as they were written, and psql sees the same: %s",
    async (element) => {
      let id = 0;
      const written = fc.array(nestedArrays(elements[element], 1), {
        minLength: 10,
        maxLength: 10,
      });
      await fc.assert(
        fc.asyncProperty(written, async (values) => {
          const all: unknown[] = [];
          for (const { dimensions, value } of values) {
            id += 1;
            const name = `${element}_${dimensions}`;
            const row = { id, value };
            expect(await tableOf(name).insert(row)).toEqual(row);
            expect(await tableOf(name).find({ where: { id, value } })).toEqual([row]);
            all.push(`(select array_to_json(value) from ${name} where id = ${id})`);
          }
          const seen = await psql(`select json_build_array(${all.join(", ")})`);
          expect(seen).toEqual(values.map(({ value }) => asJson(value)));
        }),
        { numRuns: 10 },
      );
    },
  );

  it.each(elementTypes)("are the same by every way of writing and reading: %s", async (element) => {
    const written = fc.sample(nestedArrays(elements[element], 2), 30);
    for (const [index, { dimensions, value }] of written.entries()) {
      const table = tableOf(`${element}_${dimensions}`);
      const [first, second, third] = [1, 2, 3].map((step) => ({
        id: -(index * 3 + step),
        value,
      })) as [Row, Row, Row];
      await table.insertMany([first, { ...first, id: second.id, value: null }]);
      await table.update({ id: second.id }, { value });
      await copyFrom(table, [third]);
      const found = await table.find({
        where: { id: [first.id, second.id, third.id] },
        with: { self: true },
      });
      expect(found.map(({ self }) => self).toSorted((left, right) => right.id - left.id)).toEqual([
        first,
        second,
        third,
      ]);
    }
  });

  it("fail to be read, by the name of their column, when they have others than was told", async () => {
    await database.query(sql`insert into int8_2 values (0, '{1,2}')`);
    await expect(tableOf("int8_2").get({ id: 0 })).rejects.toMatchObject({
      kind: "data",
      table: "int8_2",
      columns: ["value"],
      message: expect.stringMatching(
        /^The value of "value" has 1 dimension in the database and not 2: say so/,
      ),
    });
    const query = sql`select value from int8_2 where id = 0`;
    await expect(database.query(query, { value: "bigint[][]" })).rejects.toMatchObject({
      kind: "data",
      message: expect.stringMatching(
        /^The value of "value" has 1 dimension in the database and not 2/,
      ),
    });
    expect(await database.query(query, { value: "bigint[]" })).toEqual([{ value: [1n, 2n] }]);
  });
});

/** An array as JSON has it. */
function asJson(value: unknown): unknown {
  // PostgreSQL writes all digits of a number, and JSON.parse reads what a number holds of them.
  return JSON.parse(
    JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? Number(item) : item)),
  );
}
