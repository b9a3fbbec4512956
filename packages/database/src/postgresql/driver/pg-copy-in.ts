import { Buffer } from "node:buffer";
import type { Duplex } from "node:stream";
import type { Connection } from "pg";
import type { Statement, StatementInput, StatementResult } from "../../driver/driver.js";
import { commandCount } from "./command-count.js";
import type { PgStatement } from "./pg-statement.js";
import { sendUnnamed } from "./send-unnamed.js";

/** What `pg` does not type of its connection. */
interface CopyConnection extends Connection {
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** Type of the message CopyData. */
const copyData = 0x64;

/**
 * COPY FROM STDIN (PostgreSQL manual, "COPY Operations"): sends pieces as fast as the connection takes them. However it
 * ends, the server gets exactly one Sync, after the last piece: it ignores one that comes while it waits for data, and
 * would answer a second one when the next statement is under way.
 */
export class PgCopyIn implements PgStatement {
  progress: "unsent" | "sent" | "completed" = "unsent";
  readonly parsed = false;
  #count = 0;
  /** Nothing more is sent. */
  #ended = false;
  readonly #statement: Statement;
  readonly #input: StatementInput;
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #signal: AbortSignal | undefined;
  readonly #done: (result: StatementResult) => void;
  readonly #failed: (error: unknown) => void;

  constructor(
    statement: Statement,
    input: StatementInput,
    signal: AbortSignal | undefined,
    done: (result: StatementResult) => void,
    failed: (error: unknown) => void,
  ) {
    this.#statement = statement;
    this.#input = input;
    this.#pieces = input[Symbol.asyncIterator]();
    this.#signal = signal;
    this.#done = done;
    this.#failed = failed;
  }

  readonly submit = (connection: Connection): void => {
    sendUnnamed(connection, this.#statement, "flush");
    this.progress = "sent";
  };

  handleCopyInResponse(connection: CopyConnection): void {
    // The server looks for a cancellation between rows only: one that waits for data has to be told.
    const onAbort = (): void => {
      this.#end(connection, "The copy was cancelled");
    };
    if (this.#signal?.aborted) onAbort();
    this.#signal?.addEventListener("abort", onAbort, { once: true });
    void this.#send(connection).finally(() => {
      this.#signal?.removeEventListener("abort", onAbort);
    });
  }

  handleCommandComplete({ text }: { readonly text: string }, connection: Connection): void {
    this.#count = commandCount(text);
    this.progress = "completed";
    // A statement that was no COPY FROM STDIN.
    this.#sync(connection);
  }

  handleEmptyQuery(connection: Connection): void {
    this.#sync(connection);
  }

  handleReadyForQuery(): void {
    this.#done({ rows: [], count: this.#count });
  }

  handleError(error: unknown, connection: Connection): void {
    this.#sync(connection);
    const where: unknown = error instanceof Error ? Reflect.get(error, "where") : undefined;
    if (typeof where === "string") this.#input.refused?.(where);
    this.#failed(error);
  }

  /** Of a statement that was none of those that take data: nobody asked for it. */
  handleDataRow(): void {
    // Left out.
  }

  handleCopyData(): void {
    // Left out, as above.
  }

  handlePortalSuspended(): void {
    // Never sent, as no number of rows is asked for.
  }

  handleRowDescription(): void {
    // Never sent, as nothing is described.
  }

  async #send(connection: CopyConnection): Promise<void> {
    try {
      while (!this.#ended) {
        const { done, value } = await this.#pieces.next();
        if (this.#ended) break;
        if (done === true) this.#end(connection);
        else await write(value, connection.stream);
      }
    } catch {
      // Whoever gives the pieces knows why.
      this.#end(connection, "The data for the copy could not be read");
    }
  }

  /** @param failure why the server has to forget what it got; left out: that was all */
  #end(connection: CopyConnection, failure?: string): void {
    if (this.#ended) return;
    if (failure === undefined) connection.endCopyFrom();
    else connection.sendCopyFail(failure);
    this.#sync(connection);
  }

  #sync(connection: Connection): void {
    if (this.#ended) return;
    this.#ended = true;
    connection.sync();
    // One that hangs is not waited for.
    void this.#pieces.return?.().then(undefined, ignore);
  }
}

/** Resolves when the stream takes more, or has ended. */
async function write(piece: Uint8Array, stream: Duplex): Promise<void> {
  const header = Buffer.alloc(5);
  header[0] = copyData;
  header.writeInt32BE(piece.byteLength + 4, 1);
  stream.cork();
  stream.write(header);
  const more = stream.write(piece);
  stream.uncork();
  if (more || stream.destroyed) return;
  await new Promise<void>((resolve) => {
    const proceed = (): void => {
      stream.off("drain", proceed).off("close", proceed);
      resolve();
    };
    stream.on("drain", proceed).on("close", proceed);
  });
}

function ignore(): void {
  // The copy has ended already.
}
