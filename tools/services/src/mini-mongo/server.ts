import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { Fields } from "#mini-mongo/bson-values";
import { CommandError } from "#mini-mongo/command-error";
import { Commands } from "#mini-mongo/commands";
import { type FailPoint, failure } from "#mini-mongo/fail-points";
import { type Request, takeRequests, writeReply } from "#mini-mongo/wire";

export interface MiniMongoOptions {
  /** A server alone has no transactions, as a real one. Default: false, one member of a replica set. */
  readonly alone?: boolean;
}

/**
 * A fake of MongoDB, in this process, on 127.0.0.1. It speaks enough of the protocol for the official client, keeps
 * what it is given in memory, and knows validators, unique indexes, cursors and transactions. What a real server does
 * can differ: nothing that is shown with it is shown for MongoDB.
 */
export class MiniMongo {
  readonly port: number;
  /** Scheme, host and port; without a database. */
  readonly url: string;
  /** Names of the commands that came, in their order. */
  readonly received: string[] = [];
  /** The commands themselves. */
  readonly commands: Fields[] = [];
  readonly #server: Server;
  readonly #commands: Commands;
  readonly #sockets = new Set<Socket>();

  constructor(server: Server, port: number, { alone = false }: MiniMongoOptions) {
    this.#server = server;
    this.port = port;
    this.url = `mongodb://127.0.0.1:${port}`;
    const address = `127.0.0.1:${port}`;
    this.#commands = new Commands({
      isWritablePrimary: true,
      ismaster: true,
      maxBsonObjectSize: 16_777_216,
      maxMessageSizeBytes: 48_000_000,
      maxWriteBatchSize: 100_000,
      minWireVersion: 0,
      maxWireVersion: 21,
      readOnly: false,
      logicalSessionTimeoutMinutes: 30,
      ...(!alone && { setName: "fake", hosts: [address], me: address, primary: address }),
    });
    server.on("connection", (socket) => {
      this.#serve(socket);
    });
  }

  /** Cursors that clients have left open. */
  get openCursors(): number {
    return this.#commands.cursors.size;
  }

  /** Connections that are open. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** Lets commands fail. */
  fail(point: FailPoint): void {
    this.#commands.failPoints.add(point);
  }

  clearFaults(): void {
    this.#commands.failPoints.clear();
  }

  /** Breaks every connection, as a network may. */
  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.dropConnections();
    await closed;
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    let buffer: Buffer = Buffer.alloc(0);
    socket.on("close", () => this.#sockets.delete(socket));
    // Clients may leave whenever they like.
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes) => {
      const { requests, rest } = takeRequests(Buffer.concat([buffer, bytes]));
      buffer = rest;
      for (const request of requests) this.#answer(request, socket);
    });
  }

  #answer(request: Request, socket: Socket): void {
    const [name = ""] = Object.keys(request.command);
    if (!/^(?:hello|ismaster)$/i.test(name)) {
      this.received.push(name);
      this.commands.push(request.command);
    }
    const point = this.#commands.failPoints.take(name);
    const answer =
      point === undefined || point.afterwards === true
        ? this.#run(request.command)
        : point.errorCode === undefined
          ? {}
          : refusal(failure(point));
    if (point?.closeConnection === true) socket.destroy();
    else if (point?.silent !== true && !request.silent) socket.write(writeReply(request, answer));
  }

  #run(command: Fields): Fields {
    try {
      return this.#commands.run(command);
    } catch (error) {
      return refusal(error);
    }
  }
}

/** Starts a fake MongoDB on a free port of 127.0.0.1. */
export async function startMiniMongo(options: MiniMongoOptions = {}): Promise<MiniMongo> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The fake has no port.");
  return new MiniMongo(server, address.port, options);
}

function refusal(error: unknown): Fields {
  if (error instanceof CommandError) {
    const { code, codeName, message: errmsg, details } = error;
    return { ok: 0, code, codeName, errmsg, ...details };
  }
  return { ok: 0, code: 8, codeName: "UnknownError", errmsg: String(error) };
}
