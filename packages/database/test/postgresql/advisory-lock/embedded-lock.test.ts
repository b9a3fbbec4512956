import { afterAll, describe, expect, it } from "vitest";
import { pgliteDriver } from "../../../src/pglite.js";
import { withAdvisoryLock } from "../../../src/postgresql.js";
import { sql } from "../../../src/sql/sql.js";
import { createDatabase } from "../../../src/table/create-database.js";

describe("advisory locks of an embedded database", { timeout: 60_000 }, () => {
  const database = createDatabase(pgliteDriver(), {});
  afterAll(() => database.close());

  it("keep out others for the time of the task, which uses the database", async () => {
    const log: string[] = [];
    const task =
      (name: string) =>
      async ({ database: own }: { database: typeof database }): Promise<void> => {
        log.push(`begin ${name}`);
        await own.query(sql`select 1`);
        log.push(`end ${name}`);
      };
    await Promise.all([
      withAdvisoryLock(database, "key", task("1")),
      withAdvisoryLock(database, "key", task("2"), { wait: 60_000 }),
    ]);
    expect(log).toEqual(["begin 1", "end 1", "begin 2", "end 2"]);
    const left = sql`select count(*) from pg_locks where locktype = 'advisory'`;
    expect(await database.query(left, { n: "bigint" })).toEqual([{ n: 0n }]);
  });
});
