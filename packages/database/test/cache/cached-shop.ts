import type { CallRecord } from "@agentflow/core/runtime";
import { FakeClock } from "@agentflow/core/testing";
import { beforeEach } from "vitest";
import { forgetRows } from "../../src/cache/kept-rows.js";
import { openShop, type OpenShop, type TestDialect } from "../dialects/test-dialect.js";

/** Milliseconds that rows of the shop are kept. */
export const ttl = 60_000;

export interface CachedShop extends OpenShop {
  readonly clock: FakeClock;
  readonly calls: CallRecord[];
  /** Texts of the statements that were sent since it was last called. */
  readonly sent: () => string[];
  /** Runs a statement that the data layer knows nothing of. */
  readonly behind: (text: string) => Promise<void>;
}

/** The shop with its customers, orders and items kept, emptied before each test. */
export function openCachedShop(dialect: TestDialect): CachedShop {
  const clock = new FakeClock();
  const calls: CallRecord[] = [];
  const shop = openShop(dialect, {
    clock,
    metrics: { recordCall: (call) => void calls.push(call), recordRequest: () => undefined },
    cache: { tables: { customers: { ttl }, orders: { ttl, max: 3 }, orderItems: { ttl } } },
  });
  const { database, statements, driver, empty } = shop;
  beforeEach(async () => {
    await empty();
    await forgetRows(database.customers);
    await forgetRows(database.orders);
    await forgetRows(database.orderItems);
    calls.length = 0;
  });
  return {
    ...shop,
    clock,
    calls,
    sent: () => statements.splice(0).map(({ text }) => text),
    behind: async (text) => {
      await driver.run({ text, values: [] });
      statements.length = 0;
    },
  };
}
