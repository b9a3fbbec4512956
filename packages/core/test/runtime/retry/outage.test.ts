import { describe, expect, it } from "vitest";
import { RetryBudget } from "../../../src/runtime/retry/retry-budget.js";
import { RetryHelper } from "../../../src/runtime/retry/retry-helper.js";
import { FakeClock } from "../../../src/testing.js";
import { settled, statusError } from "./failing.js";
import { seededRandom } from "../seeded-random.js";

interface Result {
  readonly start: number;
  readonly attempts: number;
  readonly succeeded: boolean;
}

/** A client whose retries share one budget, and the service that it calls. */
class Simulation {
  readonly clock = new FakeClock({ manual: true });
  readonly random: () => number;
  /** When each request came, by the clock. */
  readonly requests: number[] = [];
  readonly results: Result[] = [];
  readonly #helper: RetryHelper;
  readonly #isWell: () => boolean;

  constructor(isWell: (simulation: Simulation) => boolean, seed = 2) {
    this.random = seededRandom(seed);
    const { clock, random } = this;
    this.#helper = new RetryHelper({ clock, random, budget: new RetryBudget() });
    this.#isWell = () => isWell(this);
  }

  async call(): Promise<void> {
    const start = this.clock.now();
    let attempts = 0;
    const run = this.#helper.run(async (attempt) => {
      attempts = attempt;
      this.requests.push(this.clock.now());
      await this.clock.sleep(20);
      if (!this.#isWell()) throw statusError(503);
    });
    const [{ status }] = await Promise.allSettled([run]);
    this.results.push({ start, attempts, succeeded: status === "fulfilled" });
  }

  /** Makes calls for so many milliseconds, some every 10 ms. */
  async callFor(ms: number, callsPerTick: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 10) {
      for (let call = 0; call < callsPerTick; call += 1) void this.call();
      this.clock.advance(10);
      await settled();
    }
  }

  /** Lets everything come to its end. */
  async finish(): Promise<void> {
    for (; this.clock.pending > 0; await settled()) this.clock.advance(50);
  }

  /** The share of calls that succeeded, of those that began in a time. */
  success(from = 0, to = Infinity): number {
    const calls = this.results.filter(({ start }) => start >= from && start < to);
    return calls.filter(({ succeeded }) => succeeded).length / calls.length;
  }

  /** The most requests in any second of a time. */
  peak(from: number, to: number): number {
    const seconds = new Map<number, number>();
    for (const time of this.requests) {
      if (time < from || time >= to) continue;
      const second = Math.floor((time - from) / 1_000);
      seconds.set(second, (seconds.get(second) ?? 0) + 1);
    }
    return Math.max(...seconds.values());
  }
}

describe("a client with a retry budget", () => {
  it("sends at most 1.1 requests a call while the service is down: 2,000 calls, 200 at once", async () => {
    const simulation = new Simulation(() => false);
    const callers = Array.from({ length: 200 }, async () => {
      for (let call = 0; call < 10; call += 1) await simulation.call();
    });
    await settled();
    await simulation.finish();
    await Promise.all(callers);
    expect(simulation.results).toHaveLength(2_000);
    expect(simulation.success()).toBe(0);
    expect(simulation.requests.length / 2_000).toBeLessThanOrEqual(1.1);
  });

  it("lets 99.9 % of 20,000 calls succeed at 1.12 times the load when 10 % of the answers are 503", async () => {
    const simulation = new Simulation(({ random }) => random() >= 0.1);
    await simulation.callFor(10_000, 20);
    await simulation.finish();
    expect(simulation.results).toHaveLength(20_000);
    // Three answers of 503 in a row are 0.1 %, so the seed decides on which side of it the share comes to lie;
    // what a budget could add to it is a call that fails with less than three.
    const failed = simulation.results.filter(({ succeeded }) => !succeeded);
    expect(failed.every(({ attempts }) => attempts === 3)).toBe(true);
    expect(simulation.success()).toBeGreaterThanOrEqual(0.999);
    expect(simulation.requests.length / 20_000).toBeLessThanOrEqual(1.12);
  });

  it("is well within 5 s after an outage of 60 s, and never sends more than 1.2 times the normal rate", async () => {
    const [start, end] = [5_000, 65_000];
    const simulation = new Simulation(({ clock }) => clock.now() < start || clock.now() >= end);
    await simulation.callFor(75_000, 1);
    await simulation.finish();
    const normal = simulation.peak(0, start - 1_000);
    expect(normal).toBe(100);
    expect(simulation.success(end, end + 5_000)).toBeGreaterThanOrEqual(0.99);
    expect(simulation.peak(end, end + 10_000)).toBeLessThanOrEqual(1.2 * normal);
  });
});
