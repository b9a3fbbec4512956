import { expect, test } from "vitest";
import { readDdl, readModel, testContext } from "../../read-model.js";

test(
  "what the SQL cannot make is reported, and the rest is made",
  { timeout: 30_000 },
  async () => {
    const { context, reports } = testContext({
      documents: {
        "s.sql": `
        create aggregate total (int4) (sfunc = int4pl, stype = int4);
        create function built_in(int4) returns int4 language internal as 'int4abs' ;
        create role clerk;
        create table t (id int4 primary key, name text);
        create policy clerks on t to clerk using (id > 0);
        create view totals as select total(id) from t;
        create view plain as select id from t;
        create foreign data wrapper w; create server s foreign data wrapper w;
        create foreign table f (a int4) server s;`,
      },
    });
    const model = await readModel({ ddl: "s.sql" }, context);
    expect(reports).toMatchObject([
      {
        code: "AF_SCHEMA_INCOMPLETE",
        severity: "warning",
        message:
          "The schema's SQL, which the tests make their database from, is without " +
          'foreign table "public"."f", a table instead; function "public"."total"(integer); ' +
          'view "public"."totals"; policy "clerks" on "public"."t".',
      },
    ]);
    const again = await readDdl(model.schemaSql);
    expect(again.tables.map(({ name, kind }) => [name, kind])).toEqual([
      ["f", "table"],
      ["plain", "view"],
      ["t", "table"],
    ]);
    expect(again.functions).toEqual(model.functions);
  },
);
