import type { Batch, Contestant, Setting } from "../contest.ts";
import { Peers } from "../peers.ts";
import { pgPool, type Queryable } from "./clients.ts";
import { imports, rowCount, rows, timeAndAgain } from "./imports.ts";
import { openShop } from "./shop.ts";

const into = `insert into ${imports}`;
const types = ["int8", "int8", "text", "numeric", "text", "bool", "text", "timestamptz"];

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
    const shop = openShop(origin);
    return timeAndAgain(origin, () => shop.imports.insertMany(rows));
  },
};
