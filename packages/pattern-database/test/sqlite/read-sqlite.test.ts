import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { isAgentFlowError } from "@agentflow/core";
import { expect, test } from "vitest";
import { readModel, testContext } from "../read-model.js";
import { readSqliteDdl, readSqliteFile, sqliteFile, testFolder } from "./sqlite-file.js";

const shop = `
create table Customers (
  id integer primary key autoincrement,
  email varchar(80) not null collate nocase constraint one_each unique,
  twice int generated always as (id * 2) virtual,
  spare any
);
create table orders (
  customer integer not null references customers on delete cascade deferrable initially deferred,
  line int not null default (1 + 1),
  note text default null check (length(note) > 0),
  constraint pk primary key (customer, line),
  constraint noted unique (note)
) without rowid;
create table kept (id integer primary key desc, k text, foreign key (k) references orders (NOTE)) strict;
create unique index by_twice on customers (twice) where twice > 3;
create unique index by_spare on customers (spare desc);
create unique index by_email on customers (email collate binary);
create index by_lower on orders (lower(note));
create trigger if not exists guard before update of note on orders begin select 1; end;
create view names as select id, email from customers;
`;

test("everything that the catalogue and the text of a table say is in the model", async () => {
  const { model, reports } = await readSqliteFile(shop);
  expect(reports).toEqual([]);
  const { dialect, serverVersion, schemas, defaultSchema, unit } = model;
  expect({ dialect, serverVersion, schemas, defaultSchema, unit }).toEqual({
    dialect: "sqlite",
    serverVersion: "3",
    schemas: ["main"],
    defaultSchema: "main",
    unit: {
      singular: "table",
      plural: "tables",
      count: 4,
      ids: ["Customers", "kept", "names", "orders"],
    },
  });
  const [customers, kept, names, orders] = model.tables;
  expect(customers).toMatchObject({
    kind: "table",
    primaryKey: { name: "Customers_pkey", columns: ["id"] },
    uniques: [{ name: "one_each", columns: ["email"] }],
    indexes: [
      { name: "by_email", unique: true, keyColumns: [] },
      { name: "by_spare", unique: true, keyColumns: ["spare"] },
      {
        name: "by_twice",
        unique: true,
        keyColumns: [],
        sql: "CREATE UNIQUE INDEX by_twice on customers (twice) where twice > 3",
      },
    ],
    options: [],
  });
  expect(customers?.columns).toMatchObject([
    { name: "id", notNull: true, identity: "by-default", insertable: true },
    {
      name: "email",
      type: { name: "varchar", sql: "varchar(80)" },
      notNull: true,
      collation: "nocase",
    },
    { name: "twice", notNull: false, generated: "id * 2", insertable: false, updatable: false },
    { name: "spare", type: { name: "any", sql: "ANY" }, default: null, identity: null },
  ]);
  expect(orders).toMatchObject({
    primaryKey: { name: "pk", columns: ["customer", "line"] },
    uniques: [{ name: "noted", columns: ["note"] }],
    foreignKeys: [
      {
        name: "orders_customer_fkey",
        columns: ["customer"],
        referencedSchema: "main",
        referencedTable: "Customers",
        referencedColumns: ["id"],
        onUpdate: "no-action",
        onDelete: "cascade",
        deferrable: true,
      },
    ],
    checks: [{ name: "length(note) > 0", expression: "length(note) > 0" }],
    triggers: [{ name: "guard", enabled: true, events: ["update"] }],
    options: ["WITHOUT ROWID"],
  });
  expect(orders?.columns).toMatchObject([
    { default: null },
    { default: "1 + 1" },
    { default: "null" },
  ]);
  expect(kept).toMatchObject({
    foreignKeys: [{ name: "kept_k_fkey", referencedColumns: ["note"], deferrable: false }],
    options: ["STRICT"],
  });
  expect(kept?.columns[0]).toMatchObject({ identity: null, notNull: true });
  expect(names).toMatchObject({
    kind: "view",
    definition: "CREATE VIEW names as select id, email from customers",
  });
  expect(names?.columns).toMatchObject([
    { name: "id", notNull: true, insertable: false, updatable: false },
    { name: "email", notNull: true },
  ]);
});

