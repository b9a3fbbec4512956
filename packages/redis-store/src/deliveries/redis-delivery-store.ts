import type { DeliveryStore } from "@agentflow/core/runtime";
import type { RedisCommands } from "../connection/redis-commands.js";
import { wholeMilliseconds } from "../connection/whole-milliseconds.js";

/** Deliveries in Redis that were seen, each a key that expires by itself. */
export class RedisDeliveryStore implements DeliveryStore {
  readonly #commands: RedisCommands;
  readonly #prefix: string;

  constructor(commands: RedisCommands, prefix: string) {
    this.#commands = commands;
    this.#prefix = prefix;
  }

  /** @throws RedisStoreError when Redis gave no answer */
  async add(key: string, ttl: number): Promise<boolean> {
    const expiry = String(wholeMilliseconds(ttl));
    const set = ["SET", this.#prefix + key, "seen", "NX", "PX", expiry];
    return (await this.#commands.send(set)) !== null;
  }

  /** @throws RedisStoreError when Redis gave no answer */
  async delete(key: string): Promise<boolean> {
    return (await this.#commands.send(["UNLINK", this.#prefix + key])) === 1;
  }
}
