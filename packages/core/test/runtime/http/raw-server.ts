import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** One request as it came, and what answers it: `response` by the rules, `socket` against them. */
export interface RawRequest {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly socket: Socket;
  /** Resolves when the connection is gone. */
  readonly closed: Promise<void>;
}

/** A server that does to a request whatever a test wants, however wrong it is. */
export class RawServer {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  readonly port: number;
  readonly #server: Server;
  readonly #requests: RawRequest[] = [];
  #waiting: ((request: RawRequest) => void)[] = [];

  private constructor(server: Server) {
    this.#server = server;
    ({ port: this.port } = server.address() as AddressInfo); // a TCP server that listens
    this.origin = `http://127.0.0.1:${this.port}`;
    server.on("request", (message, response) => {
      const { socket } = message;
      // That a connection is cut is what many of the tests are about.
      socket.on("error", () => undefined);
      const closed = new Promise<void>((resolve) => {
        socket.once("close", () => {
          resolve();
        });
      });
      this.#give({ message, response, socket, closed });
    });
  }

  static async start(): Promise<RawServer> {
    const server = createServer({ keepAliveTimeout: 0 });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    return new RawServer(server);
  }

  /** The next request whose header fields have come. */
  next(): Promise<RawRequest> {
    const request = this.#requests.shift();
    if (request) return Promise.resolve(request);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Resolves when the next client has connected, whatever it sends. */
  connection(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.once("connection", () => {
        resolve();
      });
    });
  }

  /** Stops the server; connections that are still open are cut. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
      this.#server.closeAllConnections();
    });
  }

  #give(request: RawRequest): void {
    const wake = this.#waiting.shift();
    if (wake) wake(request);
    else this.#requests.push(request);
  }
}
