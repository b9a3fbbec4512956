import { createDatabase, type Database, defineTable } from "@agentflow/database";
import { pgDriver } from "@agentflow/database/pg";

export const customerCount = 1_000;
/** In the order of their keys, the same number for each customer. */
export const orderCount = 10_000;

/** What makes the database, one statement each. `imports` takes the rows that are inserted. */
export const schema = [
  `create table customers (id int8 primary key, name text not null, email text not null unique,
    created_at timestamptz not null)`,
  `create table orders (id int8 primary key, customer_id int8 not null references customers,
    status text not null, total numeric(12,2) not null, currency text not null, paid boolean not null,
    note text, created_at timestamptz not null)`,
  "create table imports (like orders including all)",
  `insert into customers select n, 'Customer ' || n, 'customer' || n || '@example.test',
    timestamptz '2026-01-01' + n * interval '1 minute' from generate_series(1, ${customerCount}) n`,
  `insert into orders select n, (n - 1) % ${customerCount} + 1, 'open', n * 1.01, 'EUR', n % 2 = 0,
    case when n % 3 = 0 then 'as agreed' end, timestamptz '2026-02-01' + n * interval '1 second'
    from generate_series(1, ${orderCount}) n`,
  "create index on orders (customer_id)",
  "vacuum analyze customers",
  "vacuum analyze orders",
];

interface Customer {
  readonly id: bigint;
  readonly name: string;
  readonly email: string;
  readonly createdAt: string;
}

export interface Order {
  readonly id: bigint;
  readonly customerId: bigint;
  readonly status: string;
  readonly total: string;
  readonly currency: string;
  readonly paid: boolean;
  readonly note: string | null;
  readonly createdAt: string;
}

interface Key {
  readonly id: bigint;
}

interface CustomerRelations {
  readonly orders: { readonly table: "orders"; readonly row: Order; readonly many: true };
}

const customers = defineTable<Customer, Customer, Partial<Customer>, Key, CustomerRelations>({
  schema: "public",
  name: "customers",
  kind: "table",
  columns: {
    id: { name: "id", kind: "bigint", type: "bigint" },
    name: { name: "name", kind: "text", type: "text" },
    email: { name: "email", kind: "text", type: "text" },
    createdAt: { name: "created_at", kind: "text", type: "timestamp with time zone" },
  },
  primaryKey: ["id"],
  uniques: { customers_email_key: ["email"] },
  relations: { orders: { table: "orders", columns: [["id", "customerId"]], many: true } },
});

const orderTable = (name: string) =>
  defineTable<Order, Order, Partial<Order>, Key, object>({
    schema: "public",
    name,
    kind: "table",
    columns: {
      id: { name: "id", kind: "bigint", type: "bigint" },
      customerId: { name: "customer_id", kind: "bigint", type: "bigint" },
      status: { name: "status", kind: "text", type: "text" },
      total: { name: "total", kind: "text", type: "numeric(12,2)" },
      currency: { name: "currency", kind: "text", type: "text" },
      paid: { name: "paid", kind: "boolean", type: "boolean" },
      note: { name: "note", kind: "text", type: "text", nullable: true },
      createdAt: { name: "created_at", kind: "text", type: "timestamp with time zone" },
    },
    primaryKey: ["id"],
    uniques: {},
    relations: {},
  });

const tables = { customers, orders: orderTable("orders"), imports: orderTable("imports") };

/** A data layer as a generated package makes it. */
export function openShop(connection: string): Database<typeof tables> {
  return createDatabase(pgDriver({ connection }), tables);
}
