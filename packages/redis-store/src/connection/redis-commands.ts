import type { Clock } from "@agentflow/core/runtime";
import type { Connection } from "./connection.js";
import { redisFailure } from "./redis-failure.js";
import type { RedisScript } from "./redis-script.js";
import { RedisStoreError } from "./redis-store-error.js";

/** Replies as plain values, whatever mapping of types a given client has. */
const plain = { typeMapping: {} };

/** Sends commands, each once. None waits for a connection, and none longer than its time for an answer. */
export class RedisCommands {
  readonly #connection: Connection;
  readonly #timeout: number;
  readonly #clock: Clock;
  #closed = false;

  /** @param timeout milliseconds that a command has */
  constructor(connection: Connection, timeout: number, clock: Clock) {
    this.#connection = connection;
    this.#timeout = timeout;
    this.#clock = clock;
  }

  /** From now on every command is refused. */
  close(): void {
    this.#closed = true;
  }

  /** @throws RedisStoreError */
  send(command: readonly string[]): Promise<unknown> {
    const { client, place } = this.#connection;
    if (this.#closed) return refused("CLOSED", "The Redis store is closed.");
    if (!client.isReady) return refused("OFFLINE", `Redis at ${place} is not connected.`);
    return new Promise((resolve, reject) => {
      let waiting = true;
      const giveUp = (): void => {
        if (!waiting) return;
        const message = `Redis at ${place} gave no answer within ${this.#timeout} ms.`;
        const error = new RedisStoreError("TIMEOUT", message);
        reject(error);
        this.#connection.reset(error);
      };
      // After a look at the sockets: the answer may be there, and this process was what was late.
      const cancel = this.#clock.after(this.#timeout, () => setImmediate(giveUp));
      const answered = (): void => {
        waiting = false;
        cancel();
      };
      // In a function of its own, so that what is thrown at once rejects too.
      (async () => client.sendCommand(command, plain))()
        .finally(answered)
        .then(resolve, (reason: unknown) => {
          reject(redisFailure(reason, this.#connection));
        });
    });
  }

  /**
   * Runs a script by its digest, and sends its text only when the server does not have it yet.
   * @param parameters never become part of the script
   * @throws RedisStoreError
   */
  async run(
    { digest, source }: RedisScript,
    key: string,
    ...parameters: readonly (number | string)[]
  ): Promise<unknown> {
    const rest = ["1", key, ...parameters.map(String)];
    try {
      return await this.send(["EVALSHA", digest, ...rest]);
    } catch (error) {
      if (!(error instanceof RedisStoreError) || error.code !== "NOSCRIPT") throw error;
      return this.send(["EVAL", source, ...rest]);
    }
  }
}

function refused(code: string, message: string): Promise<never> {
  return Promise.reject(new RedisStoreError(code, message));
}