test("its SQL makes a database that reads the same, and so does the file's schema as SQL", async () => {
  const { model } = await readSqliteFile(shop);
  const again = await readSqliteDdl(model.schemaSql);
  expect({ ...again, documentDigest: "" }).toEqual({ ...model, documentDigest: "" });
  const given = await readSqliteDdl(shop);
  expect({ ...given, documentDigest: "" }).toEqual({ ...model, documentDigest: "" });
  expect((await readSqliteFile(shop)).model.documentDigest).toBe(model.documentDigest);
});

test("tables that are not asked for are left out, with the foreign keys that lead to them", async () => {
  const { model } = await readSqliteFile(shop, {
    excludeTable: ["customers", "Customers", "names"],
  });
  expect(model.unit.ids).toEqual(["kept", "orders"]);
  expect(model.tables.map(({ foreignKeys }) => foreignKeys.length)).toEqual([1, 0]);
  expect(model.schemaSql).not.toMatch(/customers/i);
});

test("what a view or a trigger needs is in the SQL also when it is not asked for", async () => {
  const { model } = await readSqliteFile(shop, { includeTable: ["main.names"] });
  expect(model.unit.ids).toEqual(["names"]);
  expect(model.schemaSql).toContain('CREATE TABLE "Customers"');
  expect(model.schemaSql).not.toContain('CREATE TABLE "orders"');
});

test("virtual tables are left out, and are made where triggers write to them", async () => {
  const { model, reports } = await readSqliteFile(`
    create table posts (id integer primary key, body text);
    create virtual table search using fts5 (body);
    create trigger posts_search after insert on posts begin
      insert into search (body) values (new.body);
    end;`);
  expect(model.unit.ids).toEqual(["posts"]);
  expect(model.schemaSql).toContain("CREATE VIRTUAL TABLE search");
  expect(model.schemaSql).not.toContain("search_data");
  expect(reports).toMatchObject([
    {
      code: "AF_SCHEMA_INCOMPLETE",
      message:
        'Virtual tables are left out, as their modules decide what their columns hold: "search".',
    },
  ]);
});

test("a view that cannot be read, and a foreign key that can never hold, are left out and reported", async () => {
  const { model, reports } = await readSqliteFile(`
    create table a (id integer primary key, x int);
    create table b (id int references a (x), c int references gone, d int references a);
    create view broken as select * from gone;
    create view fine as select id from b;`);
  expect(model.unit.ids).toEqual(["a", "b", "fine"]);
  expect(model.tables[1]?.foreignKeys.map(({ name }) => name)).toEqual(["b_d_fkey"]);
  expect(model.schemaSql).toContain('CREATE TABLE "b" (id int , c int , d int references a);');
  expect(reports.map(({ message }) => message)).toEqual([
    'Views that cannot be read are left out: "broken": no such table: main.gone.',
    "The schema's SQL, which the tests make their database from, is without the foreign key b_id_fkey of b: " +
      "a (x) is no key of a table; the foreign key b_c_fkey of b: gone () is no key of a table.",
  ]);
});

test("a foreign key works only along a whole key that compares as its columns do", async () => {
  const { model } = await readSqliteFile(`
    create table p (a text, b text collate nocase, c text, primary key (a, b));
    create unique index by_c on p (c collate nocase);
    create unique index by_b on p (b) where b > 'a';
    create table f (
      x text, y text,
      constraint whole foreign key (x, y) references p,
      constraint half foreign key (x) references p,
      constraint otherwise foreign key (x) references p (c),
      constraint some foreign key (x) references p (b),
      constraint swapped foreign key (x, y) references p (B, A) on update restrict on delete set default,
      constraint a_view foreign key (x) references v (a)
    );
    create view v as select a from p;`);
  expect(model.tables[0]?.foreignKeys).toMatchObject([
    { name: "whole", referencedColumns: ["a", "b"] },
    {
      name: "swapped",
      referencedColumns: ["b", "a"],
      onUpdate: "restrict",
      onDelete: "set-default",
    },
  ]);
});

