import { beforeEach, expect, it } from "vitest";
import { copyFrom, copyQuery, copyTo } from "../../../src/postgresql.js";
import { sql } from "../../../src/sql/sql.js";
import type { Database } from "../../../src/table/database.js";
import { failureOf } from "../../failure-of.js";
import type { NewCustomer, shopTables } from "../table/shop.js";

async function* slowly<Row>(rows: Iterable<Row>): AsyncGenerator<Row> {
  for (const row of rows) yield await Promise.resolve(row);
}

async function listOf<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const list: Row[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

const email = (n: number): string => `${n}@example.org`;

/** New customers, each with an address of its own. */
export function* customers(count: number): Generator<NewCustomer> {
  for (let n = 0; n < count; n += 1) yield { email: email(n), name: `name ${n}` };
}

/** What holds for COPY on a server, and on an embedded database. */
export function itCopies(shop: () => Database<typeof shopTables>): void {
  beforeEach(async () => {
    await shop().query(
      sql`truncate shop.customers, shop.orders, shop.order_items restart identity`,
    );
  });

  it("adds the rows of a list and of an asynchronous generator, with their defaults", async () => {
    expect(await copyFrom(shop().customers, [...customers(2)])).toBe(2);
    expect(
      await copyFrom(shop().customers, slowly([{ email: "c@d", name: "C", tags: ["x"] }])),
    ).toBe(1);
    expect(await shop().customers.find({ orderBy: { id: "asc" } })).toEqual([
      { id: 1n, email: email(0), name: "name 0", code: null, address: null, tags: [] },
      { id: 2n, email: email(1), name: "name 1", code: null, address: null, tags: [] },
      { id: 3n, email: "c@d", name: "C", code: null, address: null, tags: ["x"] },
    ]);
    expect(await copyFrom(shop().customers, [])).toBe(0);
  });

  it("adds 20,000 rows, some of which leave other defaults to the database", async () => {
    const rows = Array.from(customers(20_000), (row, n) =>
      n % 5_000 < 3 ? { ...row, tags: [] } : row,
    );
    expect(await copyFrom(shop().customers, rows)).toBe(20_000);
    expect(await shop().customers.count()).toBe(20_000);
  });

  it("stores every value as it is, whatever characters it has", async () => {
    const name = String.raw`\N \. a\b "q"`;
    const texts = [
      String.raw`\N`,
      "tab\tline\nend\rback\\slash\\",
      "\b\f\v",
      String.raw`\.`,
      "",
      "NULL",
      "ü🎁",
    ];
    const order = { id: 1n, meta: { text: 'a\\n"\n' }, rating: Number.NaN, note: "\\\t" };
    await copyFrom(shop().customers, [{ email: "a@b", name, tags: texts, address: "10.0.0.1/8" }]);
    await copyFrom(shop().orders, [order]);
    await copyFrom(
      shop().orderItems,
      texts.map((sku, line) => ({ orderId: 1n, line, sku, picture: Uint8Array.of(0, 92, 255) })),
    );
    expect(await shop().customers.find()).toMatchObject([{ name, tags: texts }]);
    expect(await shop().orders.find()).toMatchObject([order]);
    expect(
      (await shop().orderItems.find({ orderBy: { line: "asc" } })).map(({ sku }) => sku),
    ).toEqual(texts);
    // Both ways give the same.
    expect(await listOf(copyTo(shop().customers))).toEqual(await shop().customers.find());
    expect(await listOf(copyTo(shop().orders))).toEqual(await shop().orders.find());
    const orderBy = { line: "asc" } as const;
    expect(await listOf(copyTo(shop().orderItems, { orderBy }))).toEqual(
      await shop().orderItems.find({ orderBy }),
    );
  });

  it("adds nothing when a value is none of its column, and names the row", async () => {
    const rows = [...customers(10_000), { email: "x@y", name: 1 as unknown as string }];
    const failure = await failureOf(copyFrom(shop().customers, rows));
    expect(failure).toMatchObject({ kind: "data", table: "customers", columns: ["name"] });
    expect(failure.message).toBe(
      'Row 10001: The value of "name" must be a string (table "shop"."customers").',
    );
    expect(await shop().customers.count()).toBe(0);
  });

  it.each([
    ["a NUL character", "a\0b"],
    ["half a surrogate pair", "a\ud800"],
  ])("adds nothing when a text holds %s, and names the row", async (_, name) => {
    for (const before of [1, 5_000]) {
      const rows = [...customers(before), { email: "x@y", name }, ...customers(3)];
      const failure = await failureOf(copyFrom(shop().customers, rows));
      expect(failure).toMatchObject({ kind: "data", columns: ["name"] });
      expect(failure.message).toMatch(new RegExp(`^Row ${before + 1}: The value of "name" holds`));
    }
    expect(await shop().customers.count()).toBe(0);
  });

  it("takes rows of classes, with other keys' order, and with keys that are undefined", async () => {
    class Row {
      readonly name = "class";
      readonly email = "c@d";
    }
    const rows = [
      { name: "other order", email: "a@b" },
      new Row(),
      { email: "e@f", name: "undefined", tags: undefined, code: undefined },
    ];
    expect(await copyFrom(shop().customers, rows)).toBe(3);
    const names = await shop().customers.find({ select: ["name"], orderBy: { id: "asc" } });
    expect(names.map(({ name }) => name)).toEqual(["other order", "class", "undefined"]);
    const inherited = Object.assign(Object.create({ name: "inherited" }), {
      email: "g@h",
    }) as NewCustomer;
    const failure = await failureOf(copyFrom(shop().customers, [...customers(1), inherited]));
    expect(failure).toMatchObject({ kind: "not-null-violation", columns: ["name"] });
  });

  it("adds nothing when the server refuses a row, and names it", async () => {
    const rows = [...customers(3), { email: "no address", name: "x", tags: [] }];
    const failure = await failureOf(copyFrom(shop().customers, rows));
    expect(failure).toMatchObject({ kind: "check-violation", code: "23514" });
    expect(failure.message).toMatch(/^Row 4: /);
    const long = [...customers(3_000), { email: "a@b", name: "x".repeat(21) }];
    expect((await failureOf(copyFrom(shop().customers, long))).message).toMatch(/^Row 3001: /);
    const twice = await failureOf(copyFrom(shop().customers, [...customers(2), ...customers(1)]));
    expect(twice).toMatchObject({ kind: "unique-violation", constraint: "customers_email_key" });
    expect(twice.message).toMatch(/^Row 3: /);
    expect(await shop().customers.count()).toBe(0);
  });

  it("rejects with what the rows throw, adds nothing, and closes them", async () => {
    const thrown = new Error("no more");
    let closed = false;
    async function* failing(): AsyncGenerator<NewCustomer> {
      try {
        yield* customers(5_000);
        await Promise.reject(thrown);
      } finally {
        closed = true;
      }
    }
    await expect(copyFrom(shop().customers, failing())).rejects.toBe(thrown);
    expect(closed).toBe(true);
    expect(await shop().customers.count()).toBe(0);
  });

  it("refuses rows that are none of the table, before and amid others", async () => {
    const wrong = { nothing: 1 } as unknown as NewCustomer;
    expect(await failureOf(copyFrom(shop().customers, [wrong]))).toMatchObject({ kind: "syntax" });
    const amid = failureOf(copyFrom(shop().customers, [...customers(1), wrong]));
    expect((await amid).message).toMatch(/^Row 2: There is no column "nothing"/);
    const views = shop().orderTotals as unknown as Database<typeof shopTables>["customers"];
    expect(await failureOf(copyFrom(views, [{}] as never))).toMatchObject({ kind: "syntax" });
  });

  it("is part of the transaction that it is called in", async () => {
    const undone = shop().transaction(async (tx) => {
      await copyFrom(tx.customers, customers(3));
      expect(await tx.customers.count()).toBe(3);
      expect(await listOf(copyTo(tx.customers, { select: ["email"] }))).toHaveLength(3);
      throw new Error("undo");
    });
    await expect(undone).rejects.toThrow("undo");
    await shop().transaction(async (tx) => {
      const nested = tx.transaction((inner) =>
        copyFrom(inner.customers, [...customers(1), ...customers(1)]),
      );
      expect(await failureOf(nested)).toMatchObject({ kind: "unique-violation" });
      await copyFrom(tx.customers, customers(2));
    });
    expect(await shop().customers.count()).toBe(2);
  });

  it("gives the columns that are asked for, in the order that is asked for, of tables and views", async () => {
    await shop().orders.insertMany([{ total: "2" }, { total: "1" }]);
    expect(
      await listOf(copyTo(shop().orderTotals, { select: ["total"], orderBy: { total: "asc" } })),
    ).toEqual([{ total: "1.00" }, { total: "2.00" }]);
    expect(await listOf(copyTo(shop().orders, { select: [] }))).toEqual([{}, {}]);
    expect(await failureOf(listOf(copyTo(shop().orders, { where: {} } as never)))).toMatchObject({
      kind: "syntax",
    });
  });

  it("gives the rows of a query of one's own, which has no values", async () => {
    const rows = copyQuery(shop(), sql`select n, n::text from generate_series(1, 3) n`, {
      n: "number",
      text: "text",
    });
    expect(await listOf(rows)).toEqual([1, 2, 3].map((n) => ({ n, text: String(n) })));
    const valued = copyQuery(shop(), sql`select ${1}::int4`, { n: "number" });
    expect(await failureOf(listOf(valued))).toMatchObject({ kind: "syntax" });
    await expect(listOf(copyQuery(shop(), "select 1" as never, { n: "number" }))).rejects.toThrow(
      TypeError,
    );
    const wrong = copyQuery(shop(), sql`select 'x'`, { n: "number" });
    expect(await failureOf(listOf(wrong))).toMatchObject({ kind: "data" });
    const failing = copyQuery(shop(), sql`select 1/(n - 5000) from generate_series(1, 9000) n`, {
      n: "number",
    });
    expect(await failureOf(listOf(failing))).toMatchObject({ kind: "data", code: "22012" });
    await shop().orders.count();
  });
}
