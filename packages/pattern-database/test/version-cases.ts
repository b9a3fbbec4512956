import type { DatabaseModel } from "../src/model/database-model.js";

/** Something that only later versions know. */
export interface VersionCase {
  readonly since: number;
  readonly title: string;
  readonly sql: string;
  readonly expected: {
    readonly pick: (model: DatabaseModel) => unknown;
    readonly value: unknown;
  };
}

const columnTypes = ({ tables }: DatabaseModel): unknown =>
  tables.flatMap(({ columns }) => columns.map(({ type }) => [type.sql, type.category]));

export const ofVersions: readonly VersionCase[] = [
  {
    since: 14,
    title: "multiranges",
    sql: `create type span as range (subtype = int4, multirange_type_name = spans);
      create table t (id int4 primary key, days datemultirange, own spans)`,
    expected: {
      pick: columnTypes,
      value: [
        ["integer", "base"],
        ["datemultirange", "multirange"],
        ["public.spans", "multirange"],
      ],
    },
  },
  {
    since: 14,
    title: "SQL bodies of functions",
    sql: `create table t (id int4 primary key);
      create function newest() returns int4 language sql begin atomic; select max(id) from t; end`,
    expected: {
      pick: ({ functions }) => functions.map(({ sql }) => /BEGIN ATOMIC/.test(sql)),
      value: [true],
    },
  },
  {
    since: 15,
    title: "unique nulls",
    sql: "create table t (id int4 primary key, a int4, constraint one unique nulls not distinct (a))",
    expected: {
      pick: ({ tables, schemaSql }) => [tables[0]?.uniques, /NULLS NOT DISTINCT/.test(schemaSql)],
      value: [[{ name: "one", columns: ["a"] }], true],
    },
  },
  {
    since: 15,
    title: "views with the invoker's rights",
    sql: `create table t (id int4 primary key);
      create view v with (security_invoker = true) as select id from t`,
    expected: { pick: ({ schemaSql }) => /security_invoker=true/.test(schemaSql), value: true },
  },
  {
    since: 17,
    title: "identity columns of partitioned tables",
    sql: `create table t (id int4 generated always as identity, at date not null) partition by range (at);
      create table t_rest partition of t default`,
    expected: {
      pick: ({ tables }) => tables.map(({ columns }) => columns[0]?.identity),
      value: ["always", "always"],
    },
  },
  {
    since: 18,
    title: "virtual generated columns",
    sql: "create table t (id int4 primary key, twice int4 generated always as (id * 2) virtual)",
    expected: {
      pick: ({ tables, schemaSql }) => [
        tables[0]?.columns[1]?.generated,
        /VIRTUAL/.test(schemaSql),
      ],
      value: ["(id * 2)", true],
    },
  },
  {
    since: 18,
    title: "not-null constraints",
    sql: `create table t (id int4 primary key, a int4 constraint filled not null, b int4);
      alter table t add constraint later not null b not valid`,
    expected: {
      pick: ({ tables }) => tables[0]?.columns.map(({ notNull }) => notNull),
      value: [true, true, false],
    },
  },
  {
    since: 18,
    title: "keys without overlaps",
    sql: `create extension btree_gist;
      create table rooms (id int4, during daterange, primary key (id, during without overlaps));
      create table bookings (id int4 primary key, room int4, during daterange,
        constraint booked foreign key (room, period during) references rooms (id, period during))`,
    expected: {
      pick: ({ tables }) =>
        tables.map(({ primaryKey, foreignKeys, exclusions }) => [
          primaryKey?.name,
          foreignKeys.length,
          exclusions,
        ]),
      value: [
        ["bookings_pkey", 0, []],
        [undefined, 0, [{ name: "rooms_pkey", sql: "PRIMARY KEY (id, during WITHOUT OVERLAPS)" }]],
      ],
    },
  },
  {
    since: 18,
    title: "constraints that are not enforced",
    sql: `create table t (id int4 primary key, a int4 constraint hoped check (a > 0) not enforced,
      b int4 constraint wished references t not enforced)`,
    expected: {
      pick: ({ tables, schemaSql }) => [
        tables[0]?.checks,
        tables[0]?.foreignKeys,
        schemaSql.match(/NOT ENFORCED/g)?.length,
      ],
      value: [[], [], 2],
    },
  },
];
