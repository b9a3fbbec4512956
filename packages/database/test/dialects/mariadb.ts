import { type RunningServer, startMariadb } from "@agentflow/services";
import type { Driver } from "../../src/driver/driver.js";
import { mariadb, mariadbDriver } from "../../src/mariadb.js";
import type { TestDialect } from "./test-dialect.js";

/** The server of one file's tests. */
let server: Promise<RunningServer> | undefined;
let databases = 0;
let open = 0;

/** A database of its own on that server, made when it is first used. The server ends with the last of them. */
function mariadbDatabase(ddl: readonly string[]): Driver {
  let opening: Promise<Driver> | undefined;
  const driver = (): Promise<Driver> => (opening ??= openDatabase(ddl));
  return {
    dialect: mariadb,
    run: async (statement, options) => (await driver()).run(statement, options),
    connect: async (options) => (await driver()).connect(options),
    close: async () => {
      if (opening === undefined) return;
      await (await opening).close();
      open -= 1;
      if (open > 0) return;
      await (await server)?.stop();
      server = undefined;
    },
  };
}

async function openDatabase(ddl: readonly string[]): Promise<Driver> {
  open += 1;
  databases += 1;
  const name = `tests_${databases}`;
  const { url } = await (server ??= startMariadb());
  const root = url.replace("//", "//root@");
  await using maker = mariadbDriver({ connection: root });
  await maker.run({ text: `create database ${name} collate utf8mb4_bin`, values: [] });
  const driver = mariadbDriver({ connection: `${root}/${name}` });
  for (const text of ddl) await driver.run({ text, values: [] });
  return driver;
}

/** A real MariaDB server. */
export const mariadbTests: TestDialect = {
  title: "MariaDB",
  dialect: mariadb,
  impossibleNames: ["🐘"],
  home: "",
  open: mariadbDatabase,
  shop: {
    ddl: [
      `create table customers (
        id bigint auto_increment primary key,
        email varchar(100) not null,
        name varchar(20) not null,
        code varchar(20),
        unique key customers_email_key (email)
      )`,
      `create table orders (
        id bigint auto_increment primary key,
        customer_id bigint references customers (id),
        status varchar(10) not null default 'open' check (status in ('open', 'paid', 'sent')),
        total double not null default 0,
        note longtext,
        rating double,
        meta json not null default '{}',
        created_at varchar(30) not null default '2024-01-01',
        gross double generated always as (total * 2) stored,
        version int not null default 1
      )`,
      `create table order_items (
        order_id bigint not null references orders (id) on delete cascade,
        line int not null,
        sku varchar(100) not null,
        picture longblob,
        primary key (order_id, line)
      )`,
      "create view order_totals as select id, total from orders",
    ],
    words: {
      schema: "",
      bigint: "bigint(20)",
      integer: "int(11)",
      text: "varchar(100)",
      float: "double",
      bytes: "longblob",
      json: "json",
    },
    empty: [
      "delete from order_items",
      "delete from orders",
      "delete from customers",
      "alter table orders auto_increment = 1",
      "alter table customers auto_increment = 1",
    ],
  },
};
