import { connect } from "node:net";
import { AgentFlowError, errorCodes } from "@agentflow/core";
import { type Connection, createConnection } from "mysql2";
import { connectionFailure } from "./connection-failure.js";
import { type ConnectionTarget, connectionTarget } from "./connection-target.js";
import { type Answer, runScript } from "./run-script.js";

/** A server that is open for reading. */
export interface OpenServer {
  /** Name of the database. */
  readonly database: string;
  /**
   * Runs statements in one round trip, until one fails.
   * @returns the rows of each statement that gives rows, and the number of the error that ended them
   * @throws AF_DATABASE_UNREACHABLE or AF_DATABASE_REFUSED when the connection fails
   * @throws AF_INTERRUPTED when the signal aborts
   */
  run(script: string): Promise<Answer>;
  /** What an error of the server means for whoever gave the address. */
  failure(error: unknown): unknown;
  close(): Promise<void>;
}

/** Milliseconds until a server counts as unreachable. */
const connectTimeout = 10_000;

/**
 * Connects to a server.
 * @throws AF_DATABASE_UNREACHABLE or AF_DATABASE_REFUSED
 * @throws AF_SECRET_INVALID when the address cannot be used
 * @throws AF_INTERRUPTED when `signal` aborts
 */
export async function openServer(address: string, signal: AbortSignal): Promise<OpenServer> {
  const target = connectionTarget(address);
  const failure = (error: unknown): unknown =>
    signal.aborted ? interrupted(error) : (connectionFailure(error, address) ?? error);
  if (signal.aborted) throw failure(signal.reason);
  const { host, port, socketPath } = target;
  const socket =
    socketPath === undefined ? connect({ host, port, noDelay: true }) : connect(socketPath);
  const abort = (): void => {
    socket.destroy(new Error("interrupted"));
  };
  signal.addEventListener("abort", abort, { once: true });
  const connection = createConnection({ ...options(target), stream: socket });
  try {
    await connected(connection);
  } catch (error) {
    socket.destroy();
    signal.removeEventListener("abort", abort);
    throw failure(error);
  }
  return {
    database: target.database,
    failure,
    async run(script) {
      try {
        return await runScript(connection, script);
      } catch (error) {
        throw failure(error);
      }
    },
    close: async () => {
      signal.removeEventListener("abort", abort);
      await new Promise<void>((resolve) => {
        socket.once("close", resolve);
        connection.end();
        socket.destroySoon();
      });
    },
  };
}

function options({ host, user, password, database, tls }: ConnectionTarget) {
  return {
    host,
    user,
    password,
    database,
    connectTimeout,
    multipleStatements: true,
    charset: "utf8mb4",
    // Parsers of rows are not made from text that a server sent.
    disableEval: true,
    // No server may ask for files of this machine.
    flags: ["-LOCAL_FILES"],
    ...(tls && { ssl: tls }),
  };
}

function connected(connection: Connection): Promise<void> {
  return new Promise((resolve, reject) => {
    // Whoever waits for an answer is told of a later one; nobody else has to know.
    connection.on("error", reject);
    connection.once("connect", () => {
      resolve();
    });
  });
}

function interrupted(cause: unknown): AgentFlowError {
  return new AgentFlowError(errorCodes.interrupted, "Reading the database was interrupted.", {
    help: "Run the command again.",
    cause,
  });
}
