import type { DatabaseSync, StatementSync } from "node:sqlite";
import { DatabaseError } from "../../errors/database-error.js";
import type { Statement } from "../../driver/driver.js";

/** A statement that is ready to be run. */
export interface PreparedStatement {
  readonly statement: StatementSync;
  /** It gives rows. */
  readonly reads: boolean;
  /** It inserts, updates or deletes: SQLite counts no others, but keeps the count of the last. */
  readonly changes: boolean;
}

/** Statements that are kept at most. */
const most = 256;
const changing = /^(?:\s|--[^\n]*\n|\/\*[^]*?\*\/)*(?:insert|update|delete|replace|with)\b/i;
/** Nothing but space, comments and semicolons. */
const empty = /^(?:[\s;]|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/)*$/;

/** The prepared statements of a database: by text, the one used last at the end. */
export class StatementCache {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, PreparedStatement>();
  readonly #limit: number;

  constructor(database: DatabaseSync, limit = most) {
    this.#database = database;
    this.#limit = limit;
  }

  /**
   * The statement, which is kept when it has a name; `undefined` when its text holds none.
   * @throws {DatabaseError} kind "syntax" when its text holds several, or a NUL character, where SQLite would end
   */
  get({ text, name }: Statement): PreparedStatement | undefined {
    const known = this.#prepared.get(text);
    if (known !== undefined) {
      this.#prepared.delete(text);
      this.#prepared.set(text, known);
      return known;
    }
    const prepared = this.#prepare(text);
    if (name !== undefined && prepared !== undefined) this.#keep(text, prepared);
    return prepared;
  }

  #keep(text: string, prepared: PreparedStatement): void {
    this.#prepared.set(text, prepared);
    if (this.#prepared.size <= this.#limit) return;
    for (const oldest of this.#prepared.keys()) {
      this.#prepared.delete(oldest);
      return;
    }
  }

  #prepare(text: string): PreparedStatement | undefined {
    if (text.includes("\0")) {
      throw new DatabaseError("A statement must not hold a NUL character.", { kind: "syntax" });
    }
    if (empty.test(text)) return undefined;
    const statement = this.#database.prepare(text);
    // It is that of the first statement, up to its end.
    if (!empty.test(text.slice(statement.sourceSQL.length))) {
      throw new DatabaseError("A text must not hold several statements.", { kind: "syntax" });
    }
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    return {
      statement,
      reads: statement.columns().length > 0,
      changes: changing.test(text),
    };
  }
}
