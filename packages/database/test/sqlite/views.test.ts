import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "../../src/sql/sql.js";
import { defineTable } from "../../src/table/define-table.js";
import { sqliteTests } from "../dialects/sqlite.js";
import { openTables } from "../dialects/test-dialect.js";

interface Name {
  readonly id: bigint | null;
  readonly name: string | null;
  readonly length: bigint | null;
}

const names = defineTable<Name, Partial<Name>, Pick<Partial<Name>, "name">, never, object>({
  schema: "",
  name: "names",
  kind: "view",
  columns: {
    id: { name: "id", kind: "bigint", type: "integer", nullable: true },
    name: { name: "name", kind: "text", type: "text", nullable: true },
    length: { name: "length", kind: "bigint", type: "any", nullable: true },
  },
  primaryKey: [],
  uniques: {},
  relations: {},
});

const ddl = `
  create table people (id integer primary key, name text not null default 'nobody');
  create view names as select id, name, length(name) as length from people;
  create trigger added instead of insert on names begin
    insert into people (id, name) values (new.id, coalesce(new.name, 'somebody'));
  end;
  create trigger changed instead of update of name on names begin
    update people set name = new.name where id = old.id;
  end;
  create trigger removed instead of delete on names begin delete from people where id = old.id; end;
  create view fixed as select id, name, length(name) as length from people;
`;
const { database } = openTables(sqliteTests, [ddl], {
  names,
  fixed: defineTable<Name, Name, Partial<Name>, never, object>({ ...names, name: "fixed" }),
});

const stored = async (): Promise<unknown> =>
  (await database.query(sql`select name from people order by id`, { name: "text" })).map(
    ({ name }) => name,
  );

describe("a view with INSTEAD OF triggers", () => {
  beforeEach(async () => {
    await database.query(sql`delete from people`);
    await database.names.insertMany([{ name: "Ada" }, { name: "Bob" }]);
  });

  it("takes a row, and gives back what its trigger was given", async () => {
    const row = await database.names.insert({ id: 9n });
    expect(row).toEqual({ id: 9n, name: null, length: null });
    expect(await database.names.find({ where: { id: 9n } })).toEqual([
      { id: 9n, name: "somebody", length: 8n },
    ]);
  });

  it("counts the rows that it takes, which SQLite does not", async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ name: `name ${index}` }));
    expect(await database.names.insertMany(many)).toBe(300);
    expect(await database.names.count()).toBe(302);
    expect(await database.names.insertMany([{ name: "Eve" }], { returning: true })).toEqual([
      { id: null, name: "Eve", length: null },
    ]);
  });

  it("changes the rows that match, and says how many", async () => {
    const where = { name: { like: "A%" }, not: { id: null } };
    expect(await database.names.updateWhere(where, { name: "Zoe" })).toBe(1);
    expect(await stored()).toEqual(["Zoe", "Bob"]);
    expect(
      await database.names.updateWhere({ name: "Bob" }, { name: "Bo" }, { returning: true }),
    ).toEqual([{ id: 2n, name: "Bo", length: 3n }]);
    expect(await database.names.updateWhere({ name: "nobody" }, { name: "x" })).toBe(0);
  });

  it("removes the rows that match, and says how many", async () => {
    expect(await database.names.deleteWhere({ id: 1n })).toBe(1);
    expect(await database.names.deleteWhere({ and: [] }, { returning: true })).toEqual([
      { id: 2n, name: "Bob", length: 3n },
    ]);
    expect(await stored()).toEqual([]);
  });

  it("takes no upsert, as SQLite has none for views", async () => {
    const call = database.names.upsert({ id: 1n, name: "Ada" }, { by: ["id"] });
    await expect(call).rejects.toMatchObject({ kind: "syntax" });
  });
});

describe("a view without triggers", () => {
  it.each([
    ["insert", () => database.fixed.insert({ id: 1n, name: "", length: null })],
    ["updateWhere", () => database.fixed.updateWhere({ and: [] }, { name: "" })],
    ["deleteWhere", () => database.fixed.deleteWhere({ and: [] })],
  ])("refuses %s", async (_, call) => {
    await expect(call()).rejects.toMatchObject({
      kind: "syntax",
      message: expect.stringContaining("Cannot modify fixed because it is a view"),
    });
  });
});
