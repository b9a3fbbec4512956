import type { CacheStore, CacheStoreEntry } from "@agentflow/core/runtime";
import type { RedisCommands } from "../connection/redis-commands.js";
import { redisScript } from "../connection/redis-script.js";
import { wholeMilliseconds } from "../connection/whole-milliseconds.js";

/** The entry and its remaining milliseconds. In one script, so that both are of the same entry. */
const getScript = redisScript(`
local entry = redis.call('GET', KEYS[1])
return entry and { entry, redis.call('PTTL', KEYS[1]) }
`);
/** Keys that one step of `clear` looks at. */
const scanCount = "500";

/** Entries in Redis, each a string that expires by itself. */
export class RedisCacheStore implements CacheStore {
  readonly #commands: RedisCommands;
  readonly #prefix: string;

  constructor(commands: RedisCommands, prefix: string) {
    this.#commands = commands;
    this.#prefix = prefix;
  }

  /** @throws RedisStoreError when Redis gave no answer */
  async get(key: string): Promise<CacheStoreEntry | undefined> {
    const reply = await this.#commands.run(getScript, this.#prefix + key);
    if (reply === null) return undefined;
    const [text, remaining] = reply as readonly [string, number]; // what the script returns
    // In its last millisecond it is as good as gone.
    return remaining > 0 ? { text, remaining } : undefined;
  }

  /** @throws RedisStoreError when Redis gave no answer */
  async set(key: string, text: string, ttl: number): Promise<void> {
    const expiry = String(wholeMilliseconds(ttl));
    await this.#commands.send(["SET", this.#prefix + key, text, "PX", expiry]);
  }

  /** @throws RedisStoreError when Redis gave no answer */
  async delete(key: string): Promise<boolean> {
    return (await this.#commands.send(["UNLINK", this.#prefix + key])) === 1;
  }

  /**
   * Looks at every key of the database, in small steps that let others in between. Entries that are set meanwhile
   * may stay.
   * @throws RedisStoreError when Redis gave no answer; then some entries may be deleted
   */
  async clear(prefix: string): Promise<void> {
    const pattern = `${literal(this.#prefix + prefix)}*`;
    let cursor = "0";
    do {
      const page = ["SCAN", cursor, "MATCH", pattern, "COUNT", scanCount];
      const reply = await this.#commands.send(page);
      const [next, keys] = reply as readonly [string, readonly string[]]; // the two parts of SCAN's reply
      if (keys.length > 0) await this.#commands.send(["UNLINK", ...keys]);
      cursor = next;
    } while (cursor !== "0");
  }
}

/** A pattern that fits `text` only. */
function literal(text: string): string {
  return text.replaceAll(/[\\*?[\]]/g, String.raw`\$&`);
}
