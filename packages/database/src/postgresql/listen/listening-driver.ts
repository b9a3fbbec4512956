import type { Clock } from "@agentflow/core/runtime";
import type { Driver, RunOptions, Statement, StatementResult } from "../../driver/driver.js";
import type { DatabaseError } from "../../errors/database-error.js";

/** What NOTIFY sent. */
export interface Notification {
  readonly channel: string;
  /** Empty when none was given. */
  readonly payload: string;
  /** Process of the server that sent it: `pg_backend_pid()` of the sender. */
  readonly processId: number;
}

/** What becomes of a connection that listens. */
export interface ListeningEvents {
  readonly notified: (notification: Notification) => void;
  /** The connection has ended; kind "closed" when the driver was closed. */
  readonly lost: (error: DatabaseError) => void;
}

/** A connection of its own, for LISTEN. */
export interface ListeningConnection {
  /** @throws {DatabaseError} whatever goes wrong */
  run(statement: Statement, options?: RunOptions): Promise<StatementResult>;
  /** Ends it. `lost` is not called. Never rejects. */
  close(): Promise<void>;
}

/** How connections are watched that only wait. */
export interface WaitingOptions {
  readonly clock: Clock;
  /** From 0 to less than 1. */
  readonly random: () => number;
  /** Milliseconds between two signs of life; Infinity: none are asked for. */
  readonly heartbeat: number;
  /** Milliseconds that one may take. */
  readonly patience: number;
}

/** A driver whose connections can be told of notifications. */
export interface ListeningDriver extends Driver {
  readonly waiting: WaitingOptions;
  /** @throws {DatabaseError} when there is no connection; kind "closed" when the driver is closed */
  openListening(events: ListeningEvents, options?: RunOptions): Promise<ListeningConnection>;
}

/** True for a driver that can listen. */
export function canListen(driver: Driver): driver is ListeningDriver {
  return "openListening" in driver && "waiting" in driver;
}
