import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { OrderBy } from "../../src/table/read-options.js";
import { createDatabase } from "../../src/table/create-database.js";
import { dialects } from "../dialects/dialects.js";
import { openShop } from "../dialects/test-dialect.js";
import type { NewOrder, Order } from "../dialects/shop.js";

const rows: NewOrder[] = Array.from({ length: 23 }, (_, n) => ({
  note: n % 4 === 0 ? null : `note ${n % 3}`,
  rating: n % 5 === 0 ? null : (n % 3) - 0.1,
  status: n % 2 === 0 ? "open" : "paid",
  createdAt: `2024-01-0${(n % 4) + 1}`,
}));

describe.each(dialects)("$title", (dialect) => {
  const { database: shop, tables, driver, statements } = openShop(dialect);

  beforeAll(async () => {
    await shop.orders.insertMany(rows);
    await shop.customers.insertMany(
      Array.from({ length: 3 }, (_, n) => ({ email: `${n}@b`, name: "A" })),
    );
  });

  async function pages(orderBy: readonly OrderBy<Order>[], limit: number): Promise<Order[]> {
    const all: Order[] = [];
    let after: string | undefined;
    do {
      const page = await shop.orders.page({ orderBy, limit, after });
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      all.push(...page.rows);
      after = page.next;
    } while (after !== undefined);
    return all;
  }

  describe("page", () => {
    it("goes along the primary key when no order is given", async () => {
      const all = await pages([], 5);
      expect(all.map(({ id }) => id)).toEqual(rows.map((_, index) => BigInt(index + 1)));
    });

    it("gives every row once, in the order that find gives, whatever the order", async () => {
      const direction = fc.oneof(
        fc.constantFrom("asc" as const, "desc" as const),
        fc.record({
          direction: fc.constantFrom("asc" as const, "desc" as const),
          nulls: fc.constantFrom("first" as const, "last" as const),
        }),
      );
      const column = fc.constantFrom("note", "rating", "status", "createdAt", "id", "total");
      const order = fc.uniqueArray(fc.tuple(column, direction), {
        selector: ([key]) => key,
        maxLength: 3,
      });
      await fc.assert(
        fc.asyncProperty(order, fc.integer({ min: 1, max: 24 }), async (terms, limit) => {
          const orderBy = terms.map(([key, value]) => ({ [key]: value }));
          const last = terms.at(-1)?.[1];
          const id = (typeof last === "object" ? last.direction : last) ?? "asc";
          const whole = await shop.orders.find({ orderBy: [...orderBy, { id }] });
          expect(await pages(orderBy, limit)).toEqual(whole);
        }),
        { numRuns: 40 },
      );
    });

    it("compares as a row where all columns go the same way and are never null", async () => {
      statements.length = 0;
      const { next } = await shop.orders.page({ orderBy: { createdAt: "desc" }, limit: 1 });
      await shop.orders.page({ orderBy: { createdAt: "desc" }, limit: 1, after: next });
      const [first, second] = ["created_at", "id"].map(
        (name) => `t0.${driver.dialect.quote(name)}`,
      );
      expect(statements[1]?.text).toContain(`where (${first}, ${second}) < (`);
    });

    it("filters, selects and reads relations as find does", async () => {
      const page = await shop.orders.page({
        select: ["note"],
        where: { or: [{ id: 1n }, { id: 2n }] },
        with: { items: true },
        limit: 1,
        orderBy: { status: "asc" },
      });
      expect(page.rows).toEqual([{ note: null, items: [] }]);
      expect(page.next).toEqual(expect.stringMatching(/^[\w-]+$/));
    });

    it.each([0, -1, 1.5, 10_001, Number.NaN, "1", null])("refuses a limit of %s", async (limit) => {
      const options = { limit } as { limit: number }; // what a program without types may give
      await expect(shop.orders.page(options)).rejects.toMatchObject({ kind: "data" });
    });

    it("goes along unique columns that are never null where there is no primary key", async () => {
      const keyless = { ...tables.customers, primaryKey: [], relations: {} };
      const database = createDatabase(driver, { keyless });
      const emails: string[] = [];
      for await (const { email } of database.keyless.all({ pageSize: 2 })) emails.push(email);
      expect(emails).toEqual(["0@b", "1@b", "2@b"]);
    });

    it("needs columns that tell all rows apart", async () => {
      await expect(shop.orderTotals.page()).rejects.toMatchObject({ kind: "syntax" });
    });
  });

  describe("a cursor", () => {
    const forge = (value: unknown): string =>
      Buffer.from(JSON.stringify(value)).toString("base64url");

    it("of another table or order is refused", async () => {
      const { next } = await shop.customers.page({ limit: 1 });
      const byNote = await shop.orders.page({ limit: 1, orderBy: { note: "asc" } });
      const first = await shop.orders.page({ limit: 1 });
      const refused = { kind: "data", table: "orders" };
      for (const after of [next, byNote.next]) {
        await expect(shop.orders.page({ after })).rejects.toMatchObject(refused);
      }
      const call = shop.orders.page({ after: first.next, orderBy: { id: "desc" } });
      await expect(call).rejects.toMatchObject(refused);
    });

    it("that is forged is refused, or begins somewhere else", async () => {
      const { next = "" } = await shop.orders.page({
        limit: 1,
        orderBy: { note: { nulls: "last" } },
      });
      const [mark] = JSON.parse(Buffer.from(next, "base64url").toString()) as [string]; // as it was made
      const injection = "1'; drop table orders; --";
      const text = (value: string) => driver.dialect.toText(value);
      const id = driver.dialect.toText(driver.dialect.wireOf(1n));
      const forged = [
        "",
        "x",
        "{}",
        injection,
        7,
        forge(null),
        forge({}),
        forge([mark]),
        forge([mark, text("a"), injection]),
        forge([mark, text("a\uD800"), id]),
        forge([mark, text("a"), null]),
        forge([mark, 1, id]),
        forge([mark, text("a"), id, id]),
      ];
      for (const after of forged) {
        const call = shop.orders.page({
          after: after as string,
          orderBy: { note: { nulls: "last" } },
        }); // as data may be
        await expect(call, String(after)).rejects.toMatchObject({ kind: "data" });
      }
      const after = forge([mark, text(injection), id]);
      const { rows: found } = await shop.orders.page({
        after,
        orderBy: { note: { nulls: "last" } },
      });
      expect(found).toHaveLength(rows.length);
      expect(await shop.orders.count()).toBe(rows.length);
    });
  });

  describe("all", () => {
    it("gives every row that matches, page by page", async () => {
      statements.length = 0;
      const ids: bigint[] = [];
      for await (const { id } of shop.orders.all({
        where: { status: "paid" },
        select: ["id"],
        pageSize: 4,
      }))
        ids.push(id);
      expect(ids).toEqual(
        rows.flatMap(({ status }, index) => (status === "paid" ? [BigInt(index + 1)] : [])),
      );
      expect(statements).toHaveLength(3);
    });

    it("reads no further than it is asked to", async () => {
      statements.length = 0;
      for await (const row of shop.orders.all({ pageSize: 2 })) {
        expect(row.id).toBe(1n);
        break;
      }
      expect(statements).toHaveLength(1);
    });

    it("refuses a pageSize of 0", async () => {
      await expect(shop.orders.all({ pageSize: 0 }).next()).rejects.toMatchObject({ kind: "data" });
    });
  });
});
