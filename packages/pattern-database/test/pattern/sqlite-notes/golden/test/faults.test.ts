import { sql } from "@agentflow/database";
import { expect, test } from "vitest";
import { createNotebook } from "../src/index.js";
import { notebook, refusal } from "./scene.js";

/** A statement that any database answers. */
const one = sql`select 1 as n`;

test("a file in a folder that is not there is a connection error, and closing still works", async () => {
  // SQLite makes files, and no folders.
  const nowhere = createNotebook({ connection: "no-such-folder/nothing.db" });
  expect((await refusal(nowhere.query(one, { n: "number" }))).kind).toBe("connection");
  await nowhere.close();
});

test("a client that was closed refuses calls", async () => {
  const closed = createNotebook({ connection: "no-such-folder/nothing.db" });
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
    await tx.query(sql`create table taken_back (n integer)`);
    throw thrown;
  });
  await expect(call).rejects.toBe(thrown);
  const left = notebook.query(sql`select name from sqlite_schema where name = 'taken_back'`, {
    name: "text",
  });
  expect(await left).toEqual([]);
});

test("a savepoint that throws takes back only what it did", async () => {
  const rows = await notebook.transaction(async (tx) => {
    const inner = tx.transaction(async (nested) => {
      await nested.query(sql`select abs(-9223372036854775807 - 1)`);
    });
    expect((await refusal(inner)).kind).toBe("data");
    return tx.query(one, { n: "number" });
  });
  expect(rows).toEqual([{ n: 1 }]);
});
