import type { BreakerStore } from "../../../src/runtime/breaker/breaker-store.js";
import type { Clock } from "../../../src/runtime/clock.js";

/** A store in memory that can be made to fail, or to give no answer at all. */
export class FakeBreakerStore implements BreakerStore {
  mode: "well" | "failing" | "silent" = "well";
  /** What it was asked, in order. */
  readonly questions: string[] = [];
  readonly #openUntil = new Map<string, number>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async read(key: string): Promise<number> {
    await this.#answer(`read ${key}`);
    return Math.max(0, (this.#openUntil.get(key) ?? 0) - this.#clock.now());
  }

  async open(key: string, ms: number): Promise<void> {
    await this.#answer(`open ${key} ${ms}`);
    const until = this.#clock.now() + ms;
    this.#openUntil.set(key, Math.max(until, this.#openUntil.get(key) ?? 0));
  }

  async close(key: string): Promise<void> {
    await this.#answer(`close ${key}`);
    this.#openUntil.delete(key);
  }

  async #answer(question: string): Promise<void> {
    this.questions.push(question);
    if (this.mode === "failing") throw new Error("connection lost");
    if (this.mode === "silent") await new Promise(() => undefined);
  }
}
