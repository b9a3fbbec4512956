import { DatabaseError, sql } from "@agentflow/database";
import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DemoShop, DemoShopServer } from "./demo-shop.js";

describe.runIf(requireService("postgres"))("a generated data layer on a real server", () => {
  let demo: DemoShopServer;
  let shop: DemoShop;
  let ada: bigint;
  let lamp: string;
  beforeAll(async () => {
    demo = await DemoShopServer.start();
    shop = demo.shop;
    ({ id: ada } = await shop.customers.insert({ email: "ada@example.org", name: "Ada" }));
    ({ id: lamp } = await shop.products.insert({ name: "Lamp", price: "20" }));
  }, 60_000);
  afterAll(() => demo.end());

  it("gives back a row as the server has stored it, to the last digit and byte", async () => {
    const image = Uint8Array.from({ length: 256 }, (_, index) => index);
    const details = { colors: ["red", null], weight: 1.5 };
    const product = { name: "Clock", price: "12345678.9", details, image };
    const stored = await shop.products.insert(product);
    expect(stored).toEqual({ ...product, id: stored.id, price: "12345678.90" });
    expect(await shop.products.get({ id: stored.id })).toEqual(stored);
    expect(await demo.ask("select md5(image) || price from products where name = 'Clock'")).toEqual(
      ["e2c865db4162bed963bfaa9ef6ac18f012345678.90"],
    );
    const placedAt = "2024-02-03 04:05:06.123456+00";
    const order = await shop.orders.insert({ customerId: ada, placedAt });
    expect(await demo.ask(`select placed_at::text from orders where id = ${order.id}`)).toEqual([
      placedAt,
    ]);
    expect(order).toEqual({ id: order.id, customerId: ada, status: "open", note: null, placedAt });
  });

  it("finds the rows that the same conditions in SQL find, in the same order", async () => {
    const tags = ["", "NULL", 'a "quoted", {braced} \\ one', "ü🎁"];
    const names = ["Bob", "bob", "Eve", "Zoë"];
    await shop.customers.insertMany(names.map((name) => ({ email: `${name}@find`, name, tags })));
    const found = await shop.customers.find({
      where: {
        email: { like: "%@find" },
        not: { name: ["Eve"] },
        tags: { contains: ["NULL", ""] },
      },
      orderBy: [{ name: "desc" }],
      select: ["name"],
    });
    const where = `email like '%@find' and not name in ('Eve') and tags @> array['NULL', '']`;
    const expected = await demo.ask(`select name from customers where ${where} order by name desc`);
    expect(found.map(({ name }) => name)).toEqual(expected);
    expect(expected).toHaveLength(3);
    expect(await shop.customers.count({ where: { email: { like: "%@find" } } })).toBe(4);
  });

  it("reads related rows in both directions", async () => {
    const { id } = await shop.orders.insert({ customerId: ada, note: "related" });
    await shop.orderItems.insert({ orderId: id, productId: lamp, quantity: 3, price: "19.99" });
    const order = await shop.orders.get({ id }, { with: { customer: true, orderItems: true } });
    expect(order?.customer.email).toBe("ada@example.org");
    expect(order?.orderItems).toEqual([
      { orderId: id, productId: lamp, quantity: 3, price: "19.99", total: "59.97" },
    ]);
  });

  it("goes through all rows once, also in an order in which many are equal", async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => ({
      email: `${index}@all`,
      name: `name ${index % 3}`,
    }));
    expect(await shop.customers.insertMany(rows)).toBe(1_000);
    const emails: string[] = [];
    const options = { where: { email: { like: "%@all" } }, orderBy: { name: "desc" } } as const;
    for await (const { email } of shop.customers.all({ ...options, pageSize: 7 })) {
      emails.push(email);
    }
    expect(emails).toHaveLength(1_000);
    expect(new Set(emails)).toEqual(new Set(rows.map(({ email }) => email)));
    const first = await shop.customers.page({ ...options, limit: 3 });
    const second = await shop.customers.page({ ...options, limit: 3, after: first.next });
    expect([...first.rows, ...second.rows].map(({ email }) => email)).toEqual(emails.slice(0, 6));
  });

  it("inserts all rows of a list or none, also when it needs several statements", async () => {
    const rows = Array.from({ length: 6_000 }, (_, index) => ({
      email: `${Math.min(index, 5_998)}@none`,
      name: "none",
    }));
    await expect(shop.customers.insertMany(rows)).rejects.toMatchObject({
      kind: "unique-violation",
    });
    expect(await demo.ask("select count(*)::int from customers where name = 'none'")).toEqual([0]);
  });

  it("changes, replaces and deletes one row, and says when there is none", async () => {
    const email = "one@example.org";
    const { id } = await shop.customers.insert({ email, name: "One", tags: ["kept"] });
    const by = "customers_email_key";
    const replaced = await shop.customers.upsert({ email, name: "Two" }, { by });
    expect(replaced).toMatchObject({ id, name: "Two", tags: ["kept"] });
    expect(await shop.customers.update({ id }, { name: "Three" })).toMatchObject({ name: "Three" });
    expect(await demo.ask(`select name from customers where id = ${id}`)).toEqual(["Three"]);
    expect(await shop.customers.delete({ id })).toMatchObject({ id, name: "Three" });
    expect(await shop.customers.delete({ id })).toBeUndefined();
    expect(await shop.customers.get({ id })).toBeUndefined();
    await expect(shop.customers.update({ id }, { name: "Four" })).rejects.toMatchObject({
      kind: "not-found",
    });
  });

  it.each<[string, () => Promise<unknown>, object]>([
    [
      "a unique constraint",
      () => shop.customers.insert({ email: "ada@example.org", name: "Another" }),
      { kind: "unique-violation", constraint: "customers_email_key", columns: ["email"] },
    ],
    [
      "a reference to no row",
      () => shop.orders.insert({ customerId: 999_999n }),
      { kind: "foreign-key-violation", table: "orders", columns: ["customer_id"] },
    ],
    [
      "a row that others refer to",
      () => shop.customers.delete({ id: ada }),
      { kind: "foreign-key-violation", table: "orders", columns: [] },
    ],
    [
      "a check",
      () => shop.products.insert({ name: "Nothing", price: "-1" }),
      { kind: "check-violation", constraint: "products_price_check" },
    ],
    [
      "a column that must not be null",
      () => shop.query(sql`insert into customers (email) values ('nameless')`),
      { kind: "not-null-violation", table: "customers", columns: ["name"] },
    ],
    [
      "a number that is too great",
      () => shop.products.insert({ name: "Palace", price: "123456789" }),
      { kind: "data", code: "22003" },
    ],
  ])("tells what refused a row: %s", async (_, call, expected) => {
    await shop.orders.insert({ customerId: ada });
    const error: unknown = await call().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error).toMatchObject(expected);
  });

  it("undoes a nested transaction alone, and all of one that fails", async () => {
    await shop.transaction(async (tx) => {
      await tx.customers.insert({ email: "outer@example.org", name: "nesting" });
      const nested = tx.transaction(async (inner) => {
        await inner.customers.insert({ email: "inner@example.org", name: "nesting" });
        await inner.customers.insert({ email: "outer@example.org", name: "nesting" });
      });
      await expect(nested).rejects.toMatchObject({ kind: "unique-violation" });
    });
    const failed = shop.transaction(async (tx) => {
      await tx.customers.insert({ email: "failed@example.org", name: "nesting" });
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(await demo.ask("select email from customers where name = 'nesting'")).toEqual([
      "outer@example.org",
    ]);
  });

  it("runs a transaction again that another one made impossible to serialize", async () => {
    const { id: customerId } = await shop.customers.insert({ email: "both@x", name: "Both" });
    const bothHaveCounted = Promise.withResolvers<undefined>();
    let counts = 0;
    const numberNext = (): Promise<void> =>
      shop.transaction(
        async (tx) => {
          const count = await tx.orders.count({ where: { customerId } });
          counts += 1;
          if (counts === 2) bothHaveCounted.resolve(undefined);
          await bothHaveCounted.promise;
          await tx.orders.insert({ customerId, note: String(count) });
        },
        { isolation: "serializable", attempts: 10 },
      );
    await Promise.all([numberNext(), numberNext()]);
    expect(
      await demo.ask(`select note from orders where customer_id = ${customerId} order by note`),
    ).toEqual(["0", "1"]);
    expect(counts).toBeGreaterThan(2);
  });

  it("keeps values apart from statements of one's own, and types their rows", async () => {
    const name = `'); drop table customers; --`;
    await shop.customers.insert({ email: "bobby@example.org", name });
    const statement = sql`select count(*), max(name), array_agg(email) from customers where name = ${name}`;
    expect(await shop.query(statement, { n: "bigint", name: "text?", emails: "text[]" })).toEqual([
      { n: 1n, name, emails: ["bobby@example.org"] },
    ]);
  });

  it("goes on after the server was killed, and says what may have been done", async () => {
    const sleeping = shop.query(sql`select pg_sleep(60)`).catch((reason: unknown) => reason);
    const asleep = "select 1 from pg_stat_activity where query like 'select pg_sleep%'";
    await expect.poll(() => demo.ask(asleep), { timeout: 5_000 }).toEqual([1]);
    const before = await shop.customers.count();
    // This server does not wait for the disk when it commits.
    await demo.ask("checkpoint");
    await demo.server.kill();
    expect(await sleeping).toMatchObject({ kind: "connection", outcomeUnknown: true });
    await expect(shop.customers.count()).rejects.toMatchObject({
      kind: "connection",
      retryable: true,
    });
    await demo.server.restart();
    expect(await shop.customers.count()).toBe(before);
  });

  it("leaves no connection behind when it is closed, and refuses calls", async () => {
    await Promise.all(Array.from({ length: 5 }, () => shop.customers.count()));
    await shop.close();
    const others =
      "select count(*)::int from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";
    await expect.poll(() => demo.ask(others), { timeout: 5_000 }).toEqual([0]);
    await expect(shop.customers.count()).rejects.toMatchObject({ kind: "closed" });
  });
});
