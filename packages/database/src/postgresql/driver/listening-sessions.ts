import { closedError } from "../../pool/connection-pool.js";
import type {
  ListeningConnection,
  ListeningEvents,
  Notification,
} from "../listen/listening-driver.js";
import type { PgSession } from "./pg-session.js";

type Open = (
  onNotification: (notification: Notification) => void,
  signal: AbortSignal | undefined,
) => Promise<PgSession>;

/** Sessions outside the pool that wait for notifications. */
export class ListeningSessions {
  readonly #open: Open;
  /** What closes each. */
  readonly #closers = new Set<() => Promise<void>>();
  #closed = false;

  constructor(open: Open) {
    this.#open = open;
  }

  /** @throws {DatabaseError} when there is no connection; kind "closed" when these are closed */
  async open(
    { notified, lost }: ListeningEvents,
    signal: AbortSignal | undefined,
  ): Promise<ListeningConnection> {
    if (this.#closed) throw closedError();
    const session = await this.#open(notified, signal);
    // It may have been closed meanwhile.
    if (this.#isClosed()) {
      session.destroy();
      throw closedError();
    }
    const forget = session.onLost((error) => {
      this.#closers.delete(closeAll);
      lost(error);
    });
    const close = (): Promise<void> => {
      this.#closers.delete(closeAll);
      forget();
      return session.close();
    };
    const closeAll = async (): Promise<void> => {
      await close();
      lost(closedError());
    };
    this.#closers.add(closeAll);
    return { run: (statement, options) => session.run(statement, options), close };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#closers].map((close) => close()));
  }

  #isClosed(): boolean {
    return this.#closed;
  }
}
