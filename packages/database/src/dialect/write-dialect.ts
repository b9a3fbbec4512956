import type { WireValue } from "../driver/driver.js";
import type { DatabaseError } from "../errors/database-error.js";
import type { StatementBuilder } from "../sql/statement-builder.js";
import type { ColumnPlan } from "../table/column-plan.js";
import type { TablePlan } from "../table/table-plan.js";

/** What a statement writes to. */
export interface WriteTarget {
  /** As it stands after `insert into`, `update` or `delete from`. */
  readonly text: string;
  /** What the statement calls the table from there on. */
  readonly alias: string;
}

/** Rows that leave the same defaults to the database. */
export interface Batch {
  readonly table: TablePlan;
  /** In the order of the table, each with as many values as there are rows; there may be none. */
  readonly columns: readonly (readonly [ColumnPlan, readonly WireValue[]])[];
  readonly rows: number;
  /** The rows are given back. */
  readonly returning: boolean;
}

/** A statement that inserts rows. */
export interface BulkStatement {
  readonly text: string;
  readonly builder: StatementBuilder;
}

/** What an upsert does with a row that is there already. */
export interface ConflictParts {
  /** Columns that both rows have the same values of. */
  readonly unique: readonly ColumnPlan[];
  /** Columns that get the value which was to be inserted; not empty. */
  readonly changed: readonly ColumnPlan[];
  /** Further assignments. */
  readonly assignments: readonly string[];
}

/** Clauses of statements that write. */
export interface WriteDialect {
  /** UPDATE can give rows back. */
  readonly updateReturns: boolean;
  /** The values of a row that leaves everything to the database. */
  readonly defaultValues: string;
  /** False: it counts no rows that are written through a view, so they are given back to be counted. */
  readonly countsViewRows: boolean;
  writeTarget(
    verb: "insert" | "update" | "delete",
    table: Pick<TablePlan, "name" | "isView">,
    alias: string,
  ): WriteTarget;
  /** ` returning …` @param alias what the statement calls the table */
  returning(columns: readonly ColumnPlan[], alias: string): string;
  /** ` on conflict …` */
  onConflict(parts: ConflictParts): string;
  /** True for the error of an upsert that met a row with the same values of other unique columns than it is by. */
  metAnotherRow(error: DatabaseError): boolean;
  /** Statements that insert the rows, in their order; few texts for any number of rows. */
  bulkInsert(batch: Batch): readonly BulkStatement[];
}
