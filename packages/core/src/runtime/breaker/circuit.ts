import { CircuitOpenError } from "./circuit-open-error.js";
import type { CircuitSettings, CircuitState } from "./circuit-settings.js";
import { CircuitSharing } from "./circuit-sharing.js";
import { type FailureCount, failureCount } from "./failure-count.js";

/**
 * Whether one service may be called. `admit` gives a pass or throws; the pass then goes to exactly one of
 * `succeed`, `fail` and `release`, or to `settle`. What a call says of a state that has ended since is ignored.
 */
export class Circuit {
  readonly key: string;
  readonly #settings: CircuitSettings;
  readonly #failures: FailureCount;
  readonly #sharing: CircuitSharing | undefined;
  #state: CircuitState = "closed";
  /** What calls get that are admitted now. */
  #pass = 0;
  /** The first pass of the current state. */
  #firstPass = 0;
  /** By `clock.now()`. */
  #openUntil = 0;
  /** Openings without a closing between them. */
  #openings = 0;
  /** Half-open calls that have not settled, but those whose place was given to others. */
  #probes = 0;
  #probeSuccesses = 0;
  /** When the places of calls that did not settle are given to others, by `clock.now()`. */
  #probesUntil = 0;

  /** Made by `CircuitBreaker.circuit`. */
  constructor(key: string, settings: CircuitSettings) {
    this.key = key;
    this.#settings = settings;
    this.#failures = failureCount(settings.policy, settings.clock);
    const { sharing } = settings;
    this.#sharing =
      sharing &&
      new CircuitSharing(key, sharing, {
        version: () => this.#pass,
        learn: (ms) => {
          this.#learn(ms, sharing.tolerance);
        },
      });
  }

  /** Half-open as soon as a call would be let through. */
  get state(): CircuitState {
    const isOver = this.#state === "open" && this.#settings.clock.now() >= this.#openUntil;
    return isOver ? "half-open" : this.#state;
  }

  /**
   * Asks to make a call.
   * @returns the pass of the call
   * @throws {CircuitOpenError} when it may not be made
   */
  admit(): number {
    this.#sharing?.refresh();
    if (this.#state !== "closed") this.#admitProbe();
    return this.#pass;
  }

  /** The service did what it was asked to, or gave an answer that was the caller's own fault. */
  succeed(pass: number): void {
    if (pass < this.#firstPass) return;
    if (this.#state === "closed") {
      this.#failures.succeed();
      return;
    }
    this.#leave(pass);
    this.#probeSuccesses += 1;
    if (this.#probeSuccesses >= this.#settings.halfOpenCalls) {
      this.#close();
      this.#sharing?.closed();
    }
  }

  /** The service failed. */
  fail(pass: number): void {
    if (pass < this.#firstPass) return;
    if (this.#state === "closed" && !this.#failures.fail()) return;
    const { openFor, maxOpenFor, clock } = this.#settings;
    const duration = Math.min(maxOpenFor, openFor * 2 ** Math.min(this.#openings, 1_000));
    this.#openings += 1;
    this.#openUntil = clock.now() + duration;
    this.#enter("open");
    this.#sharing?.opened(this.#openUntil);
  }

  /** The call says nothing of the service, for example because its caller gave it up. */
  release(pass: number): void {
    if (this.#state === "half-open") this.#leave(pass);
  }

  /**
   * Settles a call that threw: a failure is what the breaker's `isFailure` calls one; any other error with an
   * HTTP `status` is an answer, so the service is well; what is left says nothing.
   */
  settle(pass: number, error: unknown): void {
    if (this.#settings.isFailure(error)) this.fail(pass);
    else if (hasStatus(error)) this.succeed(pass);
    else this.release(pass);
  }

  #admitProbe(): void {
    const { clock, halfOpenCalls, openFor } = this.#settings;
    const now = clock.now();
    if (this.#state === "open") {
      if (now < this.#openUntil) throw new CircuitOpenError(this.key, this.#openUntil - now);
      this.#probes = 0;
      this.#probeSuccesses = 0;
      this.#enter("half-open");
    } else if (this.#probes + this.#probeSuccesses >= halfOpenCalls) {
      if (now < this.#probesUntil) throw new CircuitOpenError(this.key, this.#probesUntil - now);
      // What they say still counts when it comes: a service that is slow but well has to close the circuit.
      this.#probes = 0;
      this.#pass += 1;
    }
    this.#probes += 1;
    this.#probesUntil = now + openFor;
  }

  /** Frees the place of a half-open call. That of one that took too long is another's by now. */
  #leave(pass: number): void {
    if (pass === this.#pass) this.#probes -= 1;
  }

  #close(): void {
    this.#openings = 0;
    this.#failures.reset();
    this.#enter("closed");
  }

  #enter(to: CircuitState): void {
    const from = this.#state;
    this.#state = to;
    this.#pass += 1;
    this.#firstPass = this.#pass;
    this.#settings.onChange?.({ key: this.key, from, to });
  }

  /**
   * Takes over what other processes found out.
   * @param ms that the circuit stays open from now on, as the store says; 0 when it is closed there
   * @param tolerance milliseconds by which times may differ only because the store is asked over a network
   */
  #learn(ms: number, tolerance: number): void {
    const now = this.#settings.clock.now();
    const left = this.#state === "open" ? this.#openUntil - now : 0;
    if (ms > left + tolerance) {
      this.#openUntil = now + ms;
      if (this.#state !== "open") this.#enter("open");
    } else if (ms === 0 && left > tolerance) {
      this.#close();
    }
  }
}

function hasStatus(error: unknown): boolean {
  return error instanceof Error && "status" in error && typeof error.status === "number";
}
