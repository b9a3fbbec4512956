/** What SQLite knows of a schema: the columns of its pragmas. */
export interface Catalogue {
  /** In the order in which they were made. */
  readonly objects: readonly ObjectRow[];
  readonly tables: readonly TableRow[];
  readonly columns: readonly ColumnRow[];
  readonly foreignKeys: readonly ForeignKeyRow[];
  readonly indexes: readonly IndexRow[];
  readonly indexColumns: readonly IndexColumnRow[];
  /** What the columns of views are made of. */
  readonly viewColumns: readonly ViewColumnRow[];
  /** Views that select from what is not there, and why they cannot be read. */
  readonly brokenViews: readonly { readonly name: string; readonly reason: string }[];
}

/** A row of `sqlite_schema`. */
export interface ObjectRow {
  readonly type: "table" | "index" | "view" | "trigger";
  readonly name: string;
  readonly table: string;
  readonly sql: string;
}

/** A row of `pragma table_list`. */
export interface TableRow {
  readonly name: string;
  readonly type: "table" | "view" | "virtual" | "shadow";
  readonly withoutRowid: 0 | 1;
  readonly strict: 0 | 1;
  /** It is one of those that were asked for. */
  readonly selected: boolean;
}

/** A row of `pragma table_xinfo`. */
export interface ColumnRow {
  readonly table: string;
  readonly position: number;
  readonly name: string;
  /** As declared; empty when it has none. */
  readonly type: string;
  readonly notNull: 0 | 1;
  readonly default: string | null;
  /** Position in the primary key from 1, or 0. */
  readonly primaryKey: number;
  /** 0: as any other, 2: generated when it is read, 3: generated and stored. */
  readonly hidden: 0 | 1 | 2 | 3;
}

/** A row of `pragma foreign_key_list`: one column. Ids fall in the order of the table's text. */
export interface ForeignKeyRow {
  readonly table: string;
  readonly id: number;
  readonly position: number;
  /** As the foreign key writes it. */
  readonly referenced: string;
  readonly column: string;
  /** As the foreign key writes it; `null`: of the primary key. */
  readonly referencedColumn: string | null;
  readonly onUpdate: string;
  readonly onDelete: string;
}

/** A row of `pragma index_list`. */
export interface IndexRow {
  readonly table: string;
  readonly name: string;
  readonly unique: 0 | 1;
  /** Made by `create index`, by a unique constraint, or by the primary key. */
  readonly origin: "c" | "u" | "pk";
  readonly partial: 0 | 1;
}

/** A row of `pragma index_xinfo`: one column of an index's key. */
export interface IndexColumnRow {
  readonly index: string;
  readonly position: number;
  /** None for expressions and for the row's number. */
  readonly name: string | null;
  readonly collation: string;
}

/** Where the values of a view's column come from; nulls for those of expressions. */
export interface ViewColumnRow {
  readonly view: string;
  readonly name: string;
  readonly originTable: string | null;
  readonly originColumn: string | null;
}
