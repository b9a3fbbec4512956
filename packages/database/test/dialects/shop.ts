import { defineTable } from "../../src/table/define-table.js";
import type { JsonValue } from "../../src/codec/json-text.js";

/** What a dialect calls the types of the shop's columns, and their schema. */
export interface ShopWords {
  readonly schema: string;
  readonly bigint: string;
  readonly integer: string;
  readonly text: string;
  readonly float: string;
  readonly bytes: string;
  readonly json: string;
}

export type Status = "open" | "paid" | "sent";

export interface Customer {
  readonly id: bigint;
  readonly email: string;
  readonly name: string;
  readonly code: string | null;
}
export interface NewCustomer {
  readonly id?: bigint | undefined;
  readonly email: string;
  readonly name: string;
  readonly code?: string | null | undefined;
}

export interface Order {
  readonly id: bigint;
  readonly customerId: bigint | null;
  readonly status: Status;
  readonly total: number;
  readonly note: string | null;
  readonly rating: number | null;
  readonly meta: JsonValue;
  readonly createdAt: string;
  readonly gross: number | null;
  readonly version: number;
}
export interface NewOrder {
  readonly id?: bigint | undefined;
  readonly customerId?: bigint | null | undefined;
  readonly status?: Status | undefined;
  readonly total?: number | undefined;
  readonly note?: string | null | undefined;
  readonly rating?: number | null | undefined;
  readonly meta?: JsonValue | undefined;
  readonly createdAt?: string | undefined;
  readonly version?: number | undefined;
}

export interface OrderItem {
  readonly orderId: bigint;
  readonly line: number;
  readonly sku: string;
  readonly picture: Uint8Array | null;
}
export interface NewOrderItem {
  readonly orderId: bigint;
  readonly line: number;
  readonly sku: string;
  readonly picture?: Uint8Array | null | undefined;
}

function customers(words: ShopWords) {
  return defineTable<
    Customer,
    NewCustomer,
    Partial<NewCustomer>,
    { readonly id: bigint },
    { readonly orders: { readonly table: "orders"; readonly row: Order; readonly many: true } }
  >({
    schema: words.schema,
    name: "customers",
    kind: "table",
    columns: {
      id: { name: "id", kind: "bigint", type: words.bigint, hasDefault: true },
      email: { name: "email", kind: "text", type: words.text },
      name: { name: "name", kind: "text", type: words.text },
      code: { name: "code", kind: "text", type: words.text, nullable: true },
    },
    primaryKey: ["id"],
    uniques: { customers_email_key: ["email"] },
    relations: { orders: { table: "orders", columns: [["id", "customerId"]], many: true } },
  });
}

function orders(words: ShopWords) {
  return defineTable<
    Order,
    NewOrder,
    Partial<Omit<NewOrder, "version">>,
    { readonly id: bigint },
    {
      readonly customer: {
        readonly table: "customers";
        readonly row: Customer | undefined;
        readonly many: false;
      };
      readonly items: {
        readonly table: "orderItems";
        readonly row: OrderItem;
        readonly many: true;
      };
    }
  >({
    schema: words.schema,
    name: "orders",
    kind: "table",
    columns: {
      id: { name: "id", kind: "bigint", type: words.bigint, hasDefault: true },
      customerId: { name: "customer_id", kind: "bigint", type: words.bigint, nullable: true },
      status: { name: "status", kind: "text", type: words.text, hasDefault: true },
      total: { name: "total", kind: "float", type: words.float, hasDefault: true },
      note: { name: "note", kind: "text", type: words.text, nullable: true },
      rating: { name: "rating", kind: "float", type: words.float, nullable: true },
      meta: { name: "meta", kind: "json", type: words.json, hasDefault: true },
      createdAt: { name: "created_at", kind: "text", type: words.text, hasDefault: true },
      gross: {
        name: "gross",
        kind: "float",
        type: words.float,
        nullable: true,
        readOnly: true,
      },
      version: { name: "version", kind: "number", type: words.integer, hasDefault: true },
    },
    primaryKey: ["id"],
    uniques: {},
    relations: {
      customer: { table: "customers", columns: [["customerId", "id"]], many: false },
      items: { table: "orderItems", columns: [["id", "orderId"]], many: true, follows: true },
    },
    version: "version",
  });
}

function orderItems(words: ShopWords) {
  return defineTable<
    OrderItem,
    NewOrderItem,
    Partial<NewOrderItem>,
    { readonly orderId: bigint; readonly line: number },
    {
      readonly order: { readonly table: "orders"; readonly row: Order; readonly many: false };
    }
  >({
    schema: words.schema,
    name: "order_items",
    kind: "table",
    columns: {
      orderId: { name: "order_id", kind: "bigint", type: words.bigint },
      line: { name: "line", kind: "number", type: words.integer },
      sku: { name: "sku", kind: "text", type: words.text },
      picture: { name: "picture", kind: "bytes", type: words.bytes, nullable: true },
    },
    primaryKey: ["orderId", "line"],
    uniques: {},
    relations: { order: { table: "orders", columns: [["orderId", "id"]], many: false } },
  });
}

function orderTotals(words: ShopWords) {
  return defineTable<
    { readonly id: bigint | null; readonly total: number | null },
    never,
    never,
    never,
    object
  >({
    schema: words.schema,
    name: "order_totals",
    kind: "view",
    columns: {
      id: { name: "id", kind: "bigint", type: words.bigint, nullable: true },
      total: { name: "total", kind: "float", type: words.float, nullable: true },
    },
    primaryKey: [],
    uniques: {},
    relations: {},
  });
}

/** A small shop: relations in both directions, keys of one and two columns, a version, a view. */
export function shopTables(words: ShopWords) {
  return {
    customers: customers(words),
    orders: orders(words),
    orderItems: orderItems(words),
    orderTotals: orderTotals(words),
  };
}

export type ShopTables = ReturnType<typeof shopTables>;
