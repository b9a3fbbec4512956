/** An error that the server reported, as `mysql2` gives it. */
export interface ServerError {
  /** The server's number (MariaDB, "MariaDB Error Codes"). */
  readonly number: number;
  /** SQLSTATE; often the same for many errors. */
  readonly state: string;
  /** In English, as the session asks for it. Holds names, and may hold values. */
  readonly text: string;
}

/** What the server reported; `undefined` for an error of the network, or of `mysql2` itself. */
export function serverError(error: unknown): ServerError | undefined {
  if (!(error instanceof Error)) return undefined;
  const number: unknown = Reflect.get(error, "errno");
  const state: unknown = Reflect.get(error, "sqlState");
  // Errors of the network have numbers too, but no state.
  if (typeof number !== "number" || typeof state !== "string") return undefined;
  return { number, state, text: error.message };
}

/** The number of an error that the server reported. */
export function numberOf(error: unknown): number | undefined {
  return serverError(error)?.number;
}
