import { PGlite } from "@electric-sql/pglite";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { pgliteDriver, pgliteTemplate } from "../../src/pglite.js";
import { failureOf } from "../failure-of.js";
import { itIsADriver } from "./driver-contract.js";
import { itTakesTurns } from "./turns-contract.js";

const select = { text: "select 1", values: [] };

describe("PgliteDriver", { timeout: 60_000 }, () => {
  const shared = pgliteDriver();
  afterAll(() => shared.close());
  itIsADriver(() => shared);
  itTakesTurns(
    () => shared,
    () => pgliteDriver(),
  );

  it("does not run a queued statement whose signal aborted meanwhile", async () => {
    const connection = await shared.connect();
    const abort = new AbortController();
    const before = connection.run(select);
    const queued = failureOf(connection.run(select, { signal: abort.signal }));
    abort.abort();
    await before;
    expect(await queued).toMatchObject({ kind: "cancelled" });
    connection.release();
  });

  it("keeps its data in a folder, and runs scripts when it is opened", async () => {
    const folder = mkdtempSync(join(tmpdir(), "agentflow-pglite-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const dataDir = join(folder, "data");
    const first = pgliteDriver({
      dataDir,
      ddl: "create table kept (id int); insert into kept values (1)",
    });
    expect((await first.run({ text: "select * from kept", values: [] })).count).toBe(1);
    await first.close();
    const second = pgliteDriver({
      dataDir,
      ddl: ["insert into kept values (2)", "insert into kept values (3)"],
    });
    expect((await second.run({ text: "select * from kept", values: [] })).count).toBe(3);
    await second.close();
  });

  it("says where a script is wrong, again and again", async () => {
    await using driver = pgliteDriver({ ddl: "create tabel x ()" });
    expect(await failureOf(driver.run(select))).toMatchObject({ kind: "syntax", code: "42601" });
    expect(await failureOf(driver.run(select))).toMatchObject({ kind: "syntax" });
  });

  it("leaves a database of the caller's open", async () => {
    const pglite = await PGlite.create();
    const driver = pgliteDriver({ pglite, ddl: "create table mine (id int)" });
    await driver.run({ text: "insert into mine values (1)", values: [] });
    await driver.close();
    expect((await pglite.query("select * from mine")).rows).toEqual([{ id: 1 }]);
    await pglite.close();
  });
});

describe("pgliteTemplate", { timeout: 60_000 }, () => {
  it("gives copies that know nothing of each other", async () => {
    const template = await pgliteTemplate([
      "create table item (id serial)",
      "insert into item default values",
    ]);
    await using one = template.fresh();
    await using other = template.fresh();
    await one.run({ text: "insert into item default values", values: [] });
    expect((await one.run({ text: "select * from item", values: [] })).rows).toEqual([
      ["1"],
      ["2"],
    ]);
    expect((await other.run({ text: "select * from item", values: [] })).rows).toEqual([["1"]]);
  });

  it("says what is wrong with a script", async () => {
    expect(await failureOf(pgliteTemplate("create"))).toMatchObject({ kind: "syntax" });
  });
});
