import { readFileSync } from "node:fs";
import type { Database, TableDefinition } from "@agentflow/database";
import { type RunningServer, startPostgres } from "@agentflow/services";
import pg from "pg";
import { readModel } from "../read-model.js";
import { GeneratedPackage } from "./generated-package.js";

const schema = readFileSync(new URL("../../../../tools/demo/shop.sql", import.meta.url), "utf8");

interface Customer {
  readonly id: bigint;
  readonly email: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly createdAt: string;
}

interface Order {
  readonly id: bigint;
  readonly customerId: bigint;
  readonly status: string;
  readonly note: string | null;
  readonly placedAt: string;
}

interface Product {
  readonly id: string;
  readonly name: string;
  readonly price: string;
  readonly details: unknown;
  readonly image: Uint8Array | null;
}

interface OrderItem {
  readonly orderId: bigint;
  readonly productId: string;
  readonly quantity: number;
  readonly price: string;
  readonly total: string | null;
}

type Definition<Row, Key, Relations = object> = TableDefinition<
  Row,
  Partial<Row>,
  Partial<Row>,
  Key,
  Relations
>;
type Identity = Pick<Customer, "id">;

/** What the tests use of the generated package, which is not there when they are compiled. */
export type DemoShop = Database<{
  readonly customers: Definition<Customer, Identity>;
  readonly orders: Definition<
    Order,
    Identity,
    {
      readonly customer: { table: "customers"; row: Customer; many: false };
      readonly orderItems: { table: "orderItems"; row: OrderItem; many: true };
    }
  >;
  readonly products: Definition<Product, { readonly id: string }>;
  readonly orderItems: Definition<OrderItem, Pick<OrderItem, "orderId" | "productId">>;
}>;

/** The demonstration's shop on a server of its own, and the data layer that was made from that server. */
export class DemoShopServer {
  readonly server: RunningServer;
  readonly shop: DemoShop;
  readonly #address: string;
  readonly #generated: GeneratedPackage;

  private constructor(
    server: RunningServer,
    address: string,
    generated: GeneratedPackage,
    shop: DemoShop,
  ) {
    this.server = server;
    this.shop = shop;
    this.#address = address;
    this.#generated = generated;
  }

  static async start(): Promise<DemoShopServer> {
    const server = await startPostgres();
    const connection = `postgres://postgres@127.0.0.1:${server.port}/postgres`;
    await query(connection, schema);
    const generated = new GeneratedPackage(await readModel({ connection }));
    const complaints = generated.build();
    if (complaints !== "") throw new Error(complaints);
    // It was generated a moment ago; that its types are these, its own tests show.
    const { createShop } = (await generated.load()) as {
      readonly createShop: (options: { readonly connection: string }) => DemoShop;
    };
    return new DemoShopServer(server, connection, generated, createShop({ connection }));
  }

  /** What the server says to anybody else: the first column of each row. */
  ask(sql: string): Promise<readonly unknown[]> {
    return query(this.#address, sql);
  }

  async end(): Promise<void> {
    await this.shop.close();
    this.#generated.remove();
    await this.server.stop();
  }
}

async function query(connectionString: string, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString });
  try {
    await client.connect();
    const { rows } = await client.query<unknown[]>({ text, rowMode: "array" });
    return Array.isArray(rows) ? rows.map(([first]) => first) : [];
  } finally {
    await client.end();
  }
}
