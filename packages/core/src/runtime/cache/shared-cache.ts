import type { Clock } from "../clock.js";
import { StoreGuard } from "../store/store-guard.js";
import type { CacheCodec } from "./cache-codec.js";
import type { CacheStore } from "./cache-store.js";
import { quietly } from "./quietly.js";

export interface SharedCacheOptions<Value> {
  readonly store: CacheStore;
  /** Begins every key in the store. */
  readonly name: string;
  readonly codec: CacheCodec<Value>;
  readonly timeout: number | undefined;
  readonly pause: number | undefined;
  /** Told of every failure of the store and of the codec. */
  readonly onError: ((error: unknown) => void) | undefined;
  readonly clock: Clock;
}

/** What a store holds for a key. */
export interface SharedEntry<Value> {
  readonly value: Value;
  /** Milliseconds that it is kept from the question on. */
  readonly remaining: number;
}

/** The store's answer, which may be that it holds nothing. */
export interface SharedAnswer<Value> {
  readonly entry: SharedEntry<Value> | undefined;
}

/** Values in a store that may fail. Nothing here rejects or waits for longer than the store's time. */
export class SharedCache<Value> {
  readonly #store: CacheStore;
  readonly #prefix: string;
  readonly #codec: CacheCodec<Value>;
  readonly #onError: (error: unknown) => void;
  readonly #guard: StoreGuard;

  /** @throws TypeError when the name is empty or holds a colon */
  constructor({ store, name, codec, timeout, pause, onError, clock }: SharedCacheOptions<Value>) {
    // With a colon in it, clearing one cache could clear another.
    if (name === "" || name.includes(":")) {
      throw new TypeError(`The cache's name is "${name}"; it must be a text without a colon.`);
    }
    this.#store = store;
    this.#prefix = `${name}:`;
    this.#codec = codec;
    this.#onError = quietly(onError);
    this.#guard = new StoreGuard({
      clock,
      onFailure: this.#onError,
      ...(timeout !== undefined && { timeout }),
      ...(pause !== undefined && { pause }),
    });
  }

  /** False while the store rests after a failure. */
  get available(): boolean {
    return this.#guard.available;
  }

  /** What the store holds; `undefined` when it gives no answer. */
  async read(key: string): Promise<SharedAnswer<Value> | undefined> {
    const answer = await this.#guard.run<SharedAnswer<string> | undefined>(
      async () => {
        const found = await this.#store.get(this.#prefix + key);
        return { entry: found && { value: found.text, remaining: found.remaining } };
      },
      () => undefined,
    );
    const entry = answer?.entry;
    if (entry === undefined) return answer && { entry };
    try {
      return { entry: { ...entry, value: this.#codec.decode(entry.value) } };
    } catch (error) {
      this.#onError(error);
      return { entry: undefined };
    }
  }

  /**
   * Replaces what the store holds; a value that cannot be encoded leaves nothing there.
   * @param ttl milliseconds, greater than 0
   */
  async write(key: string, value: Value, ttl: number): Promise<void> {
    let text: string;
    try {
      text = this.#codec.encode(value);
    } catch (error) {
      this.#onError(error);
      await this.delete(key);
      return;
    }
    await this.#guard.run(
      () => this.#store.set(this.#prefix + key, text, Math.max(1, Math.floor(ttl))),
      () => undefined,
    );
  }

  /** True when the store had a value. */
  delete(key: string): Promise<boolean> {
    return this.#guard.run(
      () => this.#store.delete(this.#prefix + key),
      () => false,
    );
  }

  clear(): Promise<void> {
    return this.#guard.run(
      () => this.#store.clear(this.#prefix),
      () => undefined,
    );
  }
}
