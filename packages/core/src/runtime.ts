export { isAgentFlowError, AgentFlowError } from "./errors/error.js";
export { type ErrorCode, errorCodes } from "./errors/error-codes.js";

export type { AnswerCache, StoredAnswer } from "./runtime/answer-cache.js";
export { backoffDelay, type BackoffOptions } from "./runtime/backoff.js";
export {
  bindGroups,
  type BoundGroups,
  type BoundOperation,
  type BoundPagedOperation,
} from "./runtime/bind-groups.js";
export {
  CacheManager,
  type CacheManagerOptions,
  type CacheWrapOptions,
} from "./runtime/cache-manager.js";
export { type Client, createClient } from "./runtime/client.js";
export type { CallOptions, ClientOptions } from "./runtime/client-options.js";
export { type Clock, systemClock } from "./runtime/clock.js";
export {
  classifyError,
  type ErrorClass,
  type ErrorContext,
  ErrorHandler,
  type ErrorStatistics,
  type HandledError,
} from "./runtime/error-handler.js";
export type { ErrorKind, ErrorSeverity } from "./runtime/error-kind.js";
export type { LatencySummary } from "./runtime/latency-histogram.js";
export {
  type CallRecord,
  MetricsCollector,
  type OperationMetrics,
} from "./runtime/metrics-collector.js";
export {
  type CallArguments,
  defineOperation,
  definePagedOperation,
  type NoErrors,
  type Operation,
  type OperationError,
  type PagedOperation,
  type ServiceResponse,
} from "./runtime/operation.js";
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
} from "./runtime/operation-description.js";
export {
  type AcquireOptions,
  RateLimiter,
  type RateLimiterOptions,
  RateLimitExceededError,
} from "./runtime/rate-limiter.js";
export type { RawBody } from "./runtime/request-body.js";
export type { ResponseHeaders } from "./runtime/response-headers.js";
export {
  RetryHelper,
  type RetryHelperOptions,
  type RetryOptions,
  type RetryRunOptions,
} from "./runtime/retry-helper.js";
export { isSecret, secret, Secret, type SecretInput } from "./runtime/secret.js";
export {
  SecretManager,
  type SecretManagerOptions,
  type SecretValidation,
} from "./runtime/secret-manager.js";
export { type BodyFormat, isServiceError, ServiceError } from "./runtime/service-error.js";
export type {
  AuthDescription,
  RateLimitDescription,
  ServiceDescription,
} from "./runtime/service-description.js";
