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

/** What a column of a table is, in pieces that can be changed one by one; each as SQL. */
export interface ColumnSql {
  /** Its table's name, and its own, quoted. */
  readonly table: string;
  readonly quoted: string;
  /** With its modifiers. */
  readonly type: string;
  /** Where it is not the type's own. */
  readonly collation?: string;
  readonly notNull: boolean;
  /** The expression. */
  readonly default?: string;
  /** `GENERATED ALWAYS AS (…) STORED`. */
  readonly generated?: string;
  /** `GENERATED ALWAYS AS IDENTITY (…)`. */
  readonly identity?: string;
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
  /** Kind and name as SQL says them after COMMENT ON or DROP, such as `COLUMN "shop"."orders"."note"`; unique. */
  readonly id: string;
  /** The name for people, without the kind: `shop.orders.note`. */
  readonly name: string;
  /** The object that takes it away with itself. */
  readonly partOf?: string;
  /** Objects that it cannot be without, sorted. */
  readonly needs: readonly string[];
  /**
   * Statements that make it; of a table, what stands before its columns, unless columns are no objects of their own, as
   * with MariaDB. Of a column none: `column` says it.
   */
  readonly create: readonly string[];
  /** Of a table, what stands after its columns. */
  readonly afterColumns?: string;
  /** The statement that takes it away; none when only `partOf` can, and for a column. */
  readonly drop?: string;
  /** The statement that makes it of any other form of it; without one it has to be dropped and made again. */
  readonly alter?: string;
  /** What a person has to do, because the catalogue does not tell how SQL makes it. */
  readonly byHand?: string;
  readonly comment?: string;
  readonly column?: ColumnSql;
  /**
   * Of an enum its values, of a composite type its attributes as SQL, in their order; of a partition the ids of the
   * constraints that it has from its whole.
   */
  readonly values?: readonly string[];
}
