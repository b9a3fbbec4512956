import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { readSqliteDdl } from "../sqlite-file.js";

const tables = `
create table a (id integer primary key, n text not null, o text);
create table b (id integer primary key, a_id int not null references a, x text not null);
insert into a values (1, 'n', null), (2, 'm', 'o');
insert into b values (1, 1, 'x');
create view inner_joined as select a.id, b.x, o from a join b on (b.a_id = a.id);
`;

/** Queries, and which of their columns are never null. */
const cases: readonly (readonly [query: string, notNull: readonly boolean[]])[] = [
  ["select id, n as renamed, o, upper(n) from a", [true, true, false, false]],
  ["select a.id, x from a, b where a.id in (1, 2)", [true, true]],
  ["select id, x from inner_joined", [true, true]],
  ["select a.id, b.id as b_id from a left join b on b.a_id = a.id", [false, false]],
  ["select a.id from b right join a using (id)", [false]],
  ["select n from a union select o from a", [false]],
  ["select id, (select x from b where b.a_id = a.id) as x from a", [false, false]],
  ["select id, max(n) as n from a where id > 9", [false, false]],
  ["select id, count(*) as c from a group by id", [true, false]],
  ["with c as (select null as id) select id from c", [false]],
  ["select 1 as one, null as none", [false, false]],
];

describe.each(cases)("of the view %s", (query, notNull) => {
  const sql = `${tables} create view v as ${query};`;

  test("the columns that are known not to be null are %j", async () => {
    const view = (await readSqliteDdl(sql)).tables.find(({ name }) => name === "v");
    expect(view?.columns.map((column) => column.notNull === true)).toEqual(notNull);
  });

  test("none of them is null in its rows", () => {
    const database = new DatabaseSync(":memory:");
    database.exec(sql);
    const rows = database.prepare("select * from v").all();
    const promised = rows.flatMap((row) => Object.values(row).filter((_, index) => notNull[index]));
    expect(promised).not.toContain(null);
    expect(database.prepare("select * from v").columns()).toHaveLength(notNull.length);
  });
});

test("a view of a view that joins otherwise promises nothing", async () => {
  const sql = `${tables}
    create view outer_joined as select a.id, b.x from a left join b on b.a_id = a.id;
    create view v as select id from outer_joined;`;
  const view = (await readSqliteDdl(sql)).tables.find(({ name }) => name === "v");
  expect(view?.columns.map((column) => column.notNull)).toEqual([null]);
});
