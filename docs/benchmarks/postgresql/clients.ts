/** Clients of others, as far as the benchmark uses them. Each keeps 10 connections at most, as ours does. */
import type { Peers } from "../peers.ts";

/** A row, whatever it looks like to a client. */
export type Row = Readonly<Record<string, unknown>>;

export interface Queryable {
  query(statement: {
    text: string;
    values?: readonly unknown[];
    name?: string;
  }): Promise<{ rows: Row[] }>;
}

/** A pool of `pg`. */
interface Pool extends Queryable {
  connect(): Promise<Queryable & { release(): void }>;
}

export async function pgPool(peers: Peers, connectionString: string): Promise<Pool> {
  const { default: pg } = await peers.load<{ default: { Pool: new (options: object) => Pool } }>(
    "pg",
  );
  return new pg.Pool({ connectionString });
}

interface KyselyQuery {
  selectAll(): KyselyQuery;
  where(column: string, operator: string, value: unknown): KyselyQuery;
  executeTakeFirst(): Promise<Row | undefined>;
}

export async function kysely(
  peers: Peers,
  pool: Pool,
): Promise<{ selectFrom(table: string): KyselyQuery }> {
  const { Kysely, PostgresDialect } = await peers.load<{
    Kysely: new (options: object) => { selectFrom(table: string): KyselyQuery };
    PostgresDialect: new (options: object) => object;
  }>("kysely");
  return new Kysely({ dialect: new PostgresDialect({ pool }) });
}

interface DrizzleQuery extends PromiseLike<Row[]> {
  from(table: unknown): DrizzleQuery;
  where(condition: unknown): DrizzleQuery;
  prepare(name: string): { execute(values: Row): Promise<Row[]> };
}

interface DrizzleColumn {
  primaryKey(): DrizzleColumn;
  notNull(): DrizzleColumn;
}

interface Drizzle {
  readonly database: { select(): DrizzleQuery };
  readonly orders: Row;
  readonly eq: (column: unknown, value: unknown) => unknown;
  readonly placeholder: (name: string) => unknown;
}

/** drizzle, with its table of orders: bigint and text where ours has them. */
export async function drizzle(peers: Peers, client: Pool): Promise<Drizzle> {
  const orm = await peers.load<{
    eq: Drizzle["eq"];
    sql: { placeholder: Drizzle["placeholder"] };
  }>("drizzle-orm");
  const driver = await peers.load<{
    drizzle(options: object): Drizzle["database"];
  }>("drizzle-orm/node-postgres");
  const column = await peers.load<
    { pgTable(name: string, columns: object): Row } & Record<
      "bigint" | "boolean" | "numeric" | "text" | "timestamp",
      (name: string, options?: object) => DrizzleColumn
    >
  >("drizzle-orm/pg-core");
  const orders = column.pgTable("orders", {
    id: column.bigint("id", { mode: "bigint" }).primaryKey(),
    customerId: column.bigint("customer_id", { mode: "bigint" }).notNull(),
    status: column.text("status").notNull(),
    total: column.numeric("total", { precision: 12, scale: 2 }).notNull(),
    currency: column.text("currency").notNull(),
    paid: column.boolean("paid").notNull(),
    note: column.text("note"),
    createdAt: column.timestamp("created_at", { withTimezone: true, mode: "string" }).notNull(),
  });
  return {
    database: driver.drizzle({ client }),
    orders,
    eq: orm.eq,
    placeholder: (name) => orm.sql.placeholder(name),
  };
}

type PostgresTag = (texts: TemplateStringsArray, ...values: unknown[]) => Promise<Row[]>;

/** postgres.js. */
export async function postgres(peers: Peers, connection: string): Promise<PostgresTag> {
  const { default: connect } = await peers.load<{
    default: (connection: string) => PostgresTag;
  }>("postgres");
  return connect(connection);
}
