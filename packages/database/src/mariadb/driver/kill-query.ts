import type { Clock } from "@agentflow/core/runtime";
import { connectClient, type MariadbClient } from "./connect-client.js";
import type { ServerAddress } from "./server-address.js";

/** What is to be cancelled, and where. */
export interface KillTarget {
  readonly address: ServerAddress;
  /** What the server calls the connection. */
  readonly connectionId: string;
  /** Resolves when the statement has ended. */
  readonly ended: Promise<unknown>;
}

/** Milliseconds after which the server is asked again. */
const pause = 20;
/** The server knows no such connection: there is nothing to cancel any more. */
const noSuchThread = 1094;

/**
 * Ends what a connection runs, by KILL QUERY from a connection of its own (MariaDB, "KILL"). Asks again until the
 * statement has ended: the server forgets the request when it comes between two of the connection's messages. Resolves
 * after the answer to the last request, so a later statement cannot be hit.
 * @throws what `mysql2` or Node says, or the signal's reason
 */
export async function killQuery(
  { address, connectionId, ended }: KillTarget,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const client = await connectClient(address, signal);
  const onAbort = (): void => void client.socket.destroy();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    let running = true;
    const end = ended.then(() => (running = false));
    while (running && (await kill(client, connectionId))) {
      let stopTimer: (() => void) | undefined;
      const timer = new Promise<void>((resolve) => {
        stopTimer = clock.after(pause, resolve);
      });
      await Promise.race([end, timer]);
      stopTimer?.();
    }
  } finally {
    signal.removeEventListener("abort", onAbort);
    client.connection.end();
  }
}

/** @returns false when the connection is gone */
function kill({ connection }: MariadbClient, connectionId: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    connection.query(`kill query ${BigInt(connectionId)}`, (error) => {
      if (error !== null && error.errno !== noSuchThread) reject(error);
      else resolve(error === null);
    });
  });
}
