export { isAgentFlowError, AgentFlowError } from "./errors/error.js";
export { type ErrorCode, errorCodes } from "./errors/error-codes.js";

export type { AnswerCache, StoredAnswer } from "./runtime/cache/answer-cache.js";
export { backoffDelay, type BackoffOptions } from "./runtime/retry/backoff.js";
export type { BreakerStore } from "./runtime/breaker/breaker-store.js";
export {
  bindGroups,
  type BoundGroups,
  type BoundOperation,
  type BoundPagedOperation,
} from "./runtime/client/bind-groups.js";
export {
  CacheManager,
  type CacheManagerOptions,
  type CacheWrapOptions,
} from "./runtime/cache/cache-manager.js";
export type { CacheStore, CacheStoreEntry } from "./runtime/cache/cache-store.js";
export { type Client, createClient } from "./runtime/client/client.js";
export type { CallOptions, ClientOptions } from "./runtime/client/client-options.js";
export { type Clock, systemClock } from "./runtime/clock.js";
export {
  classifyError,
  type ErrorClass,
  type ErrorContext,
  ErrorHandler,
  type ErrorStatistics,
  type HandledError,
} from "./runtime/failure/error-handler.js";
export type { ErrorKind, ErrorSeverity } from "./runtime/failure/error-kind.js";
export type { LatencySummary } from "./runtime/metrics/latency-histogram.js";
export {
  type CallRecord,
  MetricsCollector,
  type OperationMetrics,
} from "./runtime/metrics/metrics-collector.js";
export {
  type CallArguments,
  defineOperation,
  definePagedOperation,
  type NoErrors,
  type Operation,
  type OperationError,
  type PagedOperation,
  type ServiceResponse,
} from "./runtime/client/operation.js";
export type {
  BodyDescription,
  ErrorStatus,
  HttpMethod,
  LinkPagingDescription,
  OperationDescription,
  PagingDescription,
  ParameterDescription,
  ParameterLocation,
  ParameterStyle,
} from "./runtime/client/operation-description.js";
export type { RateLimit, RateLimitStore } from "./runtime/rate-limit/rate-limit-store.js";
export {
  type AcquireOptions,
  RateLimiter,
  type RateLimiterOptions,
  RateLimitExceededError,
} from "./runtime/rate-limit/rate-limiter.js";
export type { RawBody } from "./runtime/http/request-body.js";
export type { ResponseHeaders } from "./runtime/http/response-headers.js";
export {
  RetryHelper,
  type RetryHelperOptions,
  type RetryOptions,
  type RetryRunOptions,
} from "./runtime/retry/retry-helper.js";
export { isSecret, secret, Secret, type SecretInput } from "./runtime/secrets/secret.js";
export {
  SecretManager,
  type SecretManagerOptions,
  type SecretValidation,
} from "./runtime/secrets/secret-manager.js";
export { type BodyFormat, isServiceError, ServiceError } from "./runtime/failure/service-error.js";
export type {
  AuthDescription,
  RateLimitDescription,
  ServiceDescription,
} from "./runtime/client/service-description.js";
