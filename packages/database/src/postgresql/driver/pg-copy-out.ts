import type { Connection } from "pg";
import type { RunOptions, Statement, StatementResult } from "../../driver/driver.js";
import { commandCount } from "./command-count.js";
import type { PgStatement } from "./pg-statement.js";
import { sendUnnamed } from "./send-unnamed.js";

/** COPY TO STDOUT (PostgreSQL manual, "COPY Operations"). A reader that is slow makes the server wait. */
export class PgCopyOut implements PgStatement {
  progress: "unsent" | "sent" | "completed" = "unsent";
  readonly parsed = false;
  #count = 0;
  #connection: Connection | undefined;
  readonly #statement: Statement;
  readonly #output: NonNullable<RunOptions["output"]>;
  readonly #signal: AbortSignal | undefined;
  readonly #done: (result: StatementResult) => void;
  readonly #failed: (error: unknown) => void;

  constructor(
    statement: Statement,
    output: NonNullable<RunOptions["output"]>,
    signal: AbortSignal | undefined,
    done: (result: StatementResult) => void,
    failed: (error: unknown) => void,
  ) {
    this.#statement = statement;
    this.#output = output;
    this.#signal = signal;
    this.#done = done;
    this.#failed = failed;
  }

  readonly submit = (connection: Connection): void => {
    this.#connection = connection;
    // The server ends a statement that it cancels only when somebody takes what it has written.
    this.#signal?.addEventListener("abort", this.#resume, { once: true });
    sendUnnamed(connection, this.#statement, "sync");
    this.progress = "sent";
  };

  handleCopyData({ chunk }: { readonly chunk: Uint8Array }): void {
    if (this.#signal?.aborted) return;
    const reading = this.#output(chunk);
    if (reading === undefined) return;
    this.#connection?.stream.pause();
    void reading.then(this.#resume);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#count = commandCount(text);
    this.progress = "completed";
  }

  handleReadyForQuery(): void {
    this.#leave();
    this.#done({ rows: [], count: this.#count });
  }

  handleError(error: unknown): void {
    this.#leave();
    this.#failed(error);
  }

  /** Of a statement that was no COPY: nobody asked for its rows. */
  handleDataRow(): void {
    // Left out.
  }

  handleEmptyQuery(): void {
    // There is nothing to read.
  }

  /** COPY FROM STDIN waits for data that nobody sends; the server has skipped the end of the statement by then. */
  handleCopyInResponse(connection: Connection & { sendCopyFail(message: string): void }): void {
    connection.sendCopyFail("COPY needs data beside the statement");
    connection.sync();
  }

  handlePortalSuspended(): void {
    // Never sent, as no number of rows is asked for.
  }

  handleRowDescription(): void {
    // Never sent, as nothing is described.
  }

  readonly #resume = (): void => {
    this.#connection?.stream.resume();
  };

  /** The next statement's answers have to be read. */
  #leave(): void {
    this.#signal?.removeEventListener("abort", this.#resume);
    this.#resume();
  }
}
