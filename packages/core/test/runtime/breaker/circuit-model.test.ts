import fc from "fast-check";
import { expect, it } from "vitest";
import type { BreakerPolicy } from "../../../src/runtime/breaker/breaker-policy.js";
import type { Circuit } from "../../../src/runtime/breaker/circuit.js";
import { CircuitBreaker } from "../../../src/runtime/breaker/circuit-breaker.js";
import { CircuitOpenError } from "../../../src/runtime/breaker/circuit-open-error.js";
import { FakeClock } from "../../../src/testing.js";
import { key } from "./circuit-calls.js";

interface Options {
  readonly policy: BreakerPolicy;
  readonly halfOpenCalls: number;
}

type Outcome = "succeed" | "fail" | "release";

interface Call {
  /** How often the state had changed when it was admitted. */
  readonly era: number;
}

const [openFor, maxOpenFor] = [100, 350];

/** What a circuit has to do, written without regard to cost: every call is kept. */
class Reference {
  state: "closed" | "open" | "half-open" = "closed";
  readonly #options: Options;
  #era = 0;
  #calls: { readonly time: number; readonly failed: boolean }[] = [];
  #openUntil = 0;
  #openings = 0;
  #probes: Call[] = [];
  #probeTime = 0;
  #successes = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** A call, or the milliseconds after which to ask again. */
  admit(now: number): Call | number {
    this.look(now);
    if (this.state === "open") return this.#openUntil - now;
    if (this.state === "half-open") {
      if (this.#probes.length + this.#successes >= this.#options.halfOpenCalls) {
        if (now < this.#probeTime + openFor) return this.#probeTime + openFor - now;
        this.#probes = [];
      }
      this.#probeTime = now;
    }
    const call = { era: this.#era };
    this.#probes.push(call);
    return call;
  }

  settle(call: Call, outcome: Outcome, now: number): void {
    if (call.era !== this.#era) return;
    this.#probes = this.#probes.filter((probe) => probe !== call);
    if (outcome === "release") return;
    this.#calls.push({ time: now, failed: outcome === "fail" });
    if (this.state === "half-open") this.#successes += 1;
    if (outcome === "fail" && (this.state === "half-open" || this.#trips(now))) {
      this.#openUntil = now + Math.min(maxOpenFor, openFor * 2 ** this.#openings);
      this.#openings += 1;
      this.#enter("open");
    } else if (this.state === "half-open" && this.#successes === this.#options.halfOpenCalls) {
      this.#openings = 0;
      this.#enter("closed");
    }
  }

  look(now: number): void {
    if (this.state === "open" && now >= this.#openUntil) this.#enter("half-open");
  }

  #trips(now: number): boolean {
    const { policy } = this.#options;
    if ("consecutive" in policy) {
      const last = this.#calls.slice(-policy.consecutive);
      return last.length === policy.consecutive && last.every(({ failed }) => failed);
    }
    const { window, failureRate, minimumCalls } = policy.sampling;
    const slice = (time: number): number => Math.floor(time / (window / 10));
    const recent = this.#calls.filter(({ time }) => slice(time) > slice(now) - 10);
    const failures = recent.filter(({ failed }) => failed).length;
    return recent.length >= minimumCalls && failures / recent.length >= failureRate;
  }

  #enter(state: "closed" | "open" | "half-open"): void {
    this.state = state;
    this.#era += 1;
    this.#calls = [];
    this.#probes = [];
    this.#successes = 0;
  }
}

const outcomes: readonly Outcome[] = ["succeed", "fail", "fail", "release"];

function admission(circuit: Circuit): { readonly pass?: number; readonly retryAfter?: number } {
  try {
    return { pass: circuit.admit() };
  } catch (error) {
    if (error instanceof CircuitOpenError) return { retryAfter: error.retryAfter };
    throw error;
  }
}

/** What a circuit and the reference say to the same events, every number of which is one. */
function play(
  events: Iterable<number>,
  options: Options,
): { circuit: string[]; reference: string[] } {
  const clock = new FakeClock({ manual: true });
  const breaker = new CircuitBreaker({ ...options, openFor, maxOpenFor, clock });
  const circuit = breaker.circuit(key);
  const reference = new Reference(options);
  const running: { readonly pass: number; readonly call: Call }[] = [];
  const said: ReturnType<typeof play> = { circuit: [], reference: [] };
  for (const event of events) {
    const choice = Math.floor(event / 16);
    if (event % 16 < 7) {
      const call = reference.admit(clock.now());
      const { pass, retryAfter } = admission(circuit);
      if (typeof call !== "number" && pass !== undefined) running.push({ pass, call });
      said.circuit.push(`wait ${retryAfter}`);
      said.reference.push(`wait ${typeof call === "number" ? call : undefined}`);
    } else if (event % 16 < 14) {
      const [settled] = running.splice(choice % Math.max(1, running.length), 1);
      const outcome = outcomes[Math.floor(choice / 1_024) % outcomes.length] ?? "fail";
      if (settled === undefined) continue;
      circuit[outcome](settled.pass);
      reference.settle(settled.call, outcome, clock.now());
    } else {
      clock.advance((choice % 13) * 5);
    }
    reference.look(clock.now());
    said.circuit.push(circuit.state);
    said.reference.push(reference.state);
  }
  return said;
}

const policies: readonly BreakerPolicy[] = [
  { consecutive: 1 },
  { consecutive: 3 },
  { sampling: { failureRate: 0.5, window: 200, minimumCalls: 4 } },
  { sampling: { failureRate: 0.7, window: 35, minimumCalls: 2 } },
];

it("a circuit does what the reference does, in 100,000 random events of 500 histories", () => {
  const history = fc.uint32Array({ minLength: 200, maxLength: 200 });
  const options = fc.record({
    policy: fc.constantFrom(...policies),
    halfOpenCalls: fc.integer({ min: 1, max: 3 }),
  });
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(history, options, (events, settings) => {
      const { circuit, reference } = play(events, settings);
      expect(circuit).toEqual(reference);
      for (const each of reference) seen.set(each, (seen.get(each) ?? 0) + 1);
    }),
    { numRuns: 500 },
  );
  // Histories in which nothing opens, or nothing closes, would prove little.
  for (const state of ["closed", "open", "half-open"]) {
    expect(seen.get(state)).toBeGreaterThan(5_000);
  }
});
