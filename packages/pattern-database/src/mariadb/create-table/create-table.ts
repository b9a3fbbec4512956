import type { ForeignKeyModel, KeyModel } from "../../model/database-model.js";

/** A key or an index of a table. */
export interface TableKey extends KeyModel {
  readonly kind: "primary" | "unique" | "index" | "fulltext" | "spatial";
  /** It compares whole values: no first characters of them. */
  readonly whole: boolean;
  /** It refuses periods that overlap, not only equal values. */
  readonly overlaps: boolean;
  /** What stands after its name: `` (`price` DESC,`id`) USING HASH ``. */
  readonly sql: string;
}

export interface TableForeignKey extends KeyModel {
  /** Of another database; `null`: of the table's own. */
  readonly referencedDatabase: string | null;
  readonly referencedTable: string;
  readonly referencedColumns: readonly string[];
  readonly onUpdate: ForeignKeyModel["onUpdate"];
  readonly onDelete: ForeignKeyModel["onDelete"];
}

export interface TableCheck {
  readonly name: string;
  readonly expression: string;
  /** It belongs to the column of its name. */
  readonly ofColumn: boolean;
}

/** One line of a table's definition: a column, a key, a constraint. */
export interface TablePart {
  readonly kind: "column" | "period" | "key" | "foreign key" | "check";
  /** `PRIMARY` for the primary key, `SYSTEM_TIME` for the period that the server keeps itself. */
  readonly name: string;
  readonly sql: string;
  /** Of a foreign key. */
  readonly foreignKey: TableForeignKey | undefined;
}

/** What `show create table` says, taken apart. */
export interface CreateTable {
  /** Columns in their order; what else there is in one that does not depend on when it was made. */
  readonly parts: readonly TablePart[];
  readonly keys: readonly TableKey[];
  readonly foreignKeys: readonly TableForeignKey[];
  readonly checks: readonly TableCheck[];
  /** `` ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 ``, without what only this server has. */
  readonly options: string;
  /** The same without the comment. */
  readonly settings: string;
  /** `` RANGE (year(`taken_at`)) ``. */
  readonly partitionBy: string | null;
  /** False for partitions by range or list, when a value may be in none of them. */
  readonly takesAll: boolean;
  /** `PARTITION BY …`, whole; empty when there is none. */
  readonly partitions: string;
}
