import assert from "node:assert/strict";
import { sql } from "@agentflow/database";
import type { Batch } from "../contest.ts";
import { type Order, openShop } from "./shop.ts";

/** Rows of one insertion. */
export const rowCount = 100_000;

/** What is put into the table `imports`. */
export const rows: readonly Order[] = Array.from({ length: rowCount }, (_, index) => ({
  id: BigInt(index + 1),
  customerId: BigInt((index % 1_000) + 1),
  status: "open",
  total: (index * 1.01).toFixed(2),
  currency: "EUR",
  paid: index % 2 === 0,
  note: index % 3 === 0 ? "as agreed" : null,
  createdAt: "2026-02-01T00:00:00Z",
}));

/** The table with the columns in the order of the rows' keys. */
export const imports = "imports (id, customer_id, status, total, currency, paid, note, created_at)";

/** Inserts all rows into the empty table, time and again. Emptying it is a small part of what is measured. */
export function timeAndAgain(origin: string, insert: () => Promise<unknown>): Batch {
  const shop = openShop(origin);
  return async (count) => {
    for (let done = 0; done < count; done += 1) {
      await shop.query(sql`truncate imports`);
      await insert();
    }
    const [sum] = await shop.query(sql`select count(*), sum(total)::text from imports`, {
      count: "bigint",
      total: "text",
    });
    assert.deepEqual(sum, { count: BigInt(rowCount), total: "5049949500.00" });
  };
}
