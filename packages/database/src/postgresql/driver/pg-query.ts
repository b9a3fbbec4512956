import type { Connection, Submittable } from "pg";
import { commandCount } from "./command-count.js";
import type { Statement, StatementResult } from "../../driver/driver.js";
import type { PreparedStatements } from "./prepared-statements.js";

type Row = readonly (string | null)[];

/** What `pg` does not type of its connection. */
interface CopyConnection {
  sendCopyFail(message: string): void;
  sync(): void;
}

/** The portal and the rows without a name or a limit. */
const everything = {};

/**
 * One statement by the extended protocol (PostgreSQL manual, "Extended Query"), in the place of `pg`'s own `Query`.
 * A row of the protocol's text format is what the driver gives, so nothing is described, parsed or copied. `pg`
 * calls the methods below: the interface that its cursors and streams use.
 */
export class PgQuery implements Submittable {
  readonly #rows: Row[] = [];
  #count = 0;
  /** How far it came. */
  progress: "unsent" | "sent" | "completed" = "unsent";
  /** True when the server was asked to prepare the statement. */
  parsed = false;
  readonly #statement: Statement;
  readonly #prepared: PreparedStatements;
  readonly #done: (result: StatementResult) => void;
  readonly #failed: (error: unknown) => void;

  /**
   * @param done told when the server is ready for the next
   * @param failed told what the server or the connection said; the server may not be ready yet
   */
  constructor(
    statement: Statement,
    prepared: PreparedStatements,
    done: (result: StatementResult) => void,
    failed: (error: unknown) => void,
  ) {
    this.#statement = statement;
    this.#prepared = prepared;
    this.#done = done;
    this.#failed = failed;
  }

  /** A field, as `pg` types it. Sends everything at once. */
  readonly submit = (connection: Connection): void => {
    const { text, name = "", values } = this.#statement;
    const known = name !== "" && this.#prepared.use(name, text);
    connection.stream.cork();
    try {
      for (const outdated of this.#prepared.takeOutdated()) {
        connection.close({ type: "S", name: outdated }, true);
      }
      if (!known) {
        connection.parse({ name, text, types: [] }, true);
        this.parsed = true;
      }
      // `pg` types a list that it could write to; it only reads it.
      connection.bind({ statement: name, values: values as (string | null)[] }, true);
      connection.execute(everything, true);
      connection.sync();
      this.progress = "sent";
    } finally {
      connection.stream.uncork();
    }
  };

  handleDataRow({ fields }: { readonly fields: Row }): void {
    this.#rows.push(fields);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#count = commandCount(text);
    this.progress = "completed";
  }

  handleEmptyQuery(): void {
    this.progress = "completed";
  }

  handleReadyForQuery(): void {
    this.#done({ rows: this.#rows, count: this.#count });
  }

  handleError(error: unknown): void {
    this.#failed(error);
  }

  /** COPY FROM STDIN waits for data that nobody sends; the server has skipped the end of the statement by then. */
  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFail("COPY is not run as a statement");
    connection.sync();
  }

  /** COPY TO STDOUT: nobody asked for it. */
  handleCopyData(): void {
    // Left out.
  }

  /** Never sent, as no number of rows is asked for. */
  handlePortalSuspended(): void {
    // Nothing to do.
  }

  /** Never sent, as nothing is described. */
  handleRowDescription(): void {
    // Nothing to do.
  }
}
