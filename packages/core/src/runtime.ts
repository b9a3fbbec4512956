export { type ErrorCode, errorCodes } from "./errors/error-codes.js";
export { AgentFlowError, isAgentFlowError } from "./errors/error.js";

export type { BreakerPolicy, SamplingPolicy } from "./runtime/breaker/breaker-policy.js";
export type { BreakerStore } from "./runtime/breaker/breaker-store.js";
export { CircuitBreaker, type CircuitBreakerOptions } from "./runtime/breaker/circuit-breaker.js";
export { CircuitOpenError } from "./runtime/breaker/circuit-open-error.js";
export type { CircuitChange, CircuitState } from "./runtime/breaker/circuit-settings.js";
export type { Circuit } from "./runtime/breaker/circuit.js";

export type { CacheCodec } from "./runtime/cache/cache-codec.js";
export { CacheManager } from "./runtime/cache/cache-manager.js";
export type {
  CacheBounds,
  CacheLoader,
  CacheLoadOptions,
  CacheManagerOptions,
  CacheSetOptions,
  CacheSharing,
  CacheStatistics,
  CacheWrapOptions,
} from "./runtime/cache/cache-options.js";
export type { CacheStore, CacheStoreEntry } from "./runtime/cache/cache-store.js";
export type {
  HttpCacheOptions,
  HttpSend,
  HttpServeOptions,
  ServedAnswer,
} from "./runtime/cache/http-cache-options.js";
export { HttpCache } from "./runtime/cache/http-cache.js";

export { anyRequest } from "./runtime/client/any-request.js";
export {
  bindGroups,
  type BoundGroups,
  type BoundOperation,
  type BoundPagedOperation,
  type BoundStreamedOperation,
} from "./runtime/client/bind-groups.js";
export type { CallOptions, ClientOptions } from "./runtime/client/client-options.js";
export type { Answer, Caller, StreamCaller } from "./runtime/client/caller.js";
export { type Client, createClient } from "./runtime/client/client.js";
export type {
  Middleware,
  MiddlewareAnswer,
  MiddlewareContext,
} from "./runtime/client/middleware.js";
export type {
  BodyDescription,
  ErrorStatus,
  HttpMethod,
  ItemsDescription,
  OperationDescription,
  ParameterDescription,
  ParameterLocation,
  ParameterStyle,
} from "./runtime/client/operation-description.js";
export {
  type CallArguments,
  defineOperation,
  definePagedOperation,
  defineStreamedOperation,
  type NoErrors,
  type NoFormats,
  type Operation,
  type OperationError,
  type PagedOperation,
  type ServiceResponse,
  type StreamedOperation,
} from "./runtime/client/operation.js";
export { usualRequest } from "./runtime/client/usual-request.js";
export type {
  AuthDescription,
  AuthScheme,
  RateLimitDescription,
  RetriedStatus,
  RetryDescription,
  ServerDescription,
  ServerVariable,
  ServiceDescription,
} from "./runtime/client/service-description.js";
export {
  atServer,
  type ServerChoice,
  serverUrl,
  type ServerValues,
} from "./runtime/client/server-url.js";
export { ServiceStream } from "./runtime/client/service-stream.js";

export { type Clock, systemClock } from "./runtime/clock.js";

export { classifyError, type ErrorClass } from "./runtime/failure/classify-error.js";
export {
  type ErrorContext,
  ErrorHandler,
  type ErrorHandlerOptions,
  type HandledError,
  logRecord,
  type LogValue,
} from "./runtime/failure/error-handler.js";
export type { ErrorKind, ErrorSeverity } from "./runtime/failure/error-kind.js";
export type { ErrorStatistics } from "./runtime/failure/error-statistics.js";
export { type BodyFormat, isServiceError, ServiceError } from "./runtime/failure/service-error.js";

export { decodeContentStream } from "./runtime/http/content-coding-stream.js";
export { decodeContent } from "./runtime/http/content-coding.js";
export {
  type AnswerHead,
  ExchangeError,
  type WireAnswer,
  type WireRequest,
} from "./runtime/http/exchange.js";
export { DecodeError } from "./runtime/http/decode-answer.js";
export type { FetchFunction, FetchInit, FetchResponse } from "./runtime/http/fetch-request.js";
export type { FormEncoding, PropertyEncoding } from "./runtime/http/form-encoding.js";
export { FetchTransport, type FetchTransportOptions } from "./runtime/http/fetch-transport.js";
export {
  JsonLineError,
  type JsonLinesOptions,
  readJsonLines,
  readJsonSequence,
} from "./runtime/http/json-lines.js";
export type { FilePart, FormFile } from "./runtime/http/multipart-part.js";
export type { RawBody } from "./runtime/http/request-body.js";
export type { ResponseHeaders } from "./runtime/http/response-headers.js";
export {
  readEvents,
  type ServerSentEvent,
  type ServerSentEventsOptions,
} from "./runtime/http/server-sent-events.js";

