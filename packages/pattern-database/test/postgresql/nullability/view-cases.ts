/** What the views select from. */
export const tables = `
  create domain word as text not null;
  create table a (id int4 primary key, n int4, t text not null, w word, j jsonb not null);
  create table b (id int4 primary key, a_id int4 not null, m int4);
  create function f(int4) returns int4 language sql as 'select null::int4';
`;

/** Columns of a view as they are written, and whether each is never null. */
export const cases: readonly (readonly [
  from: string,
  columns: Readonly<Record<string, boolean | null>>,
])[] = [
  [
    "from a",
    {
      "a.id": true,
      "a.n": false,
      "a.t": true,
      "a.w": true,
      "a.ctid": true,
      "1": true,
      "null::int4": false,
      "a.id + 1": true,
      "a.id + a.n": false,
      "coalesce(a.n, 0)": true,
      "coalesce(a.n, a.n)": false,
      "greatest(a.n, 1)": true,
      "nullif(a.id, 1)": false,
      "a.n is null": true,
      "a.n is distinct from 1": true,
      "case when a.n > 1 then 1 else 2 end": true,
      "case when a.n > 1 then 1 end": false,
      "a.id::text": true,
      "a.t::varchar(3)": true,
      "(a.j ->> 'x')": null,
      "(a.j)::int4": null,
      "f(a.id)": null,
      "upper(a.t)": true,
      "now()": true,
      current_date: true,
      current_schema: null,
      "array[a.n]": true,
      "exists (select 1)": true,
      "array(select 1)": true,
      "(select 1)": null,
      "not (a.id = 1 and a.t = '')": true,
      'a.t collate "C"': true,
      "count(*) over ()": true,
      "row_number() over ()": true,
      "sum(a.id) over ()": null,
      "a.t::word": true,
      "a.t is not null and a.n = 1": false,
      "(a.n = 1) is true": true,
    },
  ],
  ["from a left join b on b.a_id = a.id", { "a.id": true, "b.id": false, "b.m": false }],
  ["from b right join a on b.a_id = a.id", { "a.id": true, "b.id": false }],
  ["from a full join b on b.a_id = a.id", { "a.id": false, "b.id": false }],
  ["from a left join b on b.a_id = a.id where b.id = 1", { "b.id": true, "b.m": false }],
  ["from a join b on b.m = a.n", { "a.n": true, "b.m": true }],
  ["from a where n is not null and (id = 1 or n = 2)", { "a.n": true }],
  ["from a where n is null or n = 2", { "a.n": false }],
  ["from a full join b using (id)", { id: false, "a.id": false }],
  ["from (a left join b on b.a_id = a.id) j (x, n, t, w, j, y)", { x: true, y: false }],
  ["from (select id, n from a) s", { "s.id": true, "s.n": false }],
  ["from a, lateral (select a.id as outer_id) s", { "s.outer_id": true }],
  ["from (values (1, null), (2, 3)) v (x, y)", { x: true, y: null }],
  ["from generate_series(1, 3) g", { g: null }],
  ["from (select id from a union select m from b) u", { id: false }],
  ["from (select id from a union select id from b except select 1) u", { id: true }],
  [
    "from a group by a.id, a.n",
    {
      "a.id": true,
      "a.n": false,
      "count(a.n)": true,
      "sum(a.id)": true,
      "max(a.n)": false,
      "max(a.id) filter (where a.n = 1)": null,
    },
  ],
  ["from a group by a.t", { "a.t": true, "count(*) + 1": true }],
  [
    "from a group by grouping sets ((a.t), ())",
    { "a.t": null, "count(*)": true, "coalesce(a.t, '')": null, "grouping(a.t)": true },
  ],
  ["from a having true", { "sum(a.id)": null }],
];

/** A view of each case, `v0`, `v1` … */
export const views = cases.map(([from, columns], number) => {
  const list = Object.keys(columns).map((column, index) => `${column} as c${index}`);
  return `create view v${number} as select ${list.join(", ")} ${from};`;
});
