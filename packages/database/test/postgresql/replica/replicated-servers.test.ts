import { requireService, type RunningServer, startPostgres } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { pgDriver, type PgDriver } from "../../../src/pg.js";
import {
  copyTo,
  listen,
  notify,
  onPrimary,
  type ReplicatedDriver,
  replicatedDriver,
  withAdvisoryLock,
} from "../../../src/postgresql.js";
import { sql } from "../../../src/sql/sql.js";
import { createDatabase } from "../../../src/table/create-database.js";
import type { Database } from "../../../src/table/database.js";
import { defineTable } from "../../../src/table/define-table.js";
import { failureOf } from "../../failure-of.js";

interface Item {
  readonly id: number;
}
const items = defineTable<Item, Item, Partial<Item>, Item, object>({
  schema: "public",
  name: "items",
  kind: "table",
  columns: { id: { name: "id", kind: "number", type: "int4" } },
  primaryKey: ["id"],
  uniques: {},
  relations: {},
});
const tables = { items };

describe.runIf(requireService("postgres"))("a primary and its replica", { timeout: 60_000 }, () => {
  let servers: RunningServer[] = [];
  let primary: PgDriver;
  let replica: PgDriver;
  let driver: ReplicatedDriver;
  let database: Database<typeof tables>;
  const down: unknown[] = [];

  const make = (server: RunningServer | undefined): PgDriver =>
    pgDriver({
      connection: `postgres://postgres@127.0.0.1:${server?.port}/postgres`,
      pool: { max: 2 },
      random: () => 0,
    });

  beforeAll(async () => {
    const first = await startPostgres();
    servers = [first];
    primary = make(first);
    await primary.run({ text: "create table items (id int primary key)", values: [] });
    const second = await startPostgres({ replicaOf: first });
    servers.push(second);
    replica = make(second);
    driver = replicatedDriver({
      primary,
      replicas: [replica],
      coolDown: 100,
      onReplicaDown: ({ kind }, index) => down.push([kind, index]),
    });
    database = createDatabase(driver, tables);
  }, 60_000);
  afterAll(async () => {
    await driver.close();
    await Promise.all(servers.map((server) => server.stop()));
  }, 30_000);

  /** Resolves when the replica has everything that the primary has. */
  const caughtUp = async (): Promise<void> => {
    const { rows } = await primary.run({ text: "select pg_current_wal_insert_lsn()", values: [] });
    const text = "select pg_last_wal_replay_lsn() >= $1::pg_lsn";
    await vi.waitFor(async () => {
      const replayed = await replica.run({ text, values: [rows[0]?.[0] ?? null] });
      expect(replayed.rows).toEqual([["t"]]);
    }, 20_000);
  };
  /** Whether what runs there is a replica. */
  const isReplica = sql`select pg_is_in_recovery()`;
  const asked = { replica: "boolean" } as const;

  it("writes on the primary, and reads on the replica", async () => {
    await database.items.insertMany([{ id: 1 }, { id: 2 }]);
    await caughtUp();
    await replica.run({ text: "select pg_wal_replay_pause()", values: [] });
    await database.items.insert({ id: 3 });
    expect(await database.items.count()).toBe(2);
    expect(await onPrimary(database).items.count()).toBe(3);
    await replica.run({ text: "select pg_wal_replay_resume()", values: [] });
    await vi.waitFor(async () => {
      expect(await database.items.count()).toBe(3);
    }, 20_000);
  });

  it("runs read-only transactions on the replica, and everything else on the primary", async () => {
    expect(await database.query(isReplica, asked)).toEqual([{ replica: false }]);
    const inTransaction = (options: object): Promise<unknown> =>
      database.transaction((tx) => tx.query(isReplica, asked), options);
    expect(await inTransaction({ readOnly: true })).toEqual([{ replica: true }]);
    expect(await inTransaction({})).toEqual([{ replica: false }]);
    const own = onPrimary(database).transaction((tx) => tx.query(isReplica, asked), {
      readOnly: true,
    });
    expect(await own).toEqual([{ replica: false }]);
  });

  it("copies from the replica, and listens and locks on the primary", async () => {
    const copied: number[] = [];
    for await (const { id } of copyTo(database.items, { orderBy: { id: "asc" } })) copied.push(id);
    expect(copied).toEqual([1, 2, 3]);
    const heard: string[] = [];
    const listening = await listen(database, "replicated", ({ payload }) => heard.push(payload));
    await notify(database, "replicated", "hello");
    await vi.waitFor(() => {
      expect(heard).toEqual(["hello"]);
    });
    await listening.close();
    const locked = withAdvisoryLock(database, "x", ({ database: held }) =>
      held.query(isReplica, asked),
    );
    expect(await locked).toEqual([{ replica: false }]);
  });

  it("says how the servers are", async () => {
    await caughtUp();
    expect(await driver.health()).toEqual([
      { role: "primary", index: 0, healthy: true, lag: undefined, error: undefined },
      { role: "replica", index: 0, healthy: true, lag: 0, error: undefined },
    ]);
    const reversed = replicatedDriver({ primary: replica, replicas: [] });
    const [health] = await reversed.health();
    expect(health).toMatchObject({ healthy: false, error: { kind: "permission" } });
  });

  it("reads on the primary while the replica is dead, and on the replica when it is back", async () => {
    const [, server] = servers;
    const pausing = database.transaction(
      async (tx) => {
        await tx.items.count();
        await server?.kill();
        await tx.items.count();
      },
      { readOnly: true, attempts: 1 },
    );
    expect(await failureOf(pausing)).toMatchObject({ kind: "connection" });
    expect(await Promise.all([1, 2, 3].map(() => database.items.count()))).toEqual([3, 3, 3]);
    expect(down).toEqual([["connection", 0]]);
    const [, health] = await driver.health();
    expect(health).toMatchObject({
      role: "replica",
      healthy: false,
      error: { kind: "connection" },
    });
    await server?.restart();
    await vi.waitFor(async () => {
      const answer = database.transaction((tx) => tx.query(isReplica, asked), { readOnly: true });
      expect(await answer).toEqual([{ replica: true }]);
    }, 20_000);
  });

  it("reads while the primary is dead, and refuses changes until it is back", async () => {
    await caughtUp();
    const [server] = servers;
    await primary.run({ text: "checkpoint", values: [] });
    await server?.kill();
    expect(await database.items.count()).toBe(3);
    expect(await failureOf(database.items.insert({ id: 4 }))).toMatchObject({ kind: "connection" });
    expect((await driver.health())[0]).toMatchObject({ healthy: false });
    await server?.restart();
    await database.items.insert({ id: 4 });
    await vi.waitFor(async () => {
      expect(await database.items.count()).toBe(4);
    }, 20_000);
  });
});
