import type { BreakerPolicy } from "./breaker-policy.js";
import type { SharingSettings } from "./circuit-sharing.js";
import type { Clock } from "../clock.js";

/** Closed: calls go through. Open: none does. Half-open: some do, to find out whether the service is back. */
export type CircuitState = "closed" | "open" | "half-open";

/** A circuit that changed its state. */
export interface CircuitChange {
  readonly key: string;
  readonly from: CircuitState;
  readonly to: CircuitState;
}

/** What the circuits of one breaker follow, with every default filled in. */
export interface CircuitSettings {
  readonly policy: BreakerPolicy;
  readonly openFor: number;
  readonly maxOpenFor: number;
  readonly halfOpenCalls: number;
  readonly isFailure: (error: unknown) => boolean;
  readonly onChange: ((change: CircuitChange) => void) | undefined;
  readonly sharing: SharingSettings | undefined;
  readonly clock: Clock;
}
