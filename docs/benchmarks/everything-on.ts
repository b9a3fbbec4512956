import {
  CircuitBreaker,
  type ClientOptions,
  ErrorHandler,
  MetricsCollector,
  RateLimiter,
} from "@agentflow/core/runtime";

/**
 * Options of a client that does everything it can do, and is held up by no limit.
 * Retry and typed errors are always on.
 */
export function everythingOn(): ClientOptions {
  return {
    // By share: of a million calls that fail independently, five in a row do sometimes.
    breaker: new CircuitBreaker({
      policy: { sampling: { failureRate: 0.5, window: 10_000, minimumCalls: 100 } },
    }),
    rateLimiter: new RateLimiter({ rate: 1e9 }),
    metrics: new MetricsCollector(),
    errorHandler: new ErrorHandler(),
  };
}
