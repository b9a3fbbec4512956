import assert from "node:assert/strict";
import type { Batch, Contestant, Setting } from "../contest.ts";
import { callInFlight } from "../in-flight.ts";
import { Peers } from "../peers.ts";
import { pgPool } from "./clients.ts";
import { customerCount, openShop } from "./shop.ts";

/** Customers of one answer. */
const pageSize = 20;

interface WithOrders {
  readonly id: unknown;
  readonly orders: unknown;
}

/** An order as JSON that loses nothing. */
interface TextOrder {
  readonly id: string;
  readonly customerId: string;
}

/** Gets the customers after a key, with their orders. The first answer is compared. */
type GetPage = (after: bigint) => Promise<readonly WithOrders[]>;

async function inTurn(getPage: GetPage): Promise<Batch> {
  const page = await getPage(0n);
  const orders = page.map((each) => each.orders as readonly { total: unknown }[]); // rows of orders
  assert.deepEqual([orders.length, orders[0]?.length], [pageSize, 10]);
  assert.equal(Number(orders[0]?.[1]?.total), 1011.01);
  let last = 0;
  return (count, inFlight) =>
    callInFlight(count, inFlight, () => {
      last = (last + pageSize) % (customerCount - pageSize);
      return getPage(BigInt(last));
    });
}

/** A page by a statement whose `orders` are as JSON gives them. */
async function byHand({ origin, peers }: Setting, orders: string): Promise<GetPage> {
  const pool = await pgPool(new Peers(peers), origin);
  const text = `select c.*, coalesce((${orders}), '[]') as orders
    from customers c where c.id > $1 order by c.id limit $2`;
  return async (after) => {
    const { rows } = await pool.query({ name: "page", text, values: [after, pageSize] });
    return rows as unknown as WithOrders[]; // as the statement says
  };
}

/** What gets 20 customers and the 10 orders of each, with one statement. */
export const contestants: Readonly<Record<string, Contestant>> = {
  "pg (json_agg)": async (setting) =>
    inTurn(
      await byHand(
        setting,
        "select json_agg(o order by o.id) from orders o where o.customer_id = c.id",
      ),
    ),
  // JSON's numbers are not those of int8 and numeric: to lose nothing, they travel as text.
  "pg (json_agg, the same values)": async (setting) => {
    const getPage = await byHand(
      setting,
      `select json_agg(o) from (
        select id::text, customer_id::text as "customerId", status, total::text, currency, paid, note,
          created_at::text as "createdAt"
        from orders where customer_id = c.id order by id
      ) o`,
    );
    return inTurn(async (after) =>
      (await getPage(after)).map((customer) => ({
        ...customer,
        id: BigInt(String(customer.id)),
        orders: (customer.orders as readonly TextOrder[]).map((order) => ({
          ...order,
          id: BigInt(order.id),
          customerId: BigInt(order.customerId),
        })),
      })),
    );
  },
  "data layer": ({ origin }) => {
    const { customers } = openShop(origin);
    return inTurn((after) =>
      customers.find({
        where: { id: { gt: after } },
        orderBy: { id: "asc" },
        limit: pageSize,
        with: { orders: true },
      }),
    );
  },
};
