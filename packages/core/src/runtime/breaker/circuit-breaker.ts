import { type BreakerPolicy, checkPolicy } from "./breaker-policy.js";
import type { BreakerStore } from "./breaker-store.js";
import { Circuit } from "./circuit.js";
import { CircuitMap } from "./circuit-map.js";
import type { CircuitChange, CircuitSettings, CircuitState } from "./circuit-settings.js";
import type { SharingSettings } from "./circuit-sharing.js";
import { type Clock, systemClock } from "../clock.js";
import { classifyError } from "../failure/classify-error.js";
import { StoreGuard } from "../store/store-guard.js";
import { wholeNumber } from "../whole-number.js";

export interface CircuitBreakerOptions {
  /** When a circuit opens. Default: `{ consecutive: 5 }`, as Envoy's outlier detection. */
  readonly policy?: BreakerPolicy;
  /** Milliseconds that a circuit stays open; then it is half-open. Default: 2,000. */
  readonly openFor?: number;
  /**
   * Milliseconds up to which that time doubles with every opening that follows without a closing between.
   * Default: `openFor`, so it does not grow.
   */
  readonly maxOpenFor?: number;
  /** Calls that a half-open circuit lets through; when all succeed it closes. Default: 1. */
  readonly halfOpenCalls?: number;
  /** Which errors are failures. Default: those of the kinds network, timeout and server. */
  readonly isFailure?: (error: unknown) => boolean;
  /** Told of every change. Must not throw. */
  readonly onChange?: (change: CircuitChange) => void;
  /** Circuits that are remembered although they are closed; up to twice as many may be. Default: 1,000. */
  readonly maxCircuits?: number;
  /** Shares the circuits with other processes. Default: none. */
  readonly store?: BreakerStore;
  /** Milliseconds between two questions to the store about one circuit. Default: 1,000. */
  readonly syncInterval?: number;
  /** Milliseconds after which a store that did not answer counts as failed. Default: 100. */
  readonly storeTimeout?: number;
  /** Told of every failure of the store. Must not throw. */
  readonly onStoreFailure?: (error: unknown) => void;
  /** Default: the machine's own. Only its monotonic time is used. */
  readonly clock?: Clock;
}

/**
 * Stops calling what fails too often, and lets single calls find out when it is back. Each key has a circuit of
 * its own. Source: M. Nygard, "Release It!", Pragmatic Bookshelf, 2007.
 */
export class CircuitBreaker {
  readonly #settings: CircuitSettings;
  readonly #circuits: CircuitMap;

  /** @throws RangeError when a number is out of its range */
  constructor(options: CircuitBreakerOptions = {}) {
    const { policy = { consecutive: 5 }, openFor = 2_000, maxOpenFor = openFor } = options;
    const { halfOpenCalls = 1, maxCircuits = 1_000, clock = systemClock } = options;
    checkPolicy(policy);
    if (!(openFor > 0)) throw new RangeError(`openFor is ${openFor}; it must be positive.`);
    if (!(maxOpenFor >= openFor)) {
      throw new RangeError(`maxOpenFor is ${maxOpenFor}; it must not be less than openFor.`);
    }
    wholeNumber("halfOpenCalls", halfOpenCalls);
    wholeNumber("maxCircuits", maxCircuits);
    const { isFailure = isServiceFailure, onChange } = options;
    const sharing = sharingSettings(options, clock);
    this.#settings = {
      policy,
      openFor,
      maxOpenFor,
      halfOpenCalls,
      isFailure,
      onChange,
      sharing,
      clock,
    };
    this.#circuits = new CircuitMap(maxCircuits);
  }

  /** The circuit of a key. Look it up for every call: one that is kept may be forgotten meanwhile. */
  circuit(key: string): Circuit {
    return this.#circuits.get(key) ?? this.#create(key);
  }

  /** What the circuit of a key is in now. */
  state(key: string): CircuitState {
    return this.#circuits.get(key)?.state ?? "closed";
  }

  /**
   * Makes a call if the circuit of `key` lets it through.
   * @throws {CircuitOpenError} when it does not
   * @throws what the task throws
   */
  async run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const circuit = this.circuit(key);
    const pass = circuit.admit();
    let result: Result;
    try {
      result = await task();
    } catch (error) {
      circuit.settle(pass, error);
      throw error;
    }
    circuit.succeed(pass);
    return result;
  }

  #create(key: string): Circuit {
    const circuit = new Circuit(key, this.#settings);
    this.#circuits.add(circuit);
    return circuit;
  }
}

/** What says that the service itself is unwell. A rate limit does not: who asks less often gets an answer. */
function isServiceFailure(error: unknown): boolean {
  const { kind } = classifyError(error);
  return kind === "network" || kind === "timeout" || kind === "server";
}

function sharingSettings(
  options: CircuitBreakerOptions,
  clock: Clock,
): SharingSettings | undefined {
  const { store, syncInterval = 1_000, storeTimeout = 100, onStoreFailure } = options;
  if (!(syncInterval > 0)) {
    throw new RangeError(`syncInterval is ${syncInterval}; it must be positive.`);
  }
  if (store === undefined) return undefined;
  const guard = new StoreGuard({
    timeout: storeTimeout,
    clock,
    ...(onStoreFailure && { onFailure: onStoreFailure }),
  });
  return { store, guard, syncInterval, tolerance: storeTimeout, clock };
}
