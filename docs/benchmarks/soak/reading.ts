import { type EventEmitter, getEventListeners } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import type { Child } from "../child.ts";
import type { ServerState } from "./server.ts";

/** What the process holds while no call is under way. */
export interface Reading {
  /** Bytes after a full garbage collection. */
  readonly heap: number;
  /** Bytes outside the heap, in buffers. */
  readonly buffers: number;
  /** Bytes. */
  readonly resident: number;
  /** Connections that the server sees; the client keeps some open. */
  readonly sockets: number;
  readonly timers: number;
  /** Whatever else keeps the process alive, such as the connection to the server's process. */
  readonly others: number;
  /** Of the signal that all calls share, and of the dispatcher. */
  readonly listeners: number;
}

/** Where a reading is taken. */
export interface Watched {
  readonly server: Child<unknown>;
  readonly signal: AbortSignal;
  readonly dispatcher: EventEmitter;
}

/** @throws when the process was started without `--expose-gc` */
export async function takeReading({ server, signal, dispatcher }: Watched): Promise<Reading> {
  if (globalThis.gc === undefined) throw new Error("Node needs --expose-gc.");
  // The server notices that a call was given up when it answers it, after 450 ms at most.
  await wait(600);
  await globalThis.gc({ type: "major", execution: "async" });
  await globalThis.gc({ type: "major", execution: "async" });
  const { connections } = await server.ask<ServerState>();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo();
  const timers = resources.filter((name) => name === "Timeout" || name === "Immediate").length;
  return {
    heap: heapUsed,
    buffers: arrayBuffers,
    resident: rss,
    sockets: connections,
    timers,
    // The client's connections among them may be waiting for the next call or not.
    others: resources.filter((name) => name !== "TCPSocketWrap").length - timers,
    listeners:
      getEventListeners(signal, "abort").length +
      dispatcher.eventNames().reduce((sum, name) => sum + dispatcher.listenerCount(name), 0),
  };
}
