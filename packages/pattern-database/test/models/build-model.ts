import type {
  ColumnModel,
  DatabaseModel,
  ForeignKeyModel,
  TableModel,
  TypeModel,
} from "../../src/model/database-model.js";
import { type NamedDatabase, nameDatabase } from "../../src/names/named-database.js";
import { unitId } from "../../src/names/unit-id.js";
import { postgresqlPrinting } from "../../src/postgresql/printing/postgresql-printing.js";

/** A built-in type as SQL writes it: `int8`, `numeric(10,2)`, `text[]`. */
export function builtIn(sql: string): TypeModel {
  const array = sql.endsWith("[]");
  const name = sql.replace(/[([].*$/, "");
  return {
    schema: "pg_catalog",
    name,
    category: name.endsWith("range") ? "range" : "base",
    sql,
    array,
  };
}

/** A type of the database's own. */
export function ownType(
  category: TypeModel["category"],
  name: string,
  schema = "public",
): TypeModel {
  return {
    schema,
    name,
    category,
    sql: `"${schema}"."${name.replaceAll('"', '""')}"`,
    array: false,
  };
}

/** A column that is not null and can be written, unless it is changed. */
export function column(
  name: string,
  type: string | TypeModel,
  change: Partial<ColumnModel> = {},
): ColumnModel {
  return {
    name,
    type: typeof type === "string" ? builtIn(type) : type,
    notNull: true,
    default: null,
    generated: null,
    identity: null,
    comment: null,
    insertable: true,
    updatable: true,
    ...change,
  };
}

/** A foreign key to a table of the schema `public`. */
export function foreignKey(
  name: string,
  columns: readonly string[],
  referencedTable: string,
  referencedColumns: readonly string[],
  change: Partial<ForeignKeyModel> = {},
): ForeignKeyModel {
  return {
    name,
    columns,
    referencedSchema: "public",
    referencedTable,
    referencedColumns,
    onUpdate: "no-action",
    onDelete: "no-action",
    deferrable: false,
    ...change,
  };
}

/** A table of the schema `public` without constraints, unless it is changed. */
export function table(
  name: string,
  columns: readonly ColumnModel[],
  change: Partial<TableModel> = {},
): TableModel {
  return {
    schema: "public",
    name,
    kind: "table",
    partitionOf: null,
    partitionBy: null,
    comment: null,
    columns,
    primaryKey: null,
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    indexes: [],
    triggers: [],
    definition: null,
    rowSecurity: { enabled: false, forced: false, policies: [] },
    privileges: { select: true, insert: true, update: true, delete: true },
    ...change,
  };
}

/** A database of the given tables. */
export function database(
  name: string,
  tables: readonly TableModel[],
  change: Partial<DatabaseModel> = {},
): DatabaseModel {
  const ids = tables.map((one) => unitId(one, "public")).toSorted();
  return {
    unit: { singular: "table", plural: "tables", count: ids.length, ids },
    documentDigest: "sha256-0",
    name,
    dialect: "postgresql",
    serverVersion: "17.5",
    defaultSchema: "public",
    schemas: [...new Set(tables.map(({ schema }) => schema))].toSorted(),
    tables,
    enums: [],
    domains: [],
    composites: [],
    ranges: [],
    sequences: [],
    functions: [],
    extensions: [],
    schemaSql: "",
    typing: { timestamps: "text", bigints: "bigint", numerics: "text" },
    ...change,
  };
}

/** A PostgreSQL database with its names. */
export function namedDatabase(model: DatabaseModel): NamedDatabase {
  return nameDatabase(model, postgresqlPrinting);
}
