import { getEventListeners } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import { expect, it } from "vitest";
import {
  CircuitBreaker,
  type Client,
  type ClientOptions,
  ConcurrencyLimiter,
  createClient,
  HttpCache,
  isServiceError,
  type Middleware,
  RateLimiter,
} from "../../../src/runtime.js";
import { FakeClock } from "../../../src/testing.js";
import { get, hub } from "../hub.js";
import { seededRandom } from "../seeded-random.js";
import { UnreliableService } from "./unreliable-service.js";

/** Milliseconds that pass at once. Every deadline is a multiple of it, and so is every time of an abort. */
const step = 10;

/** One run: a client with whatever options, and calls that meet whatever faults. */
class Run {
  /** The client's own, on which shows what it leaves behind. */
  readonly clock = new FakeClock({ manual: true });
  /** That of everybody else. */
  readonly world = new FakeClock({ manual: true });
  readonly random: () => number;
  readonly service: UnreliableService;
  readonly concurrency: ConcurrencyLimiter | undefined;
  readonly client: Client;

  constructor(seed: number) {
    this.random = seededRandom(seed);
    this.service = new UnreliableService(this.world, this.random);
    const { clock } = this;
    this.concurrency = this.#maybe(() => new ConcurrencyLimiter({ limit: 1, clock }));
    this.client = createClient(hub, { ...this.#options(), dispatcher: this.service, clock });
  }

  upTo(most: number): number {
    return Math.floor(this.random() * (most + 1));
  }

  async advance(): Promise<void> {
    this.world.advance(step);
    this.clock.advance(step);
    await turn();
  }

  #options(): ClientOptions {
    const { clock, random } = this;
    const late: Middleware = async (request, next) => {
      await this.world.sleep(this.upTo(80));
      return next(request);
    };
    const stuck: Middleware = (request, next) =>
      random() < 0.1 ? new Promise(() => undefined) : next(request);
    const token = async (): Promise<string> => {
      await this.world.sleep(this.upTo(80));
      return `token-${this.upTo(3)}`;
    };
    const policy = { consecutive: 2 };
    return {
      random,
      retry: this.#maybe(() => ({ attempts: 5, baseDelay: 20 })),
      attemptTimeout: this.#maybe(() => step * (1 + this.upTo(9))),
      idleTimeout: 200,
      concurrency: this.concurrency,
      rateLimiter: this.#maybe(() => new RateLimiter({ rate: 20, burst: 1, clock })),
      breaker: this.#maybe(() => new CircuitBreaker({ policy, openFor: 100, clock })),
      cache: this.#maybe(() => new HttpCache({ clock })),
      credentials: this.#maybe(() => ({ token })),
      middleware: [late, stuck].filter(() => random() < 0.3),
    };
  }

  #maybe<Value>(make: () => Value): Value | undefined {
    return this.random() < 0.5 ? make() : undefined;
  }
}

/** One call of a run. */
class Attempted {
  readonly timeout: number;
  readonly abortAt: number;
  readonly controller = new AbortController();
  /** "success", or the kind of the error. */
  outcome = "";

  constructor(run: Run) {
    const { client, random } = run;
    this.timeout = step * (1 + run.upTo(59));
    this.abortAt = random() < 0.5 ? step * run.upTo(40) : Infinity;
    const options = { signal: this.controller.signal, timeout: this.timeout };
    const call =
      random() < 0.5
        ? get(client, { owner: "x" }, options)
        : get.stream(client, { owner: "x" }, options).then((stream) => stream.close());
    call.then(
      () => (this.outcome = "success"),
      (error: unknown) => (this.outcome = isServiceError(error) ? error.kind : "unknown"),
    );
  }

  get isOpen(): boolean {
    return this.outcome === "";
  }
}

it("keeps every call to its time, and leaves nothing behind, in 1,000 runs of random faults, waits and aborts", async () => {
  const kinds: string[] = [];
  for (let seed = 1; seed <= 1_000; seed += 1) {
    const run = new Run(seed);
    const calls = Array.from({ length: 1 + run.upTo(3) }, () => new Attempted(run));
    // The transport loads.
    for (let count = 0; count < 5; count += 1) await turn();
    for (let open = calls; open.length > 0; open = open.filter(({ isOpen }) => isOpen)) {
      const now = run.clock.now();
      expect(open.filter(({ timeout }) => now >= timeout)).toEqual([]);
      const aborted = open.filter(({ abortAt }) => now === abortAt);
      for (const { controller } of aborted) controller.abort(new Error("enough"));
      await turn();
      expect(aborted.map(({ outcome }) => outcome)).toEqual(aborted.map(() => "cancelled"));
      await run.advance();
    }
    kinds.push(...calls.map(({ outcome }) => outcome));
    const { clock, concurrency, service } = run;
    expect([clock.pending, service.underWay, concurrency?.running ?? 0]).toEqual([0, 0, 0]);
    for (const { controller } of calls) {
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    }
  }
  // All of these happened often, so that the runs show something.
  for (const kind of ["success", "timeout", "cancelled", "network", "rate-limit"]) {
    expect(kinds.filter((each) => each === kind).length).toBeGreaterThan(50);
  }
  expect(kinds).not.toContain("unknown");
});
