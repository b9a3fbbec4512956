import type { BreakerStore } from "@agentflow/core/runtime";
import type { RedisCommands } from "../connection/redis-commands.js";
import { redisScript } from "../connection/redis-script.js";
import { wholeMilliseconds } from "../connection/whole-milliseconds.js";

/** Opens a circuit unless it is open for longer. KEYS[1] the circuit. ARGV: milliseconds. */
const openScript = redisScript(`
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], 'open', 'PX', ARGV[1])
end
`);

/** Circuits in Redis: an open one is a key that expires when the circuit may be tried again. */
export class RedisBreakerStore implements BreakerStore {
  readonly #commands: RedisCommands;
  readonly #prefix: string;

  constructor(commands: RedisCommands, prefix: string) {
    this.#commands = commands;
    this.#prefix = prefix;
  }

  /** @throws RedisStoreError when Redis gave no answer */
  async read(key: string): Promise<number> {
    const remaining = await this.#commands.send(["PTTL", this.#prefix + key]);
    return Math.max(0, remaining as number); // PTTL's reply; below 0 when there is no such key
  }

  /** @throws RedisStoreError when Redis gave no answer */
  async open(key: string, ms: number): Promise<void> {
    if (!(ms > 0)) return;
    await this.#commands.run(openScript, this.#prefix + key, wholeMilliseconds(ms));
  }

  /** @throws RedisStoreError when Redis gave no answer */
  async close(key: string): Promise<void> {
    await this.#commands.send(["UNLINK", this.#prefix + key]);
  }
}
