import type { PatternModel } from "@agentflow/core";
import type { Typing } from "../types/typing.js";
import type { PackageAdditions } from "./package-additions.js";
import type { SchemaObject } from "./schema-object.js";

/** A type as the catalogue knows it. */
export interface TypeModel {
  readonly schema: string;
  /** `int4`, `numeric`, `status`; of an array, the element's. */
  readonly name: string;
  readonly category: "base" | "enum" | "domain" | "composite" | "range" | "multirange" | "pseudo";
  /** As SQL writes it, with its modifiers and quotes: `numeric(10,2)`, `"shop"."status"[]`. */
  readonly sql: string;
  readonly array: boolean;
}

export interface ColumnModel {
  readonly name: string;
  readonly type: TypeModel;
  /** For views: worked out from their definition where it can be known; `null` when it cannot. */
  readonly notNull: boolean | null;
  /** The default as SQL. */
  readonly default: string | null;
  /** The expression of a generated column as SQL. */
  readonly generated: string | null;
  readonly identity: "always" | "by-default" | null;
  /** How its texts are compared and sorted, where that is not how its type has it. */
  readonly collation: string | null;
  readonly comment: string | null;
  /** What the database sets it to when something else of its row changes, as SQL; default: nothing. */
  readonly onUpdate?: string;
  /** False for columns that the connecting role may not write, or of views that cannot be written. */
  readonly insertable: boolean;
  readonly updatable: boolean;
}

export interface KeyModel {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface ForeignKeyModel extends KeyModel {
  readonly referencedSchema: string;
  readonly referencedTable: string;
  readonly referencedColumns: readonly string[];
  readonly onUpdate: "no-action" | "restrict" | "cascade" | "set-null" | "set-default";
  readonly onDelete: ForeignKeyModel["onUpdate"];
  readonly deferrable: boolean;
}

export interface IndexModel {
  readonly name: string;
  readonly unique: boolean;
  /** `CREATE INDEX …`. */
  readonly sql: string;
  /** Columns of a unique index without expressions and predicate, by which a row can be found; else empty. */
  readonly keyColumns: readonly string[];
}

/** What is done to rows when a trigger runs. */
export type TriggerEvent = "insert" | "update" | "delete";

export interface TriggerModel {
  readonly name: string;
  readonly sql: string;
  readonly enabled: boolean;
  /** All of them where it is not known. */
  readonly events: readonly TriggerEvent[];
}

export interface TableModel {
  readonly schema: string;
  readonly name: string;
  /** Partitioned tables take only rows for which there is a partition. */
  readonly kind: "table" | "partitioned-table" | "view" | "materialized-view" | "foreign-table";
  /** The table that it is a partition of, as `schema.name`. */
  readonly partitionOf: {
    readonly schema: string;
    readonly name: string;
    readonly bounds: string;
  } | null;
  /** `RANGE (created_at)`, for partitioned tables. */
  readonly partitionBy: string | null;
  readonly comment: string | null;
  /** What else its SQL says of the whole table, as SQL has it: `WITHOUT ROWID`. */
  readonly options: readonly string[];
  readonly columns: readonly ColumnModel[];
  readonly primaryKey: KeyModel | null;
  readonly uniques: readonly KeyModel[];
  readonly foreignKeys: readonly ForeignKeyModel[];
  readonly checks: readonly { readonly name: string; readonly expression: string }[];
  readonly exclusions: readonly { readonly name: string; readonly sql: string }[];
  readonly indexes: readonly IndexModel[];
  readonly triggers: readonly TriggerModel[];
  /** False where no transaction takes back what is written, as some engines of MariaDB have it; default: true. */
  readonly transactional?: false;
  /** The view's query as SQL. */
  readonly definition: string | null;
  readonly rowSecurity: {
    readonly enabled: boolean;
    readonly forced: boolean;
    readonly policies: readonly string[];
  };
  /** What the connecting role may do. */
  readonly privileges: {
    readonly select: boolean;
    readonly insert: boolean;
    readonly update: boolean;
    readonly delete: boolean;
  };
}

export interface EnumModel {
  readonly schema: string;
  readonly name: string;
  readonly values: readonly string[];
  readonly comment: string | null;
}

/** Everything that was read from a database. Sorted by schema and name; plain JSON; equal databases give equal models. */
export interface DatabaseModel extends PatternModel {
  /** As the user writes it. */
  readonly name: string;
  readonly dialect: "mariadb" | "postgresql" | "sqlite";
  /** `15.4`. */
  readonly serverVersion: string;
  /** The schema that a connection is in by itself: `public`. Ids and names leave it out. */
  readonly defaultSchema: string;
  readonly schemas: readonly string[];
  readonly tables: readonly TableModel[];
  readonly enums: readonly EnumModel[];
  readonly domains: readonly {
    readonly schema: string;
    readonly name: string;
    readonly base: TypeModel;
    readonly notNull: boolean;
    readonly default: string | null;
    readonly checks: readonly { readonly name: string; readonly expression: string }[];
  }[];
  readonly composites: readonly {
    readonly schema: string;
    readonly name: string;
    readonly attributes: readonly { readonly name: string; readonly type: TypeModel }[];
  }[];
  readonly ranges: readonly {
    readonly schema: string;
    readonly name: string;
    readonly subtype: TypeModel;
  }[];
  readonly sequences: readonly {
    readonly schema: string;
    readonly name: string;
    readonly sql: string;
  }[];
  readonly functions: readonly {
    readonly schema: string;
    readonly name: string;
    readonly sql: string;
    readonly kind: "function" | "procedure";
  }[];
  readonly extensions: readonly {
    readonly name: string;
    readonly version: string;
    readonly schema: string;
  }[];
  /** SQL that makes an empty database of the same schema, in an order that works. */
  readonly schemaSql: string;
  /**
   * The schema's objects one by one, of which the SQL between two schemas is made; sorted by id. Empty for a dialect
   * whose `schemaSql` can be taken apart.
   */
  readonly objects: readonly SchemaObject[];
  /** Of a pattern that extends this one. Default: none. */
  readonly additions?: PackageAdditions;
  /** How values are typed where the user chose otherwise than by default. */
  readonly typing: Typing;
}
