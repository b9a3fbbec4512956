import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.js";
import type { AnswerKey } from "./answer-key.js";
import { usefulFor } from "./answer-policy.js";
import { CacheManager } from "./cache-manager.js";
import { positiveTime } from "./cache-times.js";
import type { FreshnessDefaults } from "./freshness.js";
import type { HttpCacheOptions } from "./http-cache-options.js";
import { answerCodec, answerSize, type KeptAnswer } from "./kept-answer.js";
import { hasValidator } from "./validation.js";

const day = 86_400_000;
const mebibyte = 1024 * 1024;

/** An answer that was found, if there is one, and what a new one needs to be found later. */
export interface FoundAnswer {
  readonly stored: KeptAnswer | undefined;
  readonly generation: string;
}

/**
 * Keeps answers, and can forget all those of a URL at once, wherever they are: an answer is good only while its
 * URL has the generation that it had when the answer was asked for.
 */
export class KeptAnswers {
  readonly #answers: CacheManager<KeptAnswer>;
  /**
   * By URL. It has as many places as there are for answers, and each use of an answer uses its generation too:
   * so no generation leaves memory before the answers that need it.
   */
  readonly #generations: CacheManager<string>;
  readonly #maxKeep: number;
  readonly #clock: Clock;

  /** @throws what the constructor of `CacheManager` throws */
  constructor(options: HttpCacheOptions, defaults: FreshnessDefaults, clock: Clock) {
    const { max, maxBytes = 50 * mebibyte, maxKeep = day, name } = options;
    const { store, localTtl, storeTimeout, storePause, onStoreError } = options;
    const sharing = { store, localTtl, storeTimeout, storePause, onStoreError };
    this.#maxKeep = positiveTime("maxKeep", maxKeep);
    this.#clock = clock;
    this.#answers = new CacheManager<KeptAnswer>({
      ...sharing,
      name: name && `${name}.answers`,
      codec: answerCodec(defaults),
      ttl: maxKeep,
      max,
      maxBytes,
      sizeOf: answerSize,
      clock,
    });
    this.#generations = new CacheManager<string>({
      ...sharing,
      name: name && `${name}.urls`,
      // Twice, so that an answer which comes late in it is kept for its time.
      ttl: 2 * maxKeep,
      max,
      clock,
    });
  }

  /** The answer, when memory alone can say that it is good. */
  get(key: AnswerKey): KeptAnswer | undefined {
    const stored = this.#answers.get(key.answer);
    const generation = this.#generations.get(key.url);
    return stored?.generation === generation ? stored : undefined;
  }

  async find(key: AnswerKey): Promise<FoundAnswer> {
    const [stored, generation] = await Promise.all([
      this.#answers.read(key.answer),
      this.#generations.load(key.url, () => randomUUID()),
    ]);
    return { stored: stored?.generation === generation ? stored : undefined, generation };
  }

  /** Keeps an answer for as long as it can be of use; one that cannot replaces the one before by none. */
  keep(key: AnswerKey, answer: KeptAnswer): void {
    const useful = hasValidator(answer.headers)
      ? Infinity
      : usefulFor(answer, this.#clock.wallTime());
    const ttl = Math.min(this.#maxKeep, useful);
    if (ttl > 0) void this.#answers.set(key.answer, answer, { ttl });
    else this.drop(key);
  }

  drop(key: AnswerKey): void {
    void this.#answers.delete(key.answer);
  }

  /** Forgets every answer of a URL, whoever it was for. */
  async dropUrl(url: string): Promise<void> {
    await this.#generations.delete(url);
  }

  async clear(): Promise<void> {
    await Promise.all([this.#answers.clear(), this.#generations.clear()]);
  }
}
