import type { DeliveryStore } from "../../../src/runtime/webhook/delivery-store.js";
import type { FakeClock } from "../../../src/testing.js";

/** A shared store in memory that can fail in every way a store can. */
export class FakeDeliveryStore implements DeliveryStore {
  /** What it does when it is asked. */
  mode: "works" | "rejects" | "throws" | "hangs" = "works";
  /** Questions that it was asked, in order. */
  readonly questions: string[] = [];
  readonly #ends = new Map<string, number>();
  readonly #clock: FakeClock;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  add(key: string, ttl: number): Promise<boolean> {
    return this.#answer(`add ${key} for ${ttl}`, () => {
      const isNew = (this.#ends.get(key) ?? 0) <= this.#clock.now();
      if (isNew) this.#ends.set(key, this.#clock.now() + ttl);
      return isNew;
    });
  }

  delete(key: string): Promise<boolean> {
    return this.#answer(`delete ${key}`, () => this.#ends.delete(key));
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
