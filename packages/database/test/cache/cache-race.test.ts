import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Driver } from "../../src/driver/driver.js";
import { createDatabase } from "../../src/table/create-database.js";
import { postgresqlTests } from "../dialects/postgresql.js";
import { sqliteTests } from "../dialects/sqlite.js";
import { openCachedShop, ttl } from "./cached-shop.js";

/** A driver whose statements are sent, and answered, when the scheduler says so. */
function scheduled(driver: Driver, scheduler: fc.Scheduler): Driver {
  return {
    ...driver,
    run: async (statement, options) => {
      await scheduler.schedule(Promise.resolve());
      return scheduler.schedule(driver.run(statement, options));
    },
  };
}

describe.each([postgresqlTests, sqliteTests])("reads and writes at once on $title", (dialect) => {
  const { driver, tables, empty } = openCachedShop(dialect);
  const cache = { tables: { orders: { ttl } } };

  it("leave no old row: what was read before a write and answered after it is not kept", async () => {
    const answered = Promise.withResolvers<void>();
    let reads = 0;
    const shop = createDatabase(
      {
        ...driver,
        run: async (statement, options) => {
          const answer = await driver.run(statement, options);
          // The first read has seen the old row, and its answer is late.
          if (options?.readOnly === true && (reads += 1) === 1) await answered.promise;
          return answer;
        },
      },
      tables,
      { cache },
    );
    await shop.orders.insert({ id: 1n, note: "old" });
    const early = shop.orders.get({ id: 1n });
    await expect.poll(() => reads).toBe(1);
    await shop.orders.update({ id: 1n }, { note: "new" });
    // Who asks after the write does not wait for what was asked before it.
    expect(await shop.orders.get({ id: 1n })).toMatchObject({ note: "new" });
    answered.resolve();
    expect(await early).toMatchObject({ note: "old" });
    expect(await shop.orders.get({ id: 1n })).toMatchObject({ note: "new" });
    expect(reads).toBe(2);
  });

  it("never show a row older than a write that has ended, in whatever order answers come", async () => {
    const calls = fc.array(fc.constantFrom("get", "update", "transaction", "where"), {
      minLength: 2,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), calls, async (scheduler, names) => {
        await empty();
        const shop = createDatabase(scheduled(driver, scheduler), tables, { cache });
        await driver.run({
          text: `insert into ${dialect.shop.words.schema}.orders (id) values (1)`,
          values: [],
        });
        // Versions count the writes: what a write gives back is how far the row had come by then.
        let ended = 0;
        const steps = {
          get: async () => {
            const least = ended;
            expect((await shop.orders.get({ id: 1n }))?.version).toBeGreaterThanOrEqual(least);
          },
          update: async () => {
            const { version } = await shop.orders.update({ id: 1n }, { note: "u" });
            ended = Math.max(ended, version);
          },
          transaction: async () => {
            const { version } = await shop.transaction((tx) =>
              tx.orders.update({ id: 1n }, { note: "t" }),
            );
            ended = Math.max(ended, version);
          },
          where: async () => {
            const returning = { returning: true } as const;
            const rows = await shop.orders.updateWhere({ id: 1n }, { note: "w" }, returning);
            for (const { version } of rows) ended = Math.max(ended, version);
          },
        };
        const work = names.map((name) => scheduler.schedule(Promise.resolve()).then(steps[name]));
        await scheduler.waitFor(Promise.all(work));
        const last = await scheduler.waitFor(shop.orders.get({ id: 1n }));
        expect(last?.version).toBe(1 + names.filter((name) => name !== "get").length);
      }),
      { numRuns: 60, seed: 4 },
    );
  });
});
