import { sql } from "@agentflow/database";
import { expect, test } from "vitest";
import { createNotebook } from "../src/index.js";
import { notebook, refusal } from "./scene.js";

/** A statement that any database answers. */
const one = sql`select 1::int4 as n`;

test("a server that is not there is a connection error, and closing still works", async () => {
  // The discard port of this machine, where nothing listens.
  const nowhere = createNotebook({ connection: "postgres://nobody@127.0.0.1:9/nothing" });
  expect((await refusal(nowhere.query(one, { n: "number" }))).kind).toBe("connection");
  await nowhere.close();
});

test("a client that was closed refuses calls", async () => {
  const closed = createNotebook({ connection: "postgres://nobody@127.0.0.1:9/nothing" });
  await closed.close();
  expect((await refusal(closed.query(one, { n: "number" }))).kind).toBe("closed");
});

test("a call whose signal is aborted already is cancelled", async () => {
  const signal = AbortSignal.abort();
  const call = notebook.transaction((tx) => tx.query(one, { n: "number" }), { signal });
  expect((await refusal(call)).kind).toBe("cancelled");
});

test("a transaction that throws takes back what it did, and rejects with what was thrown", async () => {
  const thrown = new Error("changed my mind");
  const call = notebook.transaction(async (tx) => {
    await tx.query(sql`create table taken_back (n int4)`);
    throw thrown;
  });
  await expect(call).rejects.toBe(thrown);
  const left = notebook.query(sql`select to_regclass('taken_back')::text as name`, {
    name: "text?",
  });
  expect(await left).toEqual([{ name: null }]);
});

test("a savepoint that throws takes back only what it did", async () => {
  const rows = await notebook.transaction(async (tx) => {
    const inner = tx.transaction(async (nested) => {
      await nested.query(sql`select 1/0`);
    });
    expect((await refusal(inner)).kind).toBe("data");
    return tx.query(one, { n: "number" });
  });
  expect(rows).toEqual([{ n: 1 }]);
});
