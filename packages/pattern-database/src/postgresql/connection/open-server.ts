import { Socket } from "node:net";
import { AgentFlowError, errorCodes } from "@agentflow/core";
import { Client, type QueryArrayResult } from "pg";
import { connectionFailure } from "./connection-failure.js";
import type { OpenDatabase } from "./open-database.js";

/** Milliseconds until a server counts as unreachable. */
const connectTimeout = 10_000;

/**
 * Connects to a server. TLS, host, port and what else the address leaves out are as `pg` has them, which reads the
 * variables that psql reads.
 * @throws AF_DATABASE_UNREACHABLE or AF_DATABASE_REFUSED, from `read` too
 * @throws AF_INTERRUPTED when `signal` aborts
 */
export async function openServer(
  connectionString: string,
  signal: AbortSignal,
): Promise<OpenDatabase> {
  const socket = new Socket();
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: connectTimeout,
    fallback_application_name: "agentflow",
    stream: () => socket,
    types: { getTypeParser: () => (value: unknown) => value },
  });
  // Whoever waits for an answer is told; nobody else has to know.
  client.on("error", () => undefined);
  const abort = (): void => {
    socket.destroy(new Error("interrupted"));
  };
  signal.addEventListener("abort", abort, { once: true });
  const close = async (): Promise<void> => {
    signal.removeEventListener("abort", abort);
    await client.end().catch(() => undefined);
    socket.destroy();
  };
  const failure = (error: unknown): unknown =>
    signal.aborted ? interrupted(error) : (connectionFailure(error, connectionString) ?? error);
  try {
    signal.throwIfAborted();
    await client.connect();
  } catch (error) {
    socket.destroy();
    signal.removeEventListener("abort", abort);
    throw failure(error);
  }
  return {
    async read(script) {
      try {
        return firstValues(await client.query({ text: script, rowMode: "array" }));
      } catch (error) {
        throw failure(error);
      }
    },
    close,
  };
}

/** Of several statements the driver gives several results, which its types do not say. */
function firstValues(result: QueryArrayResult | readonly QueryArrayResult[]): readonly string[] {
  const results = "rows" in result ? [result] : result;
  return results.flatMap(({ rows: [row] }) => (row === undefined ? [] : [String(row[0])]));
}

function interrupted(cause: unknown): AgentFlowError {
  return new AgentFlowError(errorCodes.interrupted, "Reading the database was interrupted.", {
    help: "Run the command again.",
    cause,
  });
}
