import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** What a server does when a request has come: whatever it likes, on the bare socket. */
export type Misbehaviour = (socket: Socket) => void;

/** A TCP server on this machine that answers every request as it is told, right or wrong. */
export class MisbehavingServer {
  readonly url: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #behaviours: Misbehaviour[] = [];
  /** Requests that came, each as its head. */
  readonly heads: string[] = [];

  private constructor(server: Server) {
    this.#server = server;
    const { port } = server.address() as AddressInfo; // a TCP server that listens
    this.url = `http://127.0.0.1:${port}`;
    server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      // A client that goes away is what many tests want.
      socket.on("error", () => undefined);
      this.#serve(socket);
    });
  }

  static async start(): Promise<MisbehavingServer> {
    const server = createServer({ allowHalfOpen: true });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    return new MisbehavingServer(server);
  }

  /** Every request takes the next behaviour. */
  reply(...behaviours: readonly Misbehaviour[]): this {
    this.#behaviours.push(...behaviours);
    return this;
  }

  /** Connections that are open. */
  get connections(): number {
    return this.#sockets.size;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  #serve(socket: Socket): void {
    let text = "";
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      const end = text.indexOf("\r\n\r\n");
      if (end === -1) return;
      this.heads.push(text.slice(0, end));
      text = "";
      const behaviour = this.#behaviours.shift();
      if (behaviour) behaviour(socket);
      else socket.end("HTTP/1.1 599 Unexpected\r\ncontent-length: 0\r\n\r\n");
    });
  }
}

/** Sends text as it stands and leaves the connection open. */
export function answer(text: string): Misbehaviour {
  return (socket) => {
    socket.write(text.replaceAll("\n", "\r\n"), "latin1");
  };
}

/** A right answer. */
export const good = answer(
  'HTTP/1.1 200 OK\ncontent-type: application/json\ncontent-length: 8\n\n{"id":1}',
);
