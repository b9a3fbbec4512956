import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions } from "node:tls";

/** Where a session is, and what names it there. */
export interface CancelTarget {
  /** Name, address, or the folder of a socket of Unix. */
  readonly host: string;
  readonly port: number;
  /** The one behind the name that the session has. */
  readonly address: string | undefined;
  /** As for the session itself. */
  readonly ssl: boolean | ConnectionOptions;
  readonly processId: number;
  readonly secretKey: number;
}

/**
 * Asks the server to cancel what a session runs (PostgreSQL manual, "Canceling Requests in Progress"). Resolves when
 * the server has closed the connection of the request: it has sent the signal by then, so a later statement of the
 * session cannot be hit.
 * @throws the network's error, or the signal's reason
 */
export function cancelOnServer(target: CancelTarget, signal: AbortSignal): Promise<void> {
  const { host, port, address = host, ssl } = target;
  return new Promise((resolve, reject) => {
    const socket = host.startsWith("/")
      ? connect({ path: `${host}/.s.PGSQL.${port}`, signal })
      : connect({ host: address, port, signal });
    socket.once("error", reject);
    socket.once("close", () => {
      resolve();
    });
    socket.once("connect", () => {
      if (ssl === false) socket.write(cancelRequest(target));
      else encrypt(socket, target, reject);
    });
    // Nothing comes; without a reader the end would not be noticed.
    if (ssl === false) socket.resume();
  });
}

/** SSLRequest, the server's `S`, TLS, and then the request. */
function encrypt(socket: Socket, target: CancelTarget, fail: (error: Error) => void): void {
  const { host, ssl } = target;
  socket.once("data", (answer) => {
    if (answer.toString("latin1") !== "S") {
      socket.destroy(new Error("The server does not speak TLS any more."));
      return;
    }
    const options = typeof ssl === "object" ? ssl : {};
    // An address is no server name (RFC 6066 §3).
    const servername = isIP(host) === 0 ? { servername: host } : {};
    const secure = connectTls({ host, ...servername, ...options, socket }, () => {
      secure.write(cancelRequest(target));
    });
    secure.once("error", fail);
    secure.resume();
  });
  socket.write(message(80_877_103));
}

function cancelRequest({ processId, secretKey }: CancelTarget): Buffer {
  return message(80_877_102, processId, secretKey);
}

/** A message without a type: its length and its numbers. */
function message(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + numbers.length * 4);
  bytes.writeInt32BE(bytes.length, 0);
  numbers.forEach((number, index) => bytes.writeInt32BE(number, 4 + index * 4));
  return bytes;
}
