/** What SQL can make, one by one. A constraint is a foreign key, or one of the others. */
export type SchemaObjectKind =
  | "schema"
  | "extension"
  | "extension schema"
  | "sequence"
  | "enum"
  | "domain"
  | "domain rule"
  | "composite"
  | "range"
  | "table"
  | "column"
  | "view column"
  | "function"
  | "view"
  | "materialized view"
  | "default"
  | "constraint"
  | "index"
  | "partition"
  | "sequence owner"
  | "foreign key"
  | "trigger"
  | "row security"
  | "policy";

/** What a column is, in pieces that can be changed one by one; each as SQL. */
export interface ColumnSql {
  /** Its table's name, and its own, quoted. */
  readonly table: string;
  readonly quoted: string;
  /** With its modifiers. */
  readonly type: string;
  /** Where it is not the type's own. */
  readonly collation: string | null;
  readonly notNull: boolean;
  /** The expression; `null` when there is none. */
  readonly default: string | null;
  /** `GENERATED ALWAYS AS (…) STORED`. */
  readonly generated: string | null;
  /** `GENERATED ALWAYS AS IDENTITY (…)`. */
  readonly identity: string | null;
  /** 1 for the first column that the table has now. */
  readonly position: number;
  /** False for one that its table has from the table it is a part of, or inherits from. */
  readonly local: boolean;
}

/**
 * One object of a schema as SQL, of which the SQL that turns one schema into another is put together. It is for a server
 * that has what the database's own server has, unlike `schemaSql`, which an embedded database must understand.
 */
export interface SchemaObject {
  readonly kind: SchemaObjectKind;
  /** Kind and name as SQL says them after COMMENT ON, such as `COLUMN "shop"."orders"."note"`; unique. */
  readonly id: string;
  /** The name for people, without the kind: `shop.orders.note`. */
  readonly name: string;
  /** The object that takes it away with itself. */
  readonly partOf: string | null;
  /** Objects that it cannot be without, sorted. */
  readonly needs: readonly string[];
  /** Statements that make it; of a table, what stands before its columns. */
  readonly create: readonly string[];
  /** Of a table, what stands after its columns; `null` for everything else. */
  readonly afterColumns: string | null;
  /** The statement that takes it away. Empty when only `partOf` can. */
  readonly drop: string;
  /** The statement that makes it of any other form of it; `null` when it has to be dropped and made again. */
  readonly alter: string | null;
  /** What a person has to do, because the catalogue does not tell how SQL makes it. */
  readonly byHand: string | null;
  readonly comment: string | null;
  /** Of a column of a table. */
  readonly column: ColumnSql | null;
  /**
   * Of an enum its values, of a composite type its attributes as SQL, in their order; of a partition the ids of the
   * constraints that it has from its whole.
   */
  readonly values: readonly string[] | null;
}
