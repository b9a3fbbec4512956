import assert from "node:assert/strict";
import { sql } from "@agentflow/database";
import type { Batch, Contestant, Setting } from "../contest.ts";
import { Peers } from "../peers.ts";
import { pgPool, type Queryable } from "./clients.ts";
import { type Order, openShop } from "./shop.ts";

/** Rows of one insertion. */
export const rowCount = 100_000;

const rows = Array.from({ length: rowCount }, (_, index): Order => ({
  id: BigInt(index + 1),
  customerId: BigInt((index % 1_000) + 1),
  status: "open",
  total: (index * 1.01).toFixed(2),
  currency: "EUR",
  paid: index % 2 === 0,
  note: index % 3 === 0 ? "as agreed" : null,
  createdAt: "2026-02-01T00:00:00Z",
}));
const into =
  "insert into imports (id, customer_id, status, total, currency, paid, note, created_at)";
const types = ["int8", "int8", "text", "numeric", "text", "bool", "text", "timestamptz"];

/** Inserts all rows into the empty table, time and again. Emptying it is a small part of what is measured. */
function timeAndAgain(origin: string, insert: () => Promise<unknown>): Batch {
  const shop = openShop(origin);
  return async (count) => {
    for (let done = 0; done < count; done += 1) {
      await shop.query(sql`truncate imports`);
      await insert();
    }
    assert.equal(await shop.imports.count(), rowCount);
  };
}

/** Inserts all rows in one transaction of `pg`, in statements of `size` rows each. */
async function inParts(
  { origin, peers }: Setting,
  size: number,
  insert: (client: Queryable, part: readonly (readonly unknown[])[]) => Promise<unknown>,
): Promise<Batch> {
  const pool = await pgPool(new Peers(peers), origin);
  return timeAndAgain(origin, async () => {
    const client = await pool.connect();
    await client.query({ text: "begin" });
    for (let start = 0; start < rowCount; start += size) {
      await insert(
        client,
        rows.slice(start, start + size).map((row) => Object.values(row)),
      );
    }
    await client.query({ text: "commit" });
    client.release();
  });
}

/** `values` with a parameter for each value; the protocol counts up to 65,535 of them. */
function multiRow(size: number): Contestant {
  const lists = Array.from(
    { length: size },
    (_, row) => `(${types.map((_type, column) => `$${row * types.length + column + 1}`).join()})`,
  );
  const text = `${into} values ${lists.join()}`;
  return (setting) =>
    inParts(setting, size, (client, part) =>
      client.query({ name: "insert", text, values: part.flat() }),
    );
}

/** What inserts the rows, all of them or none. */
export const contestants: Readonly<Record<string, Contestant>> = {
  // As many as a statement of the data layer has.
  "pg (5,000 rows a statement)": multiRow(5_000),
  "pg (1,000 rows a statement)": multiRow(1_000),
  "pg (unnest, 5,000 rows a statement)": (setting) => {
    const parameters = types.map((type, index) => `$${index + 1}::${type}[]`);
    const text = `${into} select * from unnest(${parameters.join()})`;
    return inParts(setting, 5_000, (client, part) => {
      const values = types.map((_, column) => part.map((row) => row[column]));
      return client.query({ name: "insert", text, values });
    });
  },
  "data layer": ({ origin }) => {
    const { imports } = openShop(origin);
    return timeAndAgain(origin, () => imports.insertMany(rows));
  },
};
