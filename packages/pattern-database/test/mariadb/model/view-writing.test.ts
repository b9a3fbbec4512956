import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DatabaseModel } from "../../../src/model/database-model.js";
import { type Mariadb, startMariadb } from "../start-mariadb.js";

/** Views of every form that can be written in part, wholly or not at all. */
const schema = `
create table t (id int auto_increment primary key, a int, b varchar(9) not null default 'x', c int not null, twice int as (a * 2) stored);
create table filled (id int auto_increment primary key, c int not null);
create trigger fills before insert on filled for each row set new.c = coalesce(new.c, 5);
create table u (id int primary key, t_id int not null);
create view whole as select * from t;
create view renamed as select c as \`the c\`, id as number from t;
create view required_column_is_missing as select id, a from t;
create view with_expression as select id, c, a + 1 as more from t;
create view named_twice as select id, c, c as again from t;
create view filtered as select id, c from t where c > 5 with check option;
create view of_view as select number, \`the c\` as c from renamed;
create view of_expression as select id, more from with_expression;
create view of_twice as select id, again from named_twice;
create view joined as select t.id, t.c, u.t_id from t join u on u.t_id = t.id;
create view outer_joined as select t.id, t.c, u.t_id from t left join u on u.t_id = t.id;
create view of_join as select id, c from joined;
create view grouped as select c, count(*) as n from t group by c;
create view every as select distinct c from t;
create view some as select id, c from t limit 5;
create view both_tables as select id from t union all select id from u;
create view nothing as select 1 as one;
create view subquery_column as select id, c, (select max(id) from u) as most from t;
create view subquery_condition as select id, c from t where id in (select t_id from u);
create view subquery_of_itself as select id, c from t where id in (select id from t);
create algorithm=temptable view temporary as select id, c from t;
create view sorted as select id, c from t order by c;
create view from_function as select id, c, now() as at from t;
create view of_subquery_of_itself as select id, c from t where id in (select id from sorted);
create view of_of_itself as select * from subquery_of_itself;
create view common as with t as (select id, t_id as c from u) select id, c from t;
create view filled_by_trigger as select id from filled;
`;

const joins = ["joined", "of_join", "outer_joined"];

describe.runIf(requireService("mariadbd"))("views of a MariaDB", () => {
  let server: Mariadb;
  let model: DatabaseModel;
  beforeAll(async () => {
    server = await startMariadb();
    await server.make("views", schema);
    model = await server.read("views");
  }, 60_000);
  afterAll(() => server.stop());

  const takes = async (statement: string): Promise<boolean> =>
    server.run(`start transaction; ${statement}; rollback`, "views").then(
      () => true,
      () => false,
    );

  it("take what they are read to take, and nothing else", async () => {
    const views = model.tables.filter(({ kind, name }) => kind === "view" && !joins.includes(name));
    const told: string[] = [];
    const seen: string[] = [];
    for (const { name, columns, privileges } of views) {
      for (const { name: column, updatable } of columns) {
        // The server takes a value there, and drops it.
        if (column === "twice") continue;
        const statement = `update \`${name}\` set \`${column}\` = 7 where false`;
        told.push(`update ${name}.${column}: ${updatable}`);
        seen.push(`update ${name}.${column}: ${await takes(statement)}`);
      }
      const given = columns.filter(({ insertable }) => insertable);
      const written = given.length > 0 ? given : columns;
      const names = written.map((column) => `\`${column.name}\``).join(", ");
      const values = written.map((_, index) => 100 + index).join(", ");
      told.push(`insert into ${name}: ${privileges.insert}`);
      seen.push(
        `insert into ${name}: ${await takes(`insert into \`${name}\` (${names}) values (${values})`)}`,
      );
      told.push(`delete from ${name}: ${privileges.delete}`);
      seen.push(`delete from ${name}: ${await takes(`delete from \`${name}\` where false`)}`);
    }
    expect(told).toEqual(seen);
  });

  it("of several tables count as not writable, though the server changes columns of one at a time", async () => {
    for (const join of model.tables.filter(({ name }) => joins.includes(name))) {
      expect(join.privileges).toMatchObject({ insert: false, update: false, delete: false });
      expect(await takes(`update \`${join.name}\` set c = 7 where false`)).toBe(true);
    }
    expect(await takes("update joined set c = 7, t_id = 7 where false")).toBe(false);
  });
});
