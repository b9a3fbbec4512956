import { DatabaseError } from "../errors/database-error.js";

/** The protocol counts parameters in 16 bits (manual §55.7, Bind). */
const mostValues = 65_535;

/** Collects the values of a statement while its text is written. */
export class StatementBuilder {
  /** As PostgreSQL reads them: text, or `null`. */
  readonly values: (string | null)[] = [];
  #aliases = 0;

  /**
   * Takes a value. @returns what stands for it in the text: `$1::int8`
   * @param type as SQL writes it; so PostgreSQL need not guess
   */
  value(text: string | null, type: string): string {
    return `${this.bare(text)}::${type}`;
  }

  /** Takes a value whose type PostgreSQL works out. @returns what stands for it in the text: `$1` */
  bare(text: string | null): string {
    if (this.values.length >= mostValues) {
      throw new DatabaseError(`A statement has more than ${mostValues} values.`, {
        kind: "syntax",
      });
    }
    return `$${this.values.push(text)}`;
  }

  /** A name for a table in the statement that it has not given before. */
  alias(): string {
    return `t${this.#aliases++}`;
  }
}
