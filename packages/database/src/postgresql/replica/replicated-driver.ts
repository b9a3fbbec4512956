import { type Clock, systemClock } from "@agentflow/core/runtime";
import type { Dialect } from "../../dialect/dialect.js";
import type {
  Connection,
  Driver,
  RunOptions,
  Statement,
  StatementResult,
} from "../../driver/driver.js";
import { type DatabaseError, isDatabaseError } from "../../errors/database-error.js";
import {
  canListen,
  type ListeningConnection,
  type ListeningDriver,
  type ListeningEvents,
  type WaitingOptions,
} from "../listen/listening-driver.js";
import { type DatabaseSource, driverOf } from "../../table/database-parts.js";
import { requirePostgresql } from "../dialect/require-postgresql.js";
import { Replica } from "./replica.js";
import { type ServerHealth, serverHealth } from "./server-health.js";

export interface ReplicatedDriverOptions {
  /** Takes every change, and reads when no replica can. */
  readonly primary: Driver;
  /** Take reads that need not see the latest changes. */
  readonly replicas: readonly Driver[];
  /** Milliseconds for which a replica is left out after its connection failed. Default: 10,000. */
  readonly coolDown?: number | undefined;
  /** Told when a replica is left out. Must not throw. */
  readonly onReplicaDown?: ((error: DatabaseError, index: number) => void) | undefined;
  /** Default: the machine's own. */
  readonly clock?: Clock | undefined;
}

/**
 * A primary and its replicas as one driver. Reads outside of transactions, and read-only transactions, go to the replica
 * that is the least busy; everything else goes to the primary.
 */
export class ReplicatedDriver implements Driver {
  readonly dialect: Dialect;
  readonly primary: Driver;
  readonly #replicas: readonly Replica[];
  /** Where the search begins, so that replicas that are equally busy take turns. */
  #turn = 0;

  /** @throws RangeError when the cool-down is not positive */
  constructor({
    primary,
    replicas,
    coolDown = 10_000,
    onReplicaDown,
    clock = systemClock,
  }: ReplicatedDriverOptions) {
    if (!(coolDown > 0)) throw new RangeError(`coolDown is ${coolDown}; it must be positive.`);
    this.dialect = primary.dialect;
    this.primary = primary;
    this.#replicas = replicas.map(
      (driver, index) =>
        new Replica(driver, clock, coolDown, (error) => onReplicaDown?.(error, index)),
    );
  }

  run(statement: Statement, options: RunOptions = {}): Promise<StatementResult> {
    const { output } = options;
    if (output === undefined) {
      return this.#route(options, (server) => server.run(statement, options));
    }
    let begun = false;
    const told: RunOptions = {
      ...options,
      output: (piece) => {
        begun = true;
        return output(piece);
      },
    };
    return this.#route(
      told,
      (server) => server.run(statement, told),
      // Another server would begin again.
      () => !begun,
    );
  }

  /** `readOnly`: a connection to a replica. */
  connect(options: RunOptions = {}): Promise<Connection> {
    return this.#route(options, (server) => server.connect(options));
  }

  /** Asks every server, the primary first. One that answers is not left out any more; one that does not, is. */
  async health(options: RunOptions = {}): Promise<readonly ServerHealth[]> {
    const primary = serverHealth(this.primary, "primary", 0, options);
    const replicas = this.#replicas.map(async (replica, index) => {
      const answer = await serverHealth(replica.driver, "replica", index, options);
      if (answer.healthy) replica.answered();
      else replica.failed(answer.error);
      return answer;
    });
    return Promise.all([primary, ...replicas]);
  }

  /** Closes all of them, as each does. */
  async close(): Promise<void> {
    const drivers = [this.primary, ...this.#replicas.map(({ driver }) => driver)];
    await Promise.all(drivers.map((driver) => driver.close()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #route<Result>(
    { readOnly, input }: RunOptions,
    work: (server: Pick<Replica, "run" | "connect">) => Promise<Result>,
    mayRepeat = always,
  ): Promise<Result> {
    if (readOnly !== true || input !== undefined) return work(this.primary);
    for (const replica of this.#inOrder()) {
      try {
        return await work(replica);
      } catch (error) {
        if (!passesElsewhere(error) || !mayRepeat()) throw error;
      }
    }
    return work(this.primary);
  }

  /** Those that are up, the least busy first. */
  #inOrder(): readonly Replica[] {
    const { length } = this.#replicas;
    const start = this.#turn;
    this.#turn = (start + 1) % Math.max(length, 1);
    const turned = [...this.#replicas.slice(start), ...this.#replicas.slice(0, start)];
    return turned.filter(({ up }) => up).toSorted((left, right) => left.busy - right.busy);
  }
}

function always(): boolean {
  return true;
}

/**
 * True for a failure that another server may not have: the connection, or a replica that cancelled a read because it
 * stood in the way of replaying changes (manual, "Handling Query Conflicts").
 */
function passesElsewhere(error: unknown): boolean {
  if (!isDatabaseError(error) || error.outcomeUnknown) return false;
  return error.kind === "connection" || error.kind === "serialization" || error.kind === "deadlock";
}

/** The same where the primary can listen, which replicas cannot. */
class ListeningReplicatedDriver extends ReplicatedDriver implements ListeningDriver {
  readonly waiting: WaitingOptions;
  readonly openListening: (
    events: ListeningEvents,
    options?: RunOptions,
  ) => Promise<ListeningConnection>;

  constructor(options: ReplicatedDriverOptions, primary: ListeningDriver) {
    super(options);
    this.waiting = primary.waiting;
    this.openListening = (events, runOptions) => primary.openListening(events, runOptions);
  }
}

/**
 * A driver for a primary and its replicas. It is closed with all of them.
 * @throws RangeError when the cool-down is not positive
 */
export function replicatedDriver(options: ReplicatedDriverOptions): ReplicatedDriver {
  const { primary } = options;
  return canListen(primary)
    ? new ListeningReplicatedDriver(options, primary)
    : new ReplicatedDriver(options);
}

/**
 * Asks the server of a database, and its replicas where it has some.
 * @returns one answer for each server, the primary's first
 */
export async function health(
  source: DatabaseSource,
  options: RunOptions = {},
): Promise<readonly ServerHealth[]> {
  const driver = driverOf(source);
  if (driver instanceof ReplicatedDriver) return driver.health(options);
  requirePostgresql(driver.dialect, "health");
  return [await serverHealth(driver, "primary", 0, options)];
}
