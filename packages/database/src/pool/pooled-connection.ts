import type { Connection, RunOptions, Statement, StatementResult } from "../driver/driver.js";
import { DatabaseError } from "../errors/database-error.js";

/** What a connection runs its statements on. */
export interface StatementRunner {
  run(statement: Statement, options?: RunOptions): Promise<StatementResult>;
  onLost?(listener: (error: DatabaseError) => void): () => void;
}

/** One session in the hands of one caller. */
export class PooledConnection implements Connection {
  #session: StatementRunner | undefined;
  readonly #give: (broken: boolean) => void;

  /** @param give called once, when the connection is released */
  constructor(session: StatementRunner, give: (broken: boolean) => void) {
    this.#session = session;
    this.#give = give;
  }

  run(statement: Statement, options?: RunOptions): Promise<StatementResult> {
    if (this.#session !== undefined) return this.#session.run(statement, options);
    return Promise.reject(givenBackError());
  }

  onLost(listener: (error: DatabaseError) => void): () => void {
    return this.#session?.onLost?.(listener) ?? nothing;
  }

  release(broken = false): void {
    if (this.#session === undefined) return;
    this.#session = undefined;
    this.#give(broken);
  }
}

function nothing(): void {
  // There is no listener to forget.
}

/** What is said to those who use a connection that they have given back. */
export function givenBackError(): DatabaseError {
  return new DatabaseError("The connection was given back already.", { kind: "closed" });
}
