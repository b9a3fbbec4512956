import type { Codec } from "../codec/codec.js";
import type { ColumnDescription } from "../description/table-description.js";
import type { WireValue } from "../driver/driver.js";
import type { ColumnPlan } from "../table/column-plan.js";

/** What a codec is chosen by. */
export type ValueDescription = Pick<ColumnDescription, "kind" | "type" | "array" | "dimensions">;

/** How values travel, and stand in a statement. */
export interface ValueDialect {
  /** Values of a statement at most. */
  readonly mostValues: number;
  /** What stands for a value in a statement. @param position from 1 */
  placeholder(position: number): string;
  /** A placeholder with its type, where the database has to be told. @param type as `castType` gives it */
  typed(placeholder: string, type: string): string;
  /** The type that a column's values are cast to. @param type of the column, as SQL writes it */
  castType(type: string): string;
  /**
   * The codec for values that are not null.
   * @throws {DatabaseError} kind "syntax" when the database has no such values
   */
  codecOf(description: ValueDescription): Codec;
  /** A value of unknown column, by its own type. @throws {ValueError} when it cannot be written */
  wireOf(value: unknown): WireValue;
  /** What the database gave, as a text that tells it apart from every other value. */
  toText(wire: WireValue): string | null;
  /** The inverse, for a value of the column. @throws {ValueError} when it is none */
  fromText(text: string | null, column: ColumnPlan): WireValue;
}
