import { sql } from "@agentflow/database";
import { expect, test } from "vitest";
import {
  createNotebook,
  health,
  listen,
  lockInTransaction,
  notifications,
  notify,
  onPrimary,
  withAdvisoryLock,
} from "../src/index.js";
import { notebook, refusal } from "./scene.js";

// These run on an embedded PostgreSQL, which has one session. What takes several sessions or servers is not tested here:
// a lock that somebody else has, a connection that is lost, and replicas.

const locks = sql`select count(*) from pg_locks where locktype = 'advisory'`;

test("a notification reaches who listens when its transaction commits", async () => {
  const heard: string[] = [];
  const listening = await listen(notebook, "heard", ({ payload }) => heard.push(payload));
  await notebook.transaction(async (tx) => {
    await notify(tx, "heard", "hello");
    expect(heard).toEqual([]);
  });
  await expect.poll(() => heard).toEqual(["hello"]);
  await listening.close();
});

test("a loop gets notifications in their order", async () => {
  const stream = await notifications(notebook, "ordered");
  await notify(notebook, "ordered", "1");
  await notify(notebook, "ordered", "2");
  const payloads: string[] = [];
  for await (const event of stream) {
    if (event.type === "notification") payloads.push(event.payload);
    if (payloads.length === 2) break;
  }
  expect(payloads).toEqual(["1", "2"]);
});

test("a payload that is too long is refused", async () => {
  expect((await refusal(notify(notebook, "long", "x".repeat(8_000)))).kind).toBe("data");
});

test("a task has its lock until it ends", async () => {
  const during = await withAdvisoryLock(notebook, "task", ({ database }) =>
    database.query(locks, { count: "bigint" }),
  );
  const after = await notebook.query(locks, { count: "bigint" });
  expect([during, after]).toEqual([[{ count: 1n }], [{ count: 0n }]]);
});

test("a transaction has its locks until it ends", async () => {
  const during = await notebook.transaction(async (tx) => {
    await lockInTransaction(tx, 1n);
    await lockInTransaction(tx, "another", { wait: false });
    return tx.query(locks, { count: "bigint" });
  });
  const after = await notebook.query(locks, { count: "bigint" });
  expect([during, after]).toEqual([[{ count: 2n }], [{ count: 0n }]]);
});

test("a database without replicas reads on its own server", async () => {
  expect(onPrimary(notebook)).toBe(notebook);
  expect(await health(notebook)).toMatchObject([{ role: "primary", healthy: true }]);
});

test("servers that are not there are said to be unhealthy", async () => {
  // The discard port of this machine, where nothing listens.
  const nowhere = "postgres://nobody@127.0.0.1:9/nothing";
  const client = createNotebook({ connection: nowhere, replicas: [nowhere] });
  expect(onPrimary(client)).not.toBe(client);
  expect(await health(client)).toMatchObject([
    { role: "primary", healthy: false },
    { role: "replica", healthy: false },
  ]);
  await client.close();
});
