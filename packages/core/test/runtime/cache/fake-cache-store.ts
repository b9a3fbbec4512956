import type { CacheStore, CacheStoreEntry } from "../../../src/runtime/cache/cache-store.js";
import type { FakeClock } from "../../../src/testing.js";

/** A shared store in memory that can fail in every way a store can. */
export class FakeCacheStore implements CacheStore {
  /** What it does when it is asked. */
  mode: "works" | "rejects" | "throws" | "hangs" = "works";
  /** Questions that it was asked, in order. */
  readonly questions: string[] = [];
  readonly texts = new Map<string, { readonly text: string; readonly endsAt: number }>();
  readonly #clock: FakeClock;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  get(key: string): Promise<CacheStoreEntry | undefined> {
    return this.#answer(`get ${key}`, () => {
      const entry = this.texts.get(key);
      const remaining = (entry?.endsAt ?? 0) - this.#clock.now();
      return entry && remaining > 0 ? { text: entry.text, remaining } : undefined;
    });
  }

  set(key: string, text: string, ttl: number): Promise<void> {
    return this.#answer(`set ${key} for ${ttl}`, () => {
      this.texts.set(key, { text, endsAt: this.#clock.now() + ttl });
    });
  }

  delete(key: string): Promise<boolean> {
    return this.#answer(`delete ${key}`, () => this.texts.delete(key));
  }

  clear(prefix: string): Promise<void> {
    return this.#answer(`clear ${prefix}`, () => {
      for (const key of this.texts.keys()) if (key.startsWith(prefix)) this.texts.delete(key);
    });
  }

  #answer<Result>(question: string, act: () => Result): Promise<Result> {
    this.questions.push(question);
    switch (this.mode) {
      case "works":
        return Promise.resolve(act());
      case "rejects":
        return Promise.reject(new Error("connection lost"));
      case "throws":
        throw new Error("client is closed");
      case "hangs":
        return new Promise(() => undefined);
    }
  }
}
