import fc from "fast-check";
import type { Clock } from "../../../src/runtime/clock.js";
import { RateLimitExceededError } from "../../../src/runtime/rate-limit/rate-limit-errors.js";
import { type AcquireOptions, RateLimiter } from "../../../src/runtime/rate-limit/rate-limiter.js";
import { FakeClock } from "../../../src/testing.js";

/** One thing that happens, some time after what happened before it. */
export interface Step {
  readonly pause: number;
  readonly action:
    | {
        readonly type: "acquire";
        readonly weight: number;
        readonly priority: number;
        readonly maxWait: number | undefined;
      }
    | { readonly type: "try"; readonly weight: number; readonly priority: number }
    | { readonly type: "abort"; readonly which: number }
    | { readonly type: "set clock"; readonly by: number }
    | { readonly type: "observe"; readonly remaining: number; readonly resetIn: number };
}

export interface Grant {
  readonly id: number;
  readonly priority: number;
  readonly weight: number;
  readonly time: number;
}

const hour = 3_600_000;
const weights = fc.integer({ min: 1, max: 6 }).map((half) => half / 2);
const priorities = fc.integer({ min: -1, max: 2 });
const asking = { weight: weights, priority: priorities };
export const step: fc.Arbitrary<Step> = fc.record({
  pause: fc.oneof(fc.constant(0), fc.nat(400)),
  action: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constant("acquire" as const),
        ...asking,
        maxWait: fc.option(fc.nat(3_000), { nil: undefined }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ type: fc.constant("try" as const), ...asking }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant("abort" as const), which: fc.nat(50) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant("set clock" as const),
        by: fc.constantFrom(-hour, hour),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant("observe" as const),
        remaining: fc.nat(4),
        resetIn: fc.integer({ min: -500, max: 2_000 }),
      }),
    },
  ),
});

/** A limiter, and everything that came of those who asked it. */
export class Schedule {
  readonly clock = new FakeClock({ manual: true });
  readonly limiter: RateLimiter;
  readonly grants: Grant[] = [];
  readonly waiting = new Map<number, AbortController>();
  readonly refused: number[] = [];
  /** What must not be, in words. */
  readonly problems: string[] = [];
  readonly #settling: Promise<void>[] = [];
  #offset = 0;
  #heldUntil = -Infinity;
  #asked = 0;

  constructor(rate: number, burst: number) {
    const clock: Clock = {
      now: () => this.clock.now(),
      wallTime: () => this.clock.wallTime() + this.#offset,
      sleep: (ms, signal) => this.clock.sleep(ms, signal),
      after: (ms, callback) => this.clock.after(ms, callback),
    };
    this.limiter = new RateLimiter({ rate, burst, clock });
  }

  async play({ pause, action }: Step): Promise<void> {
    for (let left = pause; left > 0; left -= 1) await this.tick();
    if (action.type === "acquire") this.#acquire(action);
    else if (action.type === "try") await this.#try(action);
    else if (action.type === "set clock") this.#offset += action.by;
    else if (action.type === "abort") {
      const ids = [...this.waiting.keys()];
      this.waiting.get(ids[action.which % (ids.length || 1)] ?? -1)?.abort(new Error("enough"));
    } else {
      const { remaining, resetIn } = action;
      this.limiter.observe(remaining, this.clock.wallTime() + this.#offset + resetIn);
      if (remaining === 0) {
        this.#heldUntil = Math.max(this.#heldUntil, this.clock.now() + resetIn);
      }
    }
    await settle();
  }

  /** One millisecond, and whatever it brings about. */
  async tick(): Promise<void> {
    this.clock.advance(1);
    if (this.waiting.size > 0) await settle();
  }

  async end(): Promise<void> {
    for (let ms = 0; ms < 200_000 && this.waiting.size > 0; ms += 1) await this.tick();
    await Promise.all(this.#settling);
  }

  #acquire(options: AcquireOptions & { readonly weight: number; readonly priority: number }): void {
    const id = (this.#asked += 1);
    const controller = new AbortController();
    this.waiting.set(id, controller);
    const start = this.clock.now();
    const turn = this.limiter.enter({ ...options, signal: controller.signal });
    const granted = (): void => {
      this.waiting.delete(id);
      this.#grant(id, options.weight, options.priority);
    };
    if (turn === undefined) {
      granted();
      return;
    }
    this.#settling.push(
      turn.then(granted, (error: unknown) => {
        this.waiting.delete(id);
        this.refused.push(id);
        const waited = this.clock.now() - start;
        const right =
          error instanceof RateLimitExceededError
            ? waited <= (options.maxWait ?? -1) + 1
            : error === controller.signal.reason;
        if (!right) this.problems.push(`${id} was refused after ${waited} ms: ${String(error)}`);
      }),
    );
  }

  async #try(options: { readonly weight: number; readonly priority: number }): Promise<void> {
    const id = (this.#asked += 1);
    if (await this.limiter.tryAcquire(options)) this.#grant(id, options.weight, options.priority);
    else this.refused.push(id);
  }

  #grant(id: number, weight: number, priority: number): void {
    const time = this.clock.now();
    if (time < this.#heldUntil) this.problems.push(`${id} was granted at ${time} in a hold`);
    this.grants.push({ id, weight, priority, time });
  }
}

/** Enough turns for all that can happen at this time. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}

/** By how much the fullest window of t seconds is above burst + rate · t. */
export function excess(
  grants: readonly Pick<Grant, "time" | "weight">[],
  rate: number,
  burst: number,
): number {
  let most = -Infinity;
  for (const [start, first] of grants.entries()) {
    let sum = 0;
    for (const { time, weight } of grants.slice(start)) {
      sum += weight;
      most = Math.max(most, sum - burst - (rate * (time - first.time)) / 1000);
    }
  }
  return most;
}
