import {
  type ClientOptions,
  ErrorHandler,
  MetricsCollector,
  RateLimiter,
} from "@agentflow/core/runtime";

/**
 * Options of a client that does everything it can do, and is never held up by a limit.
 * Retry and typed errors are always on.
 */
export function everythingOn(): ClientOptions {
  return {
    rateLimiter: new RateLimiter({ rate: 1e9 }),
    metrics: new MetricsCollector(),
    errorHandler: new ErrorHandler(),
  };
}
