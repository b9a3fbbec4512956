import { describe, expect, it } from "vitest";
import type { Driver, RunOptions, Statement, StatementResult } from "../../src/driver/driver.js";
import { DatabaseError } from "../../src/errors/database-error.js";
import { createDatabase } from "../../src/table/create-database.js";
import { postgresqlTests } from "../dialects/postgresql.js";
import { sqliteTests } from "../dialects/sqlite.js";
import { openCachedShop, ttl } from "./cached-shop.js";

type Run = (statement: Statement, options?: RunOptions) => Promise<StatementResult>;

/** Does what it is told, and loses the answer to statements that begin so. */
function losing(driver: Driver, lost: RegExp): Driver {
  const wrapped =
    (run: Run): Run =>
    async (statement, options) => {
      const result = await run(statement, options);
      if (!lost.test(statement.text)) return result;
      throw new DatabaseError("The answer is lost.", { kind: "connection", outcomeUnknown: true });
    };
  return {
    dialect: driver.dialect,
    run: wrapped((statement, options) => driver.run(statement, options)),
    connect: async (options) => {
      const connection = await driver.connect(options);
      return {
        run: wrapped((statement, runOptions) => connection.run(statement, runOptions)),
        release: (broken) => {
          connection.release(broken);
        },
      };
    },
    close: () => driver.close(),
  };
}

describe.each([postgresqlTests, sqliteTests])("a lost answer on $title", (dialect) => {
  const { driver, tables } = openCachedShop(dialect);
  const open = (lost: RegExp) =>
    createDatabase(losing(driver, lost), tables, {
      cache: { tables: { orders: { ttl }, orderItems: { ttl } } },
    });

  it("to a write forgets every row that it may concern", async () => {
    const shop = open(/^(?:update|delete)/);
    const item = { orderId: 1n, line: 1 };
    await shop.orders.insertMany([{ id: 1n }, { id: 2n }]);
    await shop.orderItems.insert({ ...item, sku: "x" });
    await shop.orders.get({ id: 1n });
    await shop.orderItems.get(item);
    const update = shop.orders.update({ id: 1n }, { note: "b" });
    await expect(update).rejects.toMatchObject({ outcomeUnknown: true });
    expect(await shop.orders.get({ id: 1n })).toMatchObject({ note: "b" });
    await expect(shop.orders.delete({ id: 1n })).rejects.toMatchObject({ outcomeUnknown: true });
    expect(await shop.orders.get({ id: 1n })).toBeUndefined();
    expect(await shop.orderItems.get(item)).toBeUndefined();
  });

  it("to a commit forgets what the transaction has written", async () => {
    const shop = open(/^commit/);
    await shop.orders.insert({ id: 1n });
    await shop.orders.get({ id: 1n });
    const work = shop.transaction((tx) => tx.orders.update({ id: 1n }, { note: "b" }));
    await expect(work).rejects.toMatchObject({ outcomeUnknown: true });
    expect(await shop.orders.get({ id: 1n })).toMatchObject({ note: "b" });
  });
});
