import { wholeNumber } from "../whole-number.js";

/** Opens by the share of calls that fail. */
export interface SamplingPolicy {
  /** Share of failures from which the circuit opens, above 0 and at most 1. */
  readonly failureRate: number;
  /** Milliseconds that are looked back. */
  readonly window: number;
  /** Calls in the window below which nothing is concluded. */
  readonly minimumCalls: number;
}

/** When a closed circuit opens. */
export type BreakerPolicy =
  /** After so many failures without a success between them. */
  | { readonly consecutive: number }
  /** When too many of the last calls failed. */
  | { readonly sampling: SamplingPolicy };

/** @throws RangeError when a number of the policy is out of its range */
export function checkPolicy(policy: BreakerPolicy): void {
  if ("consecutive" in policy) {
    wholeNumber("consecutive", policy.consecutive);
    return;
  }
  const { failureRate, window, minimumCalls } = policy.sampling;
  if (!(failureRate > 0 && failureRate <= 1)) {
    throw new RangeError(`failureRate is ${failureRate}; it must be above 0 and at most 1.`);
  }
  if (!(window > 0 && window < Infinity)) {
    throw new RangeError(`window is ${window}; it must be positive and finite.`);
  }
  wholeNumber("minimumCalls", minimumCalls);
}
