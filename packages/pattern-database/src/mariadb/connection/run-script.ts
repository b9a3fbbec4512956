import type { Connection } from "mysql2";

/** Values of a row as the server writes them. */
export type Row = readonly (string | null)[];

/** What a server answers to a script. */
export interface Answer {
  /** Rows of each statement that gives rows. */
  readonly results: readonly (readonly Row[])[];
  /** The server's refusal of a statement, after which it ran none. */
  readonly error: ServerError | undefined;
}

/** An error that the server sent, not the connection. */
export interface ServerError extends Error {
  /** Number of the error (MariaDB Server documentation, "MariaDB Error Code Reference"). */
  readonly errno: number;
}

/**
 * Runs statements in one round trip.
 * @throws the driver's error when the connection fails
 */
export function runScript(connection: Connection, sql: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const results: Row[][] = [];
    const query = connection.query({
      sql,
      rowsAsArray: true,
      typeCast: (field) => field.string("utf8"),
    });
    // A connection that breaks tells itself of it, not its statements.
    connection.once("error", reject);
    const settle = (error: ServerError | undefined): void => {
      connection.off("error", reject);
      resolve({ results, error });
    };
    query.on("fields", (fields: unknown) => {
      if (fields !== undefined) results.push([]);
    });
    // A statement without rows gives an object that counts them.
    query.on("result", (row: unknown) => {
      // What `typeCast` makes of each value.
      if (Array.isArray(row)) results.at(-1)?.push(row as (string | null)[]);
    });
    query.on("error", (error: unknown) => {
      if (isServerError(error)) settle(error);
      else reject(error);
    });
    query.on("end", () => {
      settle(undefined);
    });
  });
}

function isServerError(error: unknown): error is ServerError {
  return error instanceof Error && "sqlState" in error && "errno" in error;
}
