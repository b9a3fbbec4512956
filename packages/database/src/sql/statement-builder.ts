import type { Dialect } from "../dialect/dialect.js";
import type { WireValue } from "../driver/driver.js";
import { DatabaseError } from "../errors/database-error.js";

/**
 * Collects the values of a statement while its text is written. They must be taken in the order in which they stand in
 * the text: not every dialect numbers its placeholders.
 */
export class StatementBuilder {
  readonly dialect: Dialect;
  readonly values: WireValue[] = [];
  #aliases = 0;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  /**
   * Takes a value. @returns what stands for it in the text: `$1::int8`
   * @param type as the dialect casts to it; so the database need not guess
   */
  value(wire: WireValue, type: string): string {
    return this.dialect.typed(this.bare(wire), type);
  }

  /** Takes a value whose type the database works out. @returns what stands for it in the text: `$1` */
  bare(wire: WireValue): string {
    const { mostValues } = this.dialect;
    if (this.values.length >= mostValues) {
      throw new DatabaseError(`A statement has more than ${mostValues} values.`, {
        kind: "syntax",
      });
    }
    return this.dialect.placeholder(this.values.push(wire));
  }

  /** A name for a table in the statement that it has not given before. */
  alias(): string {
    return `t${this.#aliases++}`;
  }
}
