import process from "node:process";
import { abortError } from "../../errors/abort-error.js";
import { DatabaseError } from "../../errors/database-error.js";
import { databaseError } from "../errors/from-error.js";
import { untilAborted } from "../../transaction/until-aborted.js";
import { type DatabaseSource, driverOf } from "../../table/database-parts.js";
import { EventQueue, type NotificationEvent, type NotificationGap } from "./event-queue.js";
import { canListen, type Notification } from "./listening-driver.js";
import { NotificationHub } from "./notification-hub.js";

export interface SubscriptionOptions {
  /** Ends the subscription. */
  readonly signal?: AbortSignal | undefined;
  /** Notifications that wait for a slow subscriber at most; then they are dropped, and a gap is told. Default: 10,000. */
  readonly maxQueue?: number | undefined;
}

export interface ListenOptions extends SubscriptionOptions {
  /** Told, in order with the notifications, that some may be missing: read anew what they tell of. */
  readonly onGap?: ((gap: NotificationGap) => unknown) | undefined;
  /** Told what the handler, or `onGap`, fails with. Default: a warning of the process, which is printed. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Something that listens, until it is closed. */
export interface Listening extends AsyncDisposable {
  /** Ends it: the handler is not called again. Never rejects. */
  close(): Promise<void>;
}

/** Notifications as they come. For one reader; leaving its loop closes it. */
export interface Notifications extends Listening, AsyncIterable<NotificationEvent> {}

/**
 * Listens to a channel, on a connection that all channels of the database share. When it is lost, it is made anew, and
 * `onGap` is told. Resolves when the server listens: what is sent from then on comes.
 * @param handler called for one notification after the other; what it gives is awaited before the next
 * @throws {DatabaseError} when there is no connection; kind "syntax" when there can be no such channel
 */
export async function listen(
  source: DatabaseSource,
  channel: string,
  handler: (notification: Notification) => unknown,
  options: ListenOptions = {},
): Promise<Listening> {
  const { onGap, onError = warn } = options;
  const subscription = await notifications(source, channel, options);
  const handle = async (): Promise<void> => {
    for await (const event of subscription) {
      try {
        await (event.type === "gap" ? onGap?.(event) : handler(event));
      } catch (error) {
        onError(error);
      }
    }
  };
  void handle();
  return subscription;
}

/**
 * Listens as `listen` does, for a loop: `for await (const event of await notifications(shop, "orders"))`. An event is a
 * notification or a gap.
 * @throws {DatabaseError} as `listen` does
 */
export async function notifications(
  source: DatabaseSource,
  channel: string,
  { signal, maxQueue = 10_000 }: SubscriptionOptions = {},
): Promise<Notifications> {
  if (!Number.isInteger(maxQueue) || maxQueue < 1) {
    throw new RangeError(`maxQueue is ${maxQueue}; it must be a whole number from 1 on.`);
  }
  const driver = driverOf(source);
  if (!canListen(driver)) {
    const message = `A driver for ${driver.dialect.title} of this kind cannot listen; pgDriver can.`;
    throw new DatabaseError(message, { kind: "syntax" });
  }
  if (signal?.aborted) throw abortError(signal.reason);
  const hub = NotificationHub.of(driver);
  const queue = new EventQueue(maxQueue);
  const close = async (): Promise<void> => {
    signal?.removeEventListener("abort", close);
    await hub.unsubscribe(channel, queue);
  };
  try {
    await untilAborted(hub.subscribe(channel, queue), signal);
  } catch (error) {
    await close();
    throw signal?.aborted ? abortError(signal.reason) : databaseError(error);
  }
  signal?.addEventListener("abort", close, { once: true });
  return {
    close,
    [Symbol.asyncDispose]: close,
    async *[Symbol.asyncIterator]() {
      try {
        yield* queue.read();
      } finally {
        await close();
      }
    },
  };
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : new Error(String(error)));
}
