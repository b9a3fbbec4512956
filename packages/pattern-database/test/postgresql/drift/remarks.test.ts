import { afterAll, beforeAll, expect, test } from "vitest";
import { migrationSql } from "../../../src/postgresql/drift/migration-sql.js";
import { sqlName } from "../../../src/postgresql/catalogue/sql-literal.js";
import { hostileNames } from "../../hostile-schema.js";
import { DriftDatabase } from "./drift-database.js";

let database: DriftDatabase;
beforeAll(async () => {
  database = await DriftDatabase.start();
}, 60_000);
afterAll(() => database.close());

async function sqlBetween(from: string, to: string): Promise<string> {
  const before = await database.become(from);
  const after = await database.become(to);
  return migrationSql(before.objects, after.objects, "Title") ?? "";
}

/** The comments, each with the statement that it stands before. */
function remarks(sql: string): readonly string[] {
  return [...sql.matchAll(/^-- ((?:Destructive|Review|By hand): .*)\n(.*)/gm)].map(
    ([, remark = "", next = ""]) => (next === "" ? remark : `${remark} | ${next}`),
  );
}

test.each([
  [
    "a table and a column that go",
    "create table gone (a int); create table t (a int, b int);",
    "create table t (a int);",
    [
      'Destructive: drops the column public.t.b with its values. | ALTER TABLE "public"."t" DROP COLUMN "b";',
      'Destructive: drops the table public.gone with its rows. | DROP TABLE "public"."gone";',
    ],
  ],
  [
    "a type that loses something",
    "create table t (a bigint, b varchar(9), c varchar(9), d numeric(8,2), e numeric(8,2), f int);",
    "create table t (a int, b varchar(8), c varchar(10), d numeric(8,3), e numeric(9,3), f bigint);",
    [
      'Review: may lose something of the values of public.t.a, or fail on one: bigint becomes integer. | ALTER TABLE "public"."t" ALTER COLUMN "a" TYPE integer;',
      'Review: may lose something of the values of public.t.b, or fail on one: character varying(9) becomes character varying(8). | ALTER TABLE "public"."t" ALTER COLUMN "b" TYPE character varying(8);',
      'Review: may lose something of the values of public.t.d, or fail on one: numeric(8,2) becomes numeric(8,3). | ALTER TABLE "public"."t" ALTER COLUMN "d" TYPE numeric(8,3);',
    ],
  ],
  [
    "what rows may break",
    "create table t (a int);",
    "create table t (a int not null, b int not null);",
    [
      'Review: fails when public.t.a is null in a row. | ALTER TABLE "public"."t" ALTER COLUMN "a" SET NOT NULL;',
      'Review: fails when the table of public.t.b has rows: they need a value for it. | ALTER TABLE "public"."t" ADD COLUMN "b" integer NOT NULL;',
    ],
  ],
  [
    "columns that may be one",
    "create table t (a int, b text);",
    "create table t (a int, c text, d int);",
    [
      'Review: when public.t.b was renamed to public.t.c, use ALTER TABLE "public"."t" RENAME COLUMN "b" TO "c" instead of dropping the one and adding the other.',
      'Destructive: drops the column public.t.b with its values. | ALTER TABLE "public"."t" DROP COLUMN "b";',
    ],
  ],
  [
    "columns in another order",
    "create table t (a int, b int);",
    "create table t (b int, a int);",
    [
      'By hand: public.t will have the same columns in another order than "b", "a". Make the table again when a program counts on it.',
    ],
  ],
  [
    "privileges that are lost",
    "create table t (a int); create view v as select a from t;",
    "create table t (a int); create view v as select a + 1 as a from t;",
    [
      'Review: public.v is made again below; privileges on it must be granted anew. | DROP VIEW "public"."v";',
    ],
  ],
  [
    "a table that is partitioned now",
    "create table t (a int);",
    "create table t (a int) partition by list (a);",
    [
      'By hand: Make the table public.t again and copy its rows: what stands after its columns was "" and becomes "PARTITION BY LIST (a)".',
    ],
  ],
  [
    "what the catalogue does not tell",
    "create table t (a int);",
    `create table t (a int); create foreign data wrapper w; create server s foreign data wrapper w;
     create foreign table f (a int not null) server s; create aggregate total (int4) (sfunc = int4pl, stype = int4);`,
    [
      'By hand: Make the foreign table "public"."f" of its server: its options are not read.',
      'By hand: Make the aggregate "public"."total"(integer): PostgreSQL does not print it.',
    ],
  ],
  [
    "a sequence and an attribute that go",
    "create sequence s; create type c as (a int, b int); create table t (x c);",
    "create type c as (a int); create table t (x c);",
    [
      'Destructive: drops where public.s has come to. | DROP SEQUENCE "public"."s";',
      'Destructive: drops an attribute of public.c with its values. | ALTER TYPE "public"."c" DROP ATTRIBUTE "b";',
    ],
  ],
  [
    "a partition that leaves",
    "create table t (a int, constraint k check (a > 0)) partition by list (a); create table p partition of t for values in (1);",
    "create table t (a int, constraint k check (a > 0)) partition by list (a); create table p (a int, constraint k check (a > 0));",
    [
      'Review: public.p keeps the constraints and indexes that it has from its whole. | ALTER TABLE "public"."t" DETACH PARTITION "public"."p";',
    ],
  ],
])("%s: a person is told", async (_what, before, after, expected) => {
  const sql = await sqlBetween(before, after);
  expect(remarks(sql)).toEqual(expected);
  await database.run("drop foreign data wrapper if exists w cascade;");
});

