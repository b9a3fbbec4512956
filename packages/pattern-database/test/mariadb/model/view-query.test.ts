import { expect, test } from "vitest";
import { viewQuery } from "../../../src/mariadb/model/view-query.js";

const head = "CREATE ALGORITHM=UNDEFINED DEFINER=`root`@`%` SQL SECURITY DEFINER VIEW `v AS` AS ";

test.each([
  ["select `t`.`id` AS `id` from `t`", ["t"], "t", ["id"]],
  [
    "select `x`.`a` AS `b`,`x`.`a` + 1 AS `c` from `t` `x` where `x`.`a` > 0",
    ["t"],
    "t",
    ["a", undefined],
  ],
  [
    "select `a`.`id` AS `id` from (`a` left join `b` on(`b`.`id` = `a`.`id`))",
    ["a", "b"],
    undefined,
    ["id"],
  ],
  [
    "select `a`.`id` AS `id` from `a` union select `b`.`id` AS `id` from `b` order by `n`",
    ["a", "b"],
    "a",
    ["id"],
  ],
  [
    "with `c` as (select `t`.`id` AS `id` from `t`)select `c`.`id` AS `id` from `c`",
    ["t", "c"],
    undefined,
    ["id"],
  ],
  ["select `q`.`n` AS `n` from (select count(0) AS `n` from `t`) `q`", ["t"], undefined, ["n"]],
  [
    "select `f`(1) AS `x`,`a`.`id` AS `id` from (`a` join `b` using (`id`))",
    ["a", "b"],
    undefined,
    [undefined, "id"],
  ],
  ["select 1 AS `one`", [], undefined, [undefined]],
  ["select `t`.`id` AS `id` from `d`.`t`", null, undefined, ["id"]],
  ["select `x`.`id` AS `id` from (`d`.`t` `x` join `u`)", null, undefined, ["id"]],
  ["select `d`.`t`.`id` AS `id` from (`d`.`t` join `u`)", null, undefined, ["id"]],
])("%s reads %j", (query, reads, source, columns) => {
  expect(viewQuery(`${head}${query}`)).toMatchObject({ sql: query, reads, source, columns });
});

test.each([
  ["select `t`.`id` AS `id` from `t`", []],
  ["select (select max(`u`.`id`) from `u`) AS `m`,`t`.`id` AS `id` from `t` `x`", ["u"]],
  ["select `t`.`id` AS `id` from `t` where `t`.`id` in (select `t`.`id` from `t`)", ["t"]],
  ["select `t`.`id` AS `id` from `t` where exists(select 1 from `d`.`t` limit 1)", null],
])("%s reads %j beside what it is made of", (query, elsewhere) => {
  expect(viewQuery(`${head}${query}`)).toMatchObject({ source: "t", elsewhere });
});

test("what a view checks is no part of its query", () => {
  const query = "select `t`.`id` AS `id` from `t`";
  expect(viewQuery(`${head}${query} WITH CASCADED CHECK OPTION`).sql).toBe(query);
});
