import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hostileSchema } from "../../hostile-schema.js";
import { readDdl } from "../../read-model.js";

const shop = readFileSync(new URL("../../schemas/shop.sql", import.meta.url), "utf8");

test.each([
  ["a shop", shop],
  ["hostile names, circles and 1,600 columns", hostileSchema],
  [
    "tables that inherit, and names that PostgreSQL would not choose",
    `create table base (a int4 not null check (a > 0), b text default 'x');
     create table part (c int4) inherits (base);
     create table counted (id int4 generated always as identity (sequence name odd_name increment by -1
       minvalue -100 maxvalue -1 start -1 cache 3 cycle));
     create function shout(t base) returns text immutable language sql begin atomic select upper((t).b); end;
     create domain loud as text check (shout(row(1, value)::base) = value);
     create table uses (l loud, g text generated always as (l || 'x') stored, v int4 generated always as (1 + 1) virtual);
     create view keyed as select a.l, count(*) over () as n from uses a where a.l is not null;
     create materialized view m as select b from base;`,
  ],
])("the SQL of %s makes a database of the same model", { timeout: 60_000 }, async (_name, sql) => {
  const model = await readDdl(sql);
  const again = await readDdl(model.schemaSql);
  expect({ ...again, documentDigest: model.documentDigest }).toEqual(model);
});
