import { connect, type Socket } from "node:net";
import { type Connection, createConnection } from "mysql2";
import type { ServerAddress } from "./server-address.js";

/** A connection of `mysql2`, and the socket below it: what `mysql2` calls destroying waits for the server. */
export interface MariadbClient {
  readonly connection: Connection;
  readonly socket: Socket;
}

/** Statements that one connection keeps prepared at most. */
const mostPrepared = 256;

/**
 * Connects.
 * @param signal gives the attempt up
 * @throws what `mysql2` or Node says, or the signal's reason; nothing is left open then
 */
export function connectClient(address: ServerAddress, signal: AbortSignal): Promise<MariadbClient> {
  return new Promise((resolve, reject) => {
    const socket = openSocket(address);
    const fail = (error: unknown): void => {
      signal.removeEventListener("abort", onAbort);
      socket.destroy();
      reject(error as Error); // whatever went wrong
    };
    const onAbort = (): void => {
      fail(signal.reason);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      const connection = createConnection({ ...settings(address), stream: socket });
      // Without a listener an error of the connection would end the process.
      connection.on("error", ignore);
      connection.connect((error) => {
        if (error !== null) return fail(error);
        signal.removeEventListener("abort", onAbort);
        resolve({ connection, socket });
      });
    } catch (error) {
      fail(error);
    }
  });
}

function openSocket({ host, port, socketPath }: ServerAddress): Socket {
  const socket = socketPath === undefined ? connect({ host, port }) : connect(socketPath);
  socket.setNoDelay(true);
  // A server that vanished is noticed although nothing is sent.
  socket.setKeepAlive(true);
  // Node compares it with the certificate; without it, an address would be taken for the name "localhost".
  return Object.assign(socket, { _host: host });
}

function settings({ host, port, user, password, database, ssl }: ServerAddress): object {
  return {
    host,
    port,
    user,
    password,
    ...(database !== "" && { database }),
    ...(ssl !== undefined && { ssl }),
    // Whoever connects has a clock of its own.
    connectTimeout: 0,
    charset: "UTF8MB4_GENERAL_CI",
    flags: [
      // Functions' names would be reserved.
      "-IGNORE_SPACE",
      // `id is null` would find the row that was inserted last.
      "-ODBC",
      // The server could ask for files.
      "-LOCAL_FILES",
      // What a procedure selects.
      "PS_MULTI_RESULTS",
    ],
    maxPreparedStatements: mostPrepared,
    rowsAsArray: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    jsonStrings: true,
    timezone: "Z",
    // The compiled reader refuses columns of names such as `__proto__`.
    disableEval: true,
  };
}

function ignore(): void {
  // The one who waits is told otherwise.
}
