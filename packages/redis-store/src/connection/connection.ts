import type { RedisClient } from "./redis-client.js";
import type { FailureContext } from "./redis-failure.js";
import type { RedisStoreError } from "./redis-store-error.js";

/** A client, and what can be done about its connection. */
export interface Connection extends FailureContext {
  readonly client: RedisClient;
  /**
   * Resolves when the client is connected.
   * @throws at the first failure, although the client may go on trying
   */
  ready(): Promise<void>;
  /** Called when a command got no answer in its time, with the error that tells so. */
  reset(reason: RedisStoreError): void;
  /** Gives back what the store took. */
  close(): void;
}
