import { beforeAll, expect, test } from "vitest";
import type { TableModel } from "../../../src/model/database-model.js";
import { readDdl } from "../../read-model.js";
import { cases, tables, views } from "./view-cases.js";

let tablesRead: readonly TableModel[];
beforeAll(async () => {
  tablesRead = (await readDdl([tables, ...views].join("\n"))).tables;
}, 30_000);

test.each(cases.map(([from, columns], number) => [from, columns, `v${number}`] as const))(
  "%s",
  (_from, columns, name) => {
    const found = tablesRead.find((table) => table.name === name)?.columns ?? [];
    const names = Object.keys(columns);
    expect(
      Object.fromEntries(names.map((column, index) => [column, found[index]?.notNull])),
    ).toEqual(columns);
  },
);

test(
  "common table expressions are followed, also those that refer to themselves",
  { timeout: 30_000 },
  async () => {
    const model = await readDdl(
      `${tables}
    create view v as with c as (select id, n from a), r as (
      select * from c union all select r.id + 1, null from r where r.id < 3
    ) select c.id, c.n, r.id as rid from c, (select * from r) r;
    create view w as select id, n from v;
    create view "needs quoting \\ :x" as select id as ":y {" from w;`.replace(
        "with c as",
        "with recursive c as",
      ),
    );
    const notNull = Object.fromEntries(
      model.tables.map(({ name, columns }) => [name, columns.map((column) => column.notNull)]),
    );
    expect(notNull).toMatchObject({
      v: [true, false, true],
      w: [true, false],
      "needs quoting \\ :x": [true],
    });
  },
);
