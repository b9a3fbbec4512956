import type { WireValue } from "../driver/driver.js";
import type { StatementBuilder } from "../sql/statement-builder.js";
import type { ColumnPlan } from "../table/column-plan.js";

/** A column in a statement. */
export interface ColumnPlace {
  readonly column: ColumnPlan;
  /** The column as the statement calls it. */
  readonly own: string;
  readonly builder: StatementBuilder;
}

/** Operators of filters. Conditions are true or false, and null only where the column is. */
export interface ConditionDialect {
  /** Throws where the values of a column have no such operator in the database. @param name as filters call it */
  checkOperator(column: ColumnPlan, name: string): void;
  /** True where two values differ, one of which may be null; never null. */
  differs(left: string, right: string): string;
  /** Equality with one of any number of values; its text should depend little on how many. */
  anyOf(place: ColumnPlace, values: readonly WireValue[]): string;
  /** Inequality with all of them. */
  noneOf(place: ColumnPlace, values: readonly WireValue[]): string;
  /**
   * A text fits a pattern of `%`, `_` and `\`.
   * @param ignoreCase upper and lower case are alike
   * @throws {ValueError} when it is no pattern
   */
  like(place: ColumnPlace, pattern: unknown, ignoreCase: boolean): string;
  /** An array has all these elements, or JSON holds this. */
  contains(place: ColumnPlace, wire: WireValue): string;
}
