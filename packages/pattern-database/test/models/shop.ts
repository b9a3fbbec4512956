import { readFileSync } from "node:fs";
import type { DatabaseModel } from "../../src/model/database-model.js";
import { builtIn, column, database, foreignKey, ownType, table } from "./build-model.js";

const customers = table(
  "customers",
  [
    column("id", "int8", { identity: "always" }),
    column("email", ownType("domain", "email"), { comment: "Where bills go.\nNo */ here." }),
    column("name", { ...builtIn("varchar"), sql: "character varying(80)" }),
    column("referrer_id", "int8", { notNull: false }),
    column("address", ownType("composite", "address"), { notNull: false }),
    column("tags", "text[]", { default: "'{}'::text[]" }),
    column("profile", "jsonb", { notNull: false }),
    column("avatar", "bytea", { notNull: false }),
    column("created_at", "timestamptz", { default: "now()" }),
  ],
  {
    comment: "People who buy.",
    primaryKey: { name: "customers_pkey", columns: ["id"] },
    uniques: [{ name: "customers_email_key", columns: ["email"] }],
    foreignKeys: [foreignKey("customers_referrer_id_fkey", ["referrer_id"], "customers", ["id"])],
  },
);

const products = table(
  "products",
  [
    column("sku", "text"),
    column("title", "text"),
    column("price", "numeric(10,2)"),
    column("price_with_tax", "numeric(12,2)", {
      notNull: false,
      generated: "(price * 1.19)",
      insertable: false,
      updatable: false,
    }),
    column("weight", "float8", { notNull: false }),
    column("sizes", "int4range", { notNull: false }),
    column("active", "bool", { default: "true" }),
  ],
  {
    primaryKey: { name: "products_pkey", columns: ["sku"] },
    checks: [
      { name: "products_price_check", expression: "(price >= (0)::numeric)" },
      { name: "products_title_check", expression: "(char_length(title) > 0)" },
    ],
  },
);

const tags = table(
  "tags",
  [
    column("id", "uuid", { default: "gen_random_uuid()" }),
    column("label", { ...builtIn("varchar"), sql: "character varying(20)" }),
  ],
  {
    primaryKey: { name: "tags_pkey", columns: ["id"] },
    indexes: [
      {
        name: "tags_label_key",
        unique: true,
        sql: "CREATE UNIQUE INDEX tags_label_key ON public.tags USING btree (label)",
        keyColumns: ["label"],
      },
    ],
  },
);

const productTags = table(
  "product_tags",
  [column("product_sku", "text"), column("tag_id", "uuid")],
  {
    primaryKey: { name: "product_tags_pkey", columns: ["product_sku", "tag_id"] },
    foreignKeys: [
      foreignKey("product_tags_product_sku_fkey", ["product_sku"], "products", ["sku"]),
      foreignKey("product_tags_tag_id_fkey", ["tag_id"], "tags", ["id"]),
    ],
  },
);

const orders = table(
  "orders",
  [
    column("id", "int8", { identity: "by-default" }),
    column("customer_id", "int8"),
    column("status", ownType("enum", "order_status"), { default: "'open'::order_status" }),
    column("placed_on", "date"),
    column("due_on", "date"),
    column("note", "text", { notNull: false }),
  ],
  {
    primaryKey: { name: "orders_pkey", columns: ["id"] },
    foreignKeys: [foreignKey("orders_customer_id_fkey", ["customer_id"], "customers", ["id"])],
    checks: [{ name: "orders_due_check", expression: "(due_on > placed_on)" }],
  },
);

const orderItems = table(
  "order_items",
  [
    column("order_id", "int8"),
    column("line", "int4"),
    column("product_sku", "text"),
    column("quantity", "int4"),
  ],
  {
    primaryKey: { name: "order_items_pkey", columns: ["order_id", "line"] },
    foreignKeys: [
      foreignKey("order_items_order_id_fkey", ["order_id"], "orders", ["id"], {
        onDelete: "cascade",
      }),
      foreignKey("order_items_product_sku_fkey", ["product_sku"], "products", ["sku"]),
    ],
    checks: [
      {
        name: "order_items_quantity_check",
        expression: "((quantity >= 1) AND (quantity <= 1000))",
      },
    ],
  },
);

const billed = table(
  "orders",
  [column("order_id", "int8"), column("total", "numeric"), column("kind", "text")],
  {
    schema: "billing",
    primaryKey: { name: "orders_pkey", columns: ["order_id"] },
    foreignKeys: [foreignKey("orders_order_id_fkey", ["order_id"], "orders", ["id"])],
    checks: [
      {
        name: "orders_kind_check",
        expression: "(kind = ANY (ARRAY['invoice'::text, 'credit'::text]))",
      },
    ],
  },
);

const bookings = table("bookings", [column("room", "int4"), column("during", "tsrange")], {
  checks: [{ name: "bookings_check", expression: "((room % 2) = 0)" }],
});

const readOnly = { insertable: false, updatable: false } as const;
const openOrders = table(
  "open_orders",
  [
    column("id", "int8", { notNull: null, ...readOnly }),
    column("customer_id", "int8", { notNull: null, ...readOnly }),
  ],
  {
    kind: "view",
    definition: "SELECT id, customer_id FROM orders WHERE (status = 'open'::order_status);",
  },
);

/** A small shop with something of everything. */
export const shop: DatabaseModel = database(
  "Shop",
  [billed, bookings, customers, openOrders, orderItems, orders, productTags, products, tags],
  {
    enums: [
      { schema: "public", name: "order_status", values: ["open", "paid", "sent"], comment: null },
    ],
    domains: [
      {
        schema: "public",
        name: "email",
        base: builtIn("text"),
        notNull: false,
        default: null,
        checks: [{ name: "email_check", expression: "(VALUE ~ '@'::text)" }],
      },
    ],
    composites: [
      {
        schema: "public",
        name: "address",
        attributes: [
          { name: "street", type: builtIn("text") },
          { name: "city", type: builtIn("text") },
        ],
      },
    ],
    schemaSql: readFileSync(new URL("shop.sql", import.meta.url), "utf8"),
  },
);
