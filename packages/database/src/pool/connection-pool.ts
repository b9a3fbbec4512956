import {
  type Clock,
  ConcurrencyLimiter,
  ConcurrencyLimitExceededError,
} from "@agentflow/core/runtime";
import type { RunOptions } from "../driver/driver.js";
import { abortError } from "../errors/abort-error.js";
import { DatabaseError } from "../errors/database-error.js";
import type { PoolSettings } from "./pool-settings.js";

/** What is pooled. */
export interface PooledSession {
  /** False when it must not be used again: broken, busy, or with a transaction that nobody ended. */
  readonly usable: boolean;
  /** Ends it politely. Never rejects. */
  close(): Promise<void>;
  /** Ends it at once. */
  destroy(): void;
}

interface Entry<Session> {
  readonly session: Session;
  /** By the clock. */
  readonly opened: number;
  /** When it was used last, by the clock. */
  used: number;
}

/** Opens a session. @param timeout milliseconds it may take */
export type OpenSession<Session> = (
  timeout: number,
  signal: AbortSignal | undefined,
) => Promise<Session>;

const noOptions: RunOptions = {};

/** Sessions that are kept for the next caller. Callers who wait get theirs in the order in which they came. */
export class ConnectionPool<Session extends PooledSession> {
  readonly #open: OpenSession<Session>;
  readonly #settings: PoolSettings;
  readonly #clock: Clock;
  readonly #places: ConcurrencyLimiter;
  /** The one used last is at the end, and goes first: the others can fall idle. */
  readonly #idle: Entry<Session>[] = [];
  readonly #taken = new Map<Session, Entry<Session>>();
  #sweep: (() => void) | undefined;
  #closed: Promise<void> | undefined;
  #emptied: (() => void) | undefined;

  constructor(open: OpenSession<Session>, settings: PoolSettings, clock: Clock) {
    this.#open = open;
    this.#settings = settings;
    this.#clock = clock;
    this.#places = new ConcurrencyLimiter({ limit: settings.max, maxQueue: Infinity, clock });
  }

  /** Sessions that are taken and idle, and callers that wait for one. */
  get status(): { readonly taken: number; readonly idle: number; readonly waiting: number } {
    const { running, waiting } = this.#places;
    return { taken: running, idle: this.#idle.length, waiting };
  }

  /**
   * Takes a session: at once where one is idle.
   * @throws {DatabaseError} when the pool is closed, there is none in time, or none can be opened
   */
  take(options: RunOptions = noOptions): Session | Promise<Session> {
    if (this.#closed !== undefined || options.signal?.aborted) return this.#refuse(options);
    const { connectTimeout } = this.#settings;
    const turn = this.#places.enter({ signal: options.signal, maxWait: connectTimeout });
    if (turn !== undefined) return this.#takeAfter(turn, options);
    return this.#takeIdle() ?? this.#takeNew(connectTimeout, options.signal);
  }

  /** Gives a session back. @param broken it is not used again */
  give(session: Session, broken = false): void {
    const entry = this.#taken.get(session);
    if (entry === undefined) return;
    this.#taken.delete(session);
    const now = this.#clock.now();
    entry.used = now;
    if (broken || !session.usable) session.destroy();
    else if (now - entry.opened >= this.#settings.maxLifetime) void session.close();
    else {
      this.#idle.push(entry);
      this.#sweep ??= this.#clock.after(this.#settings.idleTimeout, this.#closeOld);
    }
    this.#leave();
  }

  /** Forgets an idle session that broke. */
  forget(session: Session): void {
    const index = this.#idle.findIndex((entry) => entry.session === session);
    if (index !== -1) this.#idle.splice(index, 1);
  }

  /** Refuses new callers and those who wait, and closes every session when the last is given back. */
  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #end(): Promise<void> {
    // After this, so that `#closed` is set when callers who wait come to their turn.
    await Promise.resolve();
    if (this.#places.running > 0) {
      await new Promise<void>((resolve) => {
        this.#emptied = resolve;
      });
    }
    this.#sweep?.();
    this.#sweep = undefined;
    await Promise.all(this.#idle.splice(0).map(({ session }) => session.close()));
  }

  async #refuse({ signal }: RunOptions): Promise<never> {
    if (this.#closed !== undefined) throw closedError();
    throw abortError(signal?.reason);
  }

  async #takeAfter(turn: Promise<void>, { signal }: RunOptions): Promise<Session> {
    const { connectTimeout, max } = this.#settings;
    const end = this.#clock.now() + connectTimeout;
    try {
      await turn;
    } catch (error) {
      if (!(error instanceof ConcurrencyLimitExceededError)) throw abortError(error);
      throw new DatabaseError(
        `All ${max} connections are in use; none became free within ${connectTimeout} ms.`,
        { kind: "timeout", retryable: true },
      );
    }
    if (this.#closed !== undefined) {
      this.#leave();
      throw closedError();
    }
    return this.#takeIdle() ?? this.#takeNew(Math.max(1, end - this.#clock.now()), signal);
  }

  #takeIdle(): Session | undefined {
    for (let entry = this.#idle.pop(); entry; entry = this.#idle.pop()) {
      const { session, opened } = entry;
      if (!session.usable) session.destroy();
      else if (this.#clock.now() - opened >= this.#settings.maxLifetime) void session.close();
      else {
        this.#taken.set(session, entry);
        return session;
      }
    }
    return undefined;
  }

  async #takeNew(timeout: number, signal: AbortSignal | undefined): Promise<Session> {
    try {
      const session = await this.#open(timeout, signal);
      const now = this.#clock.now();
      this.#taken.set(session, { session, opened: now, used: now });
      return session;
    } catch (error) {
      this.#leave();
      throw error;
    }
  }

  #leave(): void {
    this.#places.leave();
    if (this.#places.running === 0) this.#emptied?.();
  }

  /** One timer for all: setting one whenever a session is given back would cost more than the statement's own work. */
  readonly #closeOld = (): void => {
    const { idleTimeout, maxLifetime } = this.#settings;
    const now = this.#clock.now();
    const isOld = ({ used, opened }: Entry<Session>): boolean =>
      now - used >= idleTimeout || now - opened >= maxLifetime;
    const old = this.#idle.filter(isOld);
    const kept = this.#idle.filter((entry) => !isOld(entry));
    this.#idle.splice(0, this.#idle.length, ...kept);
    for (const { session } of old) void session.close();
    const next = kept.map(({ used, opened }) => Math.min(used + idleTimeout, opened + maxLifetime));
    this.#sweep =
      kept.length === 0 ? undefined : this.#clock.after(Math.min(...next) - now, this.#closeOld);
  };
}

/** What is said to those who come when a driver is closed. */
export function closedError(): DatabaseError {
  return new DatabaseError("The database's driver is closed.", { kind: "closed" });
}
