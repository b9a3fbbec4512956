import { requireService } from "@agentflow/services";
import { beforeAll, describe, expect, it } from "vitest";
import { copyFrom, copyQuery } from "../../../src/postgresql.js";
import { sql } from "../../../src/sql/sql.js";
import { createDatabase } from "../../../src/table/create-database.js";
import type { Database } from "../../../src/table/database.js";
import { failureOf } from "../../failure-of.js";
import { startDatabase } from "../../start-database.js";
import { type NewCustomer, type NewOrderItem, shopSchema, shopTables } from "../table/shop.js";
import { customers, itCopies } from "./copy-contract.js";

describe.runIf(requireService("postgres"))("COPY on a server", { timeout: 60_000 }, () => {
  const started = startDatabase();
  let shop: Database<typeof shopTables>;
  const psql = async (text: string): Promise<unknown> =>
    (
      await started()
        .driver({ pool: { max: 1 } })
        .run({ text, values: [] })
    ).rows;

  beforeAll(async () => {
    const driver = started().driver({ pool: { max: 3 } });
    for (const text of shopSchema.split(";").filter((each) => each.trim() !== "")) {
      await driver.run({ text, values: [] });
    }
    shop = createDatabase(driver, shopTables);
  });
  itCopies(() => shop);

  it("reads rows only as fast as the server takes them", async () => {
    let made = 0;
    const connection = await started().driver().connect();
    await connection.run({ text: "begin", values: [] });
    await connection.run({ text: "lock table shop.order_items", values: [] });
    function* items(): Generator<NewOrderItem> {
      for (; made < 1_000; made += 1) yield { orderId: 1n, line: made, sku: "x".repeat(100_000) };
    }
    await shop.orders.insert({ id: 1n });
    const copying = copyFrom(shop.orderItems, items());
    await expect
      .poll(() =>
        psql(
          "select 1 from pg_stat_activity where query like 'copy %' and wait_event_type = 'Lock'",
        ),
      )
      .toEqual([["1"]]);
    expect(made).toBeLessThan(1_000);
    await connection.run({ text: "rollback", values: [] });
    connection.release();
    expect(await copying).toBe(1_000);
  });

  it("ends at once when its signal aborts, also while the rows hang, and adds nothing", async () => {
    const abort = new AbortController();
    async function* hanging(): AsyncGenerator<NewCustomer> {
      yield* customers(5_000);
      abort.abort(new Error("changed my mind"));
      await new Promise(() => undefined);
    }
    const failure = await failureOf(copyFrom(shop.customers, hanging(), { signal: abort.signal }));
    expect(failure).toMatchObject({ kind: "cancelled", outcomeUnknown: false });
    expect(await shop.customers.count()).toBe(0);
  });

  it("says that the connection was lost when the server ends it amid the rows", async () => {
    async function* killing(): AsyncGenerator<NewCustomer> {
      yield* customers(5_000);
      await psql(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy %'",
      );
      yield* customers(200_000);
    }
    expect(await failureOf(copyFrom(shop.customers, killing()))).toMatchObject({
      kind: "connection",
    });
    expect(await shop.customers.count()).toBe(0);
  });

  it("makes the server wait for a slow reader, and cancels the statement of one that leaves", async () => {
    const query = sql`select repeat('x', 1000) from generate_series(1, 100000)`;
    const rows = copyQuery(shop, query, { text: "text" });
    await rows.next();
    const waiting = "select wait_event from pg_stat_activity where query like 'copy %'";
    await expect.poll(() => psql(waiting)).toEqual([["ClientWrite"]]);
    let seen = 1;
    for await (const { text } of rows) {
      seen += text.length / 1_000;
      if (seen === 1_500) break;
    }
    expect(
      await psql("select 1 from pg_stat_activity where query like 'copy %' and state = 'active'"),
    ).toEqual([]);
    expect(await shop.orders.count()).toBe(0);
  });

  it("ends a loop when its signal aborts", async () => {
    const abort = new AbortController();
    const query = sql`select repeat('x', 1000) from generate_series(1, 100000)`;
    const reading = async (): Promise<void> => {
      for await (const _ of copyQuery(shop, query, { text: "text" }, { signal: abort.signal }))
        abort.abort();
    };
    expect(await failureOf(reading())).toMatchObject({ kind: "cancelled" });
    expect(await shop.orders.count()).toBe(0);
  });
});
