import { postgresVersions, requireService } from "@agentflow/services";
import { describe, expect, it } from "vitest";
import type { PgDriver } from "../../src/pg.js";
import { createDatabase } from "../../src/table/create-database.js";
import { startDatabase } from "../start-database.js";
import { shopSchema, shopTables } from "../postgresql/table/shop.js";
import { itRunsTransactions } from "../transaction/transaction-contract.js";
import { itIsADriver } from "./driver-contract.js";

for (const version of postgresVersions) {
  describe.runIf(requireService(`postgres-${version}`))(`PostgreSQL ${version}`, () => {
    const started = startDatabase({ version });
    const drivers = new Map<number, PgDriver>();
    /** One for each size of the pool. */
    const driver = (max: number): PgDriver => {
      const known = drivers.get(max) ?? started().driver({ pool: { max } });
      drivers.set(max, known);
      return known;
    };
    itIsADriver(() => driver(1));
    itRunsTransactions(() => driver(4));

    it("reads and writes tables in every way", async () => {
      for (const text of shopSchema.split(";\n")) await driver(4).run({ text, values: [] });
      const shop = createDatabase(driver(4), shopTables);
      const ada = { id: 1n, email: "ada@x", name: "Ada", tags: ["a", null, '"'] };
      expect(await shop.customers.insert(ada)).toEqual({ ...ada, code: null, address: null });
      const rows = Array.from({ length: 50 }, (_, index) => ({
        customerId: 1n,
        total: `${index}`,
      }));
      expect(await shop.orders.insertMany(rows)).toBe(50);
      const changed = await shop.customers.upsert(
        { email: "ada@x", name: "Ada L." },
        { by: ["email"] },
      );
      expect(changed).toMatchObject({ id: 1n, name: "Ada L." });
      await shop.orderItems.insert({
        orderId: 1n,
        line: 1,
        sku: "a",
        picture: Uint8Array.of(0, 255),
      });

      const [order] = await shop.orders.find({
        where: { total: { lt: "1" } },
        with: { customer: true, items: true },
      });
      expect(order).toMatchObject({ id: 1n, total: "0.00", gross: "0.00", customer: changed });
      expect(order?.items).toEqual([
        { orderId: 1n, line: 1, sku: "a", picture: Uint8Array.of(0, 255) },
      ]);
      const page = await shop.orders.page({ limit: 2, orderBy: { total: "desc" } });
      const next = await shop.orders.page({
        limit: 2,
        orderBy: { total: "desc" },
        after: page.next,
      });
      expect([...page.rows, ...next.rows].map(({ total }) => total)).toEqual([
        "49.00",
        "48.00",
        "47.00",
        "46.00",
      ]);
      expect(await shop.orders.update({ id: 2n }, { note: "late" })).toMatchObject({
        note: "late",
      });
      expect(await shop.orders.deleteWhere({ total: { gte: "25" } })).toBe(25);
      expect(await shop.orders.count()).toBe(25);
      await expect(shop.customers.insert({ email: "ada@x", name: "" })).rejects.toMatchObject({
        kind: "unique-violation",
        columns: ["email"],
      });
    });
  });
}