test("a name that holds lines of SQL stays in its comment", async () => {
  const names = hostileNames.filter((name) => name.length < 40);
  const table = 'x\n"; drop table "victim';
  const columns = names.map((name) => `${sqlName(name)} int`).join(", ");
  const other = names.map((name) => `${sqlName(`${name} 2`)} int`).join(", ");
  const victim = "create table victim (a int);";
  const from = `${victim} create table ${sqlName(table)} (${columns}); create table ${sqlName("y\r\n; \u2028 z")} (a int);`;
  const to = `${victim} create table ${sqlName(table)} (${other});`;
  const sql = await sqlBetween(from, to);
  for (const line of sql.split("\n").filter((text) => text.startsWith("-- "))) {
    expect(line).not.toMatch(/[\r\u2028]/);
  }
  await database.become(from);
  await database.run(sql);
  const { tables } = await database.model();
  expect(tables.map(({ name }) => name).toSorted()).toEqual(["victim", table]);
});

test("nothing is to be done between equal schemas", async () => {
  const { objects } = await database.become("create table t (a int); comment on table t is 'x';");
  expect(migrationSql(objects, objects, "Title")).toBeUndefined();
});

test("rows keep their values when their types are made again", async () => {
  const from = `create type e as enum ('a', 'b'); create domain d as varchar(5);
    create type c as (x int); create table t (id int primary key, e e, l e[], d d, c c, n int, w text);`;
  const to = `create type e as enum ('b', 'a', 'c'); create domain d as text;
    create type c as (x bigint); create table t (id bigint primary key, e e, l e[], d d, c c, n text, w int);`;
  const sql = await sqlBetween(from, to);
  await database.become(from);
  await database.run(
    "insert into t values (1, 'a', '{b,a}', 'x y', row(7), 8, '9'), (2, null, null, null, null, null, null)",
  );
  await database.run(sql);
  expect(await database.rows("select to_json(t) as row from t order by id")).toEqual([
    { row: { id: 1, e: "a", l: ["b", "a"], d: "x y", c: { x: 7 }, n: "8", w: 9 } },
    { row: { id: 2, e: null, l: null, d: null, c: null, n: null, w: null } },
  ]);
});

test("a transaction that fails changes nothing", async () => {
  const sql = await sqlBetween(
    "create table t (a int);",
    "create table t (a int not null, b int);",
  );
  const before = await database.become("create table t (a int);");
  await database.run("insert into t values (null)");
  await expect(database.run(sql)).rejects.toThrow(
    'column "a" of relation "t" contains null values',
  );
  expect((await database.model()).objects).toEqual(before.objects);
});
