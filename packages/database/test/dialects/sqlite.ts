import { sqlite, sqliteDriver } from "../../src/sqlite.js";
import type { TestDialect } from "./test-dialect.js";

/** An SQLite database in memory. */
export const sqliteTests: TestDialect = {
  title: "SQLite",
  dialect: sqlite,
  home: "main",
  open: (ddl) => sqliteDriver({ path: ":memory:", ddl }),
  shop: {
    ddl: [
      `create table customers (
        id integer primary key autoincrement,
        email text not null unique,
        name text not null check (length(name) <= 20),
        code text
      )`,
      `create table orders (
        id integer primary key autoincrement,
        customer_id integer references customers,
        status text not null default 'open' check (status in ('open', 'paid', 'sent')),
        total real not null default 0,
        note text,
        rating real,
        meta text not null default '{}' check (json_valid(meta)),
        created_at text not null default '2024-01-01',
        gross real generated always as (total * 2) stored,
        version int not null default 1
      ) strict`,
      `create table order_items (
        order_id integer not null references orders on delete cascade,
        line integer not null,
        sku text not null,
        picture blob,
        primary key (order_id, line)
      ) without rowid`,
      "create view order_totals as select id, total from orders",
    ],
    words: {
      schema: "main",
      bigint: "INTEGER",
      integer: "INTEGER",
      text: "TEXT",
      float: "REAL",
      bytes: "BLOB",
      json: "TEXT",
    },
    empty: [
      "delete from order_items",
      "delete from orders",
      "delete from customers",
      "delete from sqlite_sequence",
    ],
  },
};
