/**
 * How a column's values look to a program. Lossless by default: what JavaScript's numbers or dates cannot hold is a
 * bigint or a text.
 */
export type ValueKind =
  | "boolean"
  /** Whole numbers that a number holds exactly: int2, int4, oid. */
  | "number"
  /** Whole numbers of 64 bits: int8. */
  | "bigint"
  /** float4, float8; where the database has them, NaN and the infinities too. */
  | "float"
  /** What the database writes and reads as text, unchanged: numeric, text, uuid, dates and times, intervals, ranges … */
  | "text"
  /** bytea, blob. */
  | "bytes"
  /** json, jsonb: any JSON value. */
  | "json"
  /** A timestamp as a `Date`, where the user chose it: whole milliseconds only. */
  | "date"
  /** numeric as a number, where the user chose it. */
  | "numeric-number"
  /** int8 as a number, where the user chose it; fails beyond 2⁵³. */
  | "bigint-number"
  /** Whatever is stored, where the database keeps values of several types in one column: a `StoredValue`. */
  | "any";

/** A value that is not null of a column of any type: integers are bigints, reals are numbers. */
export type StoredValue = string | number | bigint | Uint8Array;

/** Dimensions of arrays, of which PostgreSQL takes six at most; "any": each value has its own. */
export type ArrayDimensions = 1 | 2 | 3 | 4 | 5 | 6 | "any";

/** An array of any number of dimensions. */
export type NestedArray<Element> = readonly (Element | null | NestedArray<Element>)[];

export interface ColumnDescription {
  /** Name in the database. */
  readonly name: string;
  readonly kind: ValueKind;
  /** Type as SQL writes it, qualified where it is not built in: `int4`, `numeric(10,2)`, `"shop"."status"[]`. */
  readonly type: string;
  /** An array, where the database has arrays; its `kind` is that of its elements. */
  readonly array?: true;
  /** Of an array: how many dimensions its values have. Default: 1. */
  readonly dimensions?: ArrayDimensions;
  readonly nullable?: true;
  /** The database gives a value when an insert leaves it out. */
  readonly hasDefault?: true;
  /** Never written: generated columns, identity "always", columns of views that cannot be written. */
  readonly readOnly?: true;
}

/** A way from a table's rows to rows of another table, along a foreign key in either direction. */
export interface RelationDescription {
  /** Key of the other table in the database's tables. */
  readonly table: string;
  /** Columns of this table and those of the other that are equal, by their keys. */
  readonly columns: readonly (readonly [own: string, other: string])[];
  /** True: any number of rows; false: one, or none. */
  readonly many: boolean;
  /**
   * The database itself changes or removes the other table's rows when the columns' values of a row change, or the row
   * is removed: `on delete cascade`, `on update set null` and the like.
   */
  readonly follows?: true;
}

/** What the runtime must know of one table or view. Data only. */
export interface TableDescription {
  /** Empty: the connection's own, which is never named. */
  readonly schema: string;
  readonly name: string;
  readonly kind: "table" | "view" | "materialized-view";
  /** By key: the name in rows of a program. In the order of the table. */
  readonly columns: Readonly<Record<string, ColumnDescription>>;
  /** Keys of columns; empty when there is none. */
  readonly primaryKey: readonly string[];
  /** Keys of columns, by the name of their constraint or unique index. */
  readonly uniques: Readonly<Record<string, readonly string[]>>;
  readonly relations: Readonly<Record<string, RelationDescription>>;
  /** Column that counts changes, for optimistic locking, when the user named one. */
  readonly version?: string;
}