test("what needs a function of a program's own is left out of the SQL, and reported", async () => {
  const path = sqliteFile("create table fine (a)");
  const database = new DatabaseSync(path);
  database.function("mine", { deterministic: true }, (_value) => 1);
  database.exec("create table own (a check (mine(a) > 0)); create index i on fine (mine(a))");
  database.close();
  const { context, reports } = testContext();
  const model = await readModel({ connection: `sqlite:${path}` }, context);
  expect(model.unit.ids).toEqual(["fine", "own"]);
  expect(model.schemaSql).toBe('CREATE TABLE "fine" (a);');
  expect(reports[0]?.message).toContain(
    'is without the table "own" (no such function: mine); the index "i" (no such function: mine).',
  );
});

test.each([
  [{ schema: ["other"] }, 'The database has no schema "other".'],
  [{ includeTable: ["nothing"] }, 'No table or view matches "nothing".'],
  [{ excludeTable: ["*"] }, "There is no table and no view to read."],
])("%j selects nothing", async (options, message) => {
  await expect(readSqliteFile(shop, options)).rejects.toMatchObject({
    code: "AF_SELECTION_EMPTY",
    message,
  });
});

test("a relative path starts where the context says, and the file is not written", async () => {
  const path = sqliteFile(shop);
  chmodSync(path, 0o400);
  const { context } = testContext();
  const model = await readModel(
    { connection: "sqlite:there/shop.db" },
    { ...context, path: (given) => given.replace("there/shop.db", path) },
  );
  expect(model.unit.count).toBe(4);
});

test("a file that is not there, a folder, and what is no database are errors that name it", async () => {
  const folder = testFolder();
  const read = (path: string) => readModel({ connection: `sqlite:${path}` });
  await expect(read(join(folder, "none.db"))).rejects.toMatchObject({
    code: "AF_DATABASE_UNREACHABLE",
    message: `The file ${JSON.stringify(join(folder, "none.db"))} does not exist.`,
  });
  await expect(read(folder)).rejects.toMatchObject({
    code: "AF_DATABASE_UNREACHABLE",
    message: `The file ${JSON.stringify(folder)} is a folder, not a file.`,
  });
  writeFileSync(join(folder, "text.db"), "This is no database. ".repeat(100));
  await expect(read(join(folder, "text.db"))).rejects.toMatchObject({
    code: "AF_DATABASE_UNSUPPORTED",
    message: `${JSON.stringify(join(folder, "text.db"))} is no SQLite database: file is not a database.`,
  });
});

test("a file that is damaged is an error, whatever byte of its first pages is wrong", async () => {
  const path = sqliteFile(shop);
  const whole = readFileSync(path);
  const outcomes = new Set<string>();
  for (let position = 0; position < 4096; position += 61) {
    const broken = Uint8Array.from(whole);
    broken[position] = (broken[position] ?? 0) ^ 0xff;
    writeFileSync(path, broken);
    const outcome = await readModel({ connection: `sqlite:${path}` }).then(
      () => "read",
      (error: unknown) => (isAgentFlowError(error) ? error.code : "another error"),
    );
    outcomes.add(outcome);
  }
  outcomes.delete("read");
  outcomes.delete("AF_SELECTION_EMPTY");
  expect([...outcomes].toSorted()).toEqual(["AF_DATABASE_UNSUPPORTED"]);
});

test("an empty file has no table", async () => {
  const path = join(testFolder(), "empty.db");
  writeFileSync(path, "");
  await expect(readModel({ connection: `sqlite:${path}` })).rejects.toMatchObject({
    code: "AF_SELECTION_EMPTY",
  });
});