export type { CallMetrics } from "./runtime/metrics/call-series.js";
export type { LatencySummary } from "./runtime/metrics/latency-histogram.js";
export {
  MetricsCollector,
  type MetricsCollectorOptions,
  type OperationMetrics,
} from "./runtime/metrics/metrics-collector.js";
export type {
  CallRecord,
  MetricsRecorder,
  RequestRecord,
} from "./runtime/metrics/metrics-recorder.js";

export type { FixedSecret, OAuthGrant, TokenEndpoint } from "./runtime/oauth/oauth-grant.js";
export { oauthToken, type TokenInput } from "./runtime/oauth/oauth-token.js";
export type { TokenExchangeOptions } from "./runtime/oauth/token-exchange.js";

export {
  ConcurrencyLimiter,
  type ConcurrencyLimiterOptions,
  ConcurrencyLimitExceededError,
  type ConcurrencySlot,
} from "./runtime/rate-limit/concurrency-limiter.js";
export {
  RateLimitExceededError,
  RateLimitStoreError,
} from "./runtime/rate-limit/rate-limit-errors.js";
export type { RateLimit, RateLimitStore } from "./runtime/rate-limit/rate-limit-store.js";
export {
  type AcquireOptions,
  RateLimiter,
  type RateLimiterOptions,
  type TryAcquireOptions,
} from "./runtime/rate-limit/rate-limiter.js";
export type { WaitOptions } from "./runtime/rate-limit/wait-queue.js";

export { numberedPages, offsetPages } from "./runtime/paging/counted-pages.js";
export { cursorPages, lastItemPages } from "./runtime/paging/cursor-pages.js";
export { itemsAt, type ItemsReader } from "./runtime/paging/page-items.js";
export { linkPages } from "./runtime/paging/link-pages.js";
export { nextUrlPages } from "./runtime/paging/next-url-pages.js";
export type {
  CursorPagingDescription,
  LastItemPagingDescription,
  LinkPagingDescription,
  NextUrlPagingDescription,
  OffsetPagingDescription,
  PageNumberPagingDescription,
  PagingDescription,
  PropertyPath,
} from "./runtime/paging/paging-description.js";
export type { NextOf, NextPage, Paging } from "./runtime/paging/paging.js";

export { encodePathLiteral } from "./runtime/parameters/percent-encoding.js";

export { backoffDelay, type BackoffOptions, type Jitter } from "./runtime/retry/backoff.js";
export { parseReset, parseRetryAfter, parseRetryAfterMs } from "./runtime/retry/retry-after.js";
export type { RetryAttempt, RetryAttempts } from "./runtime/retry/retry-attempts.js";
export { RetryBudget, type RetryBudgetOptions } from "./runtime/retry/retry-budget.js";
export {
  RetryHelper,
  type RetryHelperOptions,
  type RetryOptions,
  type RetryRunOptions,
} from "./runtime/retry/retry-helper.js";
export type { RetryEvent } from "./runtime/retry/retry-sequence.js";

export { isSecret } from "./runtime/secrets/is-secret.js";
export { directorySecrets } from "./runtime/secrets/directory-secrets.js";
export { envFileSecrets, type EnvFileSecretsOptions } from "./runtime/secrets/env-file-secrets.js";
export {
  environmentSecrets,
  type EnvironmentSecretsOptions,
} from "./runtime/secrets/environment-secrets.js";
export {
  SecretManager,
  type SecretManagerOptions,
  type SecretReadOptions,
  type SecretValidation,
} from "./runtime/secrets/secret-manager.js";
export type { SecretSource } from "./runtime/secrets/secret-source.js";
export {
  type CredentialFunction,
  type CredentialRequest,
  secret,
  Secret,
  type SecretInput,
} from "./runtime/secrets/secret.js";

export type { DeliveryMemoryOptions } from "./runtime/webhook/delivery-memory.js";
export type { DeliveryStore } from "./runtime/webhook/delivery-store.js";
export { signWebhook, type SignWebhookOptions } from "./runtime/webhook/sign-webhook.js";
export type { WebhookBody } from "./runtime/webhook/webhook-body.js";
export type { WebhookDelivery } from "./runtime/webhook/webhook-delivery.js";
export { WebhookError, type WebhookErrorReason } from "./runtime/webhook/webhook-error.js";
export type { WebhookHeaders } from "./runtime/webhook/webhook-headers.js";
export {
  type ReceivedWebhook,
  type WebhookEventDescription,
  type WebhookHandler,
  type WebhookMark,
  WebhookReceiver,
  type WebhookReceiverOptions,
} from "./runtime/webhook/webhook-receiver.js";
export type { WebhookScheme, WebhookTimestamp } from "./runtime/webhook/webhook-scheme.js";
export {
  githubWebhooks,
  standardWebhooks,
  stripeWebhooks,
} from "./runtime/webhook/webhook-schemes.js";
export {
  type WebhookRequest,
  WebhookVerifier,
  type WebhookVerifierOptions,
} from "./runtime/webhook/webhook-verifier.js";
export { defineValues, type OperationValues } from "./runtime/values/define-values.js";
export type { ValueTypes } from "./runtime/values/read-values.js";
export type { ValueConversion } from "./runtime/values/value-conversion.js";
export type { ShapeVariant, ValueFormat, ValueShape } from "./runtime/values/value-shape.js";
