import { abortError } from "../../errors/abort-error.js";
import { DatabaseError } from "../../errors/database-error.js";
import { mariadbError } from "../errors/mariadb-error.js";
import { connectClient, type MariadbClient } from "./connect-client.js";
import { MariadbSession, type SessionContext } from "./mariadb-session.js";
import { refuseVersion } from "./refuse-version.js";
import { sessionSettings } from "./session-settings.js";
import type { ServerAddress } from "./server-address.js";

/** The context without what only shows when the connection is made. */
export type OpenContext = Omit<SessionContext, "address" | "connectionId" | "mostBytes">;

/**
 * Connects a session.
 * @param timeout milliseconds it may take
 * @throws {DatabaseError} when it cannot; nothing is left open
 */
export async function openSession(
  address: ServerAddress,
  context: OpenContext,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<MariadbSession> {
  const attempt = new AbortController();
  const stopTimer = context.clock.after(timeout, () => {
    const message = `The database gave no connection within ${Math.round(timeout)} ms.`;
    attempt.abort(new DatabaseError(message, { kind: "connection", retryable: true }));
  });
  const onAbort = (): void => {
    attempt.abort(abortError(signal?.reason));
  };
  signal?.addEventListener("abort", onAbort, { once: true });
  let client: MariadbClient | undefined;
  const giveUp = (): void => void client?.socket.destroy();
  attempt.signal.addEventListener("abort", giveUp, { once: true });
  try {
    client = await connectClient(address, attempt.signal);
    const [[connectionId = "", version = "", mostBytes = ""] = []] = await ask(client, greeting);
    refuseVersion(version);
    await ask(client, sessionSettings(context.statementTimeout));
    attempt.signal.throwIfAborted();
    return new MariadbSession(client, {
      ...context,
      address,
      connectionId,
      mostBytes: Number(mostBytes),
    });
  } catch (error) {
    client?.socket.destroy();
    if (attempt.signal.aborted) throw attempt.signal.reason;
    throw mariadbError(error, { secrets: address.secrets });
  } finally {
    stopTimer();
    signal?.removeEventListener("abort", onAbort);
  }
}

/** As texts, also on a server that is another. */
const greeting = "select concat(connection_id()), version(), concat(@@max_allowed_packet)";

function ask({ connection }: MariadbClient, text: string): Promise<readonly (readonly string[])[]> {
  return new Promise((resolve, reject) => {
    connection.query<never>(text, (error: Error | null, rows: readonly (readonly string[])[]) => {
      if (error === null) resolve(rows);
      else reject(error);
    });
  });
}
