import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mariadb } from "../../../src/mariadb/mariadb.js";
import { readModel, testContext } from "../../read-model.js";
import { DriftServer } from "./drift-server.js";

describe.runIf(requireService("mariadbd"))("on a real MariaDB", () => {
  let server: DriftServer;
  beforeAll(async () => {
    server = await DriftServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  /** Makes one schema, with rows, into another. */
  async function migrate(before: string, rows: string, after: string): Promise<void> {
    const wanted = await server.become(after);
    const first = await server.become(before);
    await server.rows(rows);
    await server.run(mariadb.compare(first, wanted).scripts[0]?.text ?? "");
  }

  test("values stay where a column moves, changes its type, its case or its neighbours", async () => {
    await migrate(
      "create table t (Id int primary key auto_increment, a varchar(9), gone int, b enum('x', 'y'), c int)",
      "set sql_mode = 'NO_AUTO_VALUE_ON_ZERO'; insert into t values (0, 'é', 1, 'y', 5), (41, null, 2, 'x', 6)",
      "create table t (c varchar(20), id bigint primary key auto_increment, twice int as (c * 2) stored, a varchar(20) character set latin1, b enum('z', 'y', 'x'), d int default 3)",
    );
    expect(await server.rows("select * from t")).toEqual([
      { c: "5", id: 0, twice: 10, a: "é", b: "y", d: 3 },
      { c: "6", id: 41, twice: 12, a: null, b: "x", d: 3 },
    ]);
    await server.rows("insert into t (c) values ('7')");
    expect(await server.rows("select id from t where c = '7'")).toEqual([{ id: 42 }]);
  });

  test("rows stay when their table moves to another engine, into partitions or to another key", async () => {
    await migrate(
      "create table t (a int primary key, b text, key k (b(5)))",
      "insert into t values (1, 'one'), (9, 'nine')",
      "create table t (a int, b text, key k (b(5)), primary key (a desc)) engine=aria partition by range (a) (partition p values less than (5), partition q values less than maxvalue)",
    );
    expect(await server.rows("select * from t order by a")).toEqual([
      { a: 1, b: "one" },
      { a: 9, b: "nine" },
    ]);
    expect(await server.rows("select * from t partition (q)")).toEqual([{ a: 9, b: "nine" }]);
  });

  test("rows that refer to each other stay when the type between them changes", async () => {
    const schema = (type: string): string =>
      `create table k (a ${type} primary key); create table t (a ${type}, constraint f foreign key (a) references k (a) on delete cascade)`;
    await migrate(
      schema("int"),
      "insert into k values (1), (2); insert into t values (1), (2)",
      schema("bigint"),
    );
    await server.rows("delete from k where a = 1");
    expect(await server.rows("select a from t")).toEqual([{ a: 2 }]);
  });

  test("a table that keeps rows of earlier times keeps them when a column comes", async () => {
    await migrate(
      "create table t (a int primary key) with system versioning",
      "insert into t values (1); update t set a = 2",
      "create table t (a bigint primary key, b int default 3) with system versioning",
    );
    expect(await server.rows("select a, b from t for system_time all order by a")).toEqual([
      { a: 1, b: 3 },
      { a: 2, b: 3 },
    ]);
  });

  test("a sequence that stays goes on counting where it was, unless its limits leave it behind", async () => {
    const table = "create table t (a int);";
    await migrate(
      `${table} create sequence s start with 5 nocache; create sequence n nocache`,
      "select nextval(s); select nextval(s); select nextval(n)",
      `${table} create sequence s start with 5 maxvalue 99 nocache; create sequence n start with 500 minvalue 400 nocache`,
    );
    expect(await server.rows("select nextval(s) as s, nextval(n) as n")).toEqual([
      { s: 7, n: 500 },
    ]);
  });

  test("privileges on views and routines stay when those become others", async () => {
    const wanted = await server.become(
      "create table t (a int, b int); create view v as select b from t; create function f() returns int deterministic return 2",
    );
    const first = await server.become(
      "create table t (a int, b int); create view v as select a from t; create function f() returns int deterministic return 1",
    );
    await server.rows(
      "create user reader@localhost; grant select on v to reader@localhost; grant execute on function f to reader@localhost",
    );
    const grants = await server.rows("show grants for reader@localhost");
    expect(grants).toHaveLength(3);
    await server.run(mariadb.compare(first, wanted).scripts[0]?.text ?? "");
    expect(await server.rows("show grants for reader@localhost")).toEqual(grants);
    expect(await server.rows("select f() as f")).toEqual([{ f: 2 }]);
  });

  test.each([
    ["a null", "create table t (a int)", "(null)", "create table t (a int not null)"],
    [
      "a value that is too long",
      "create table t (a varchar(9))",
      "('123456')",
      "create table t (a varchar(5))",
    ],
    [
      "two of the same",
      "create table t (a int)",
      "(1), (1)",
      "create table t (a int, unique key u (a))",
    ],
    [
      "what a check refuses",
      "create table t (a int)",
      "(1)",
      "create table t (a int, constraint c check (a > 1))",
    ],
    [
      "what belongs to no partition",
      "create table t (a int)",
      "(9)",
      "create table t (a int) partition by range (a) (partition p values less than (5))",
    ],
  ])(
    "%s makes the script fail, and the table stays as it is",
    async (_what, before, row, after) => {
      await expect(migrate(before, `insert into t values ${row}`, after)).rejects.toThrow(
        /^ERROR .*\n\n?-- From/m,
      );
      const lines = JSON.stringify(await server.rows("show create table t"));
      expect(lines).toContain("DEFAULT NULL");
      expect(lines).not.toMatch(/UNIQUE|CHECK|PARTITION|varchar\(5\)/);
    },
  );

  test("what the role may not see is left to a person", async () => {
    const whole = await server.become(
      "create table t (a int, b int); create view v as select a from t",
    );
    await server.rows(
      "create or replace user guest@localhost; grant select (a) on shop.t to guest@localhost; grant select on shop.v to guest@localhost",
    );
    const { context } = testContext();
    const address = `mariadb://guest@127.0.0.1:${server.server.port}/shop`;
    const seen = await readModel({ connection: address }, context);
    const statements = mariadb
      .compare(whole, seen)
      .scripts.map(({ text }) => text.match(/^(?:-- By hand|[A-Z]).*$/gm)?.slice(2));
    const byHand = [
      "-- By hand: make the TABLE `t`: what makes it is not read.",
      "-- By hand: make the VIEW `v`: what makes it is not read.",
    ];
    expect(statements).toEqual([byHand, byHand]);
    // What was not read of both is none that differs.
    await server.become("create table t (a int, b int); create view v as select a from t");
    await server.rows("create table k (a int); grant select on shop.k to guest@localhost");
    const grown = mariadb.compare(seen, await readModel({ connection: address }, context)).scripts;
    expect(grown[0]?.text).toContain("CREATE TABLE `k`");
    expect(grown[0]?.text).not.toContain("By hand");
    const empty = await server.become("create table k (a int)");
    expect(mariadb.compare(seen, empty).scripts[0]?.text).toContain(
      "DROP VIEW `v`;\n\n-- Destructive: drops the table shop.t with its rows.\nDROP TABLE `t`;",
    );
  });
});
