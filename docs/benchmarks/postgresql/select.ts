import assert from "node:assert/strict";
import type { Batch, Contestant } from "../contest.ts";
import { callInFlight } from "../in-flight.ts";
import { Peers } from "../peers.ts";
import { drizzle, kysely, pgPool, postgres, type Row } from "./clients.ts";
import { openShop, orderCount } from "./shop.ts";

/** Gets an order by its key. */
type Get = (id: bigint) => Promise<object | undefined>;

/** Gets every order in turn, whatever the client. The first one is compared. */
async function inTurn(get: Get): Promise<Batch> {
  const { id, total, paid, note } = { ...(await get(9n)) } as Row; // orders, under names that all share
  assert.deepEqual([String(id), total, paid, note], ["9", "9.09", false, "as agreed"]);
  let last = 0;
  return (count, inFlight) =>
    callInFlight(count, inFlight, () => {
      last = (last % orderCount) + 1;
      return get(BigInt(last));
    });
}

const text = "select * from orders where id = $1";

/** What gets an order by its key: one statement, one row. */
export const contestants: Readonly<Record<string, Contestant>> = {
  "pg (named)": async ({ origin, peers }) => {
    const pool = await pgPool(new Peers(peers), origin);
    return inTurn(async (id) => (await pool.query({ name: "order", text, values: [id] })).rows[0]);
  },
  pg: async ({ origin, peers }) => {
    const pool = await pgPool(new Peers(peers), origin);
    return inTurn(async (id) => (await pool.query({ text, values: [id] })).rows[0]);
  },
  "data layer": ({ origin }) => {
    const { orders } = openShop(origin);
    return inTurn((id) => orders.get({ id }));
  },
  kysely: async ({ origin, peers: folder }) => {
    const peers = new Peers(folder);
    const database = await kysely(peers, await pgPool(peers, origin));
    return inTurn((id) =>
      database.selectFrom("orders").selectAll().where("id", "=", id).executeTakeFirst(),
    );
  },
  drizzle: async ({ origin, peers: folder }) => {
    const peers = new Peers(folder);
    const { database, orders, eq } = await drizzle(peers, await pgPool(peers, origin));
    return inTurn(
      async (id) => (await database.select().from(orders).where(eq(orders["id"], id)))[0],
    );
  },
  "drizzle (prepared)": async ({ origin, peers: folder }) => {
    const peers = new Peers(folder);
    const { database, orders, eq, placeholder } = await drizzle(peers, await pgPool(peers, origin));
    const byId = eq(orders["id"], placeholder("id"));
    const statement = database.select().from(orders).where(byId).prepare("order");
    return inTurn(async (id) => (await statement.execute({ id }))[0]);
  },
  "postgres.js": async ({ origin, peers }) => {
    const sql = await postgres(new Peers(peers), origin);
    return inTurn(async (id) => (await sql`select * from orders where id = ${id.toString()}`)[0]);
  },
};
