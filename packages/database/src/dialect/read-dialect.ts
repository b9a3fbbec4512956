import type { StatementBuilder } from "../sql/statement-builder.js";
import type { ColumnPlan } from "../table/column-plan.js";

/** Order by one column. */
export interface OrderPlace {
  readonly column: ColumnPlan;
  /** The column as the statement calls it. */
  readonly own: string;
  readonly nullable: boolean;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** Rows of a relation, for a subquery that gives them as JSON. */
export interface RelationParts {
  /** False: one row at most. */
  readonly many: boolean;
  readonly columns: readonly ColumnPlan[];
  readonly alias: string;
  /** Subqueries for the relations of its rows, in their order. */
  readonly subqueries: readonly string[];
  /** `from … where …` */
  readonly from: string;
  /** ` order by …`, or nothing. */
  readonly order: string;
  readonly limit: number | undefined;
  /** Has taken the values of all that is above. */
  readonly builder: StatementBuilder;
}

/** Clauses of queries. */
export interface ReadDialect {
  /** Null comes before all values in ascending order, where nothing is said of it; else after them. */
  readonly nullsAreLeast: boolean;
  /** The beginning of a query that only tells whether there are rows: `select 1 `. */
  readonly anyRow: string;
  /** A term of `order by`. */
  orderTerm(place: OrderPlace): string;
  /** ` limit …` */
  limit(count: number, builder: StatementBuilder): string;
  /** Locks the rows of a query that are called so, until the transaction ends. */
  lock(mode: "update" | "share", alias: string): string;
  /**
   * A subquery that gives JSON: of a row, `[value, …, relation, …]`, each value a text as that of `toText`, or what its
   * column's codec reads by `fromJson`; of many, an array of these. Without rows it is null, of many also an empty array.
   */
  relation(parts: RelationParts): string;
}
