import type { ServiceError } from "../failure/service-error.js";
import type { RateLimitReading } from "../rate-limit/rate-limit-gate.js";
import { noSecrets } from "../secrets/secret-filter.js";
import { callFailure } from "./call-failure.js";
import type { CallOptions } from "./client-options.js";
import { type ClientSettings, positive } from "./client-settings.js";
import type { CallAuth } from "./call-auth.js";
import type { Credential } from "./credentials.js";
import type { ExchangeError } from "../http/exchange.js";
import { inTime } from "./in-time.js";
import { acceptsOnlyJson } from "../http/media-type.js";
import type { PreparedRequest } from "./prepare-request.js";
import { headerValue, type ResponseHeaders } from "../http/response-headers.js";
import type { RetryHelper } from "../retry/retry-helper.js";
import type { OperationPlan } from "./operation-plan.js";

const notLimited: RateLimitReading = { limited: false, retryAfter: undefined };

/** What one call knows of itself while it runs. */
export class CallContext {
  readonly settings: ClientSettings;
  readonly plan: OperationPlan;
  readonly options: CallOptions;
  /** By `clock.now()`. */
  readonly deadline: number;
  readonly retryHelper: RetryHelper;
  readonly auth: CallAuth;
  /** The caller's own, or one for this call where the service takes one with each. */
  readonly idempotencyKey: string | undefined;
  credential: Credential | undefined;
  /** True when the call may be sent again. */
  repeatable = false;
  /** True when an answer that is not JSON is wrong. */
  jsonOnly = false;
  /** Requests that were sent, redirects not counted. */
  attempts = 0;
  /** The service's own name for the last request, as it came. */
  requestId: string | undefined;
  /** What the last answer said of the caller's quota. */
  reading: RateLimitReading = notLimited;

  /** @throws RangeError when a timeout is not positive, or a retry option out of its range */
  constructor(settings: ClientSettings, plan: OperationPlan, options: CallOptions) {
    this.settings = settings;
    this.plan = plan;
    this.options = options;
    this.auth = settings.authFor(plan.description.auth);
    const timeout = positive("timeout", options.timeout ?? settings.timeout);
    this.retryHelper = settings.retryHelper(options.retry);
    if (options.idleTimeout !== undefined) positive("idleTimeout", options.idleTimeout);
    this.deadline = settings.clock.now() + timeout;
    this.idempotencyKey = options.idempotencyKey ?? settings.idempotencyKeyFor(plan.description);
  }

  get operation(): string {
    return this.plan.description.id;
  }

  get signal(): AbortSignal | undefined {
    return this.options.signal;
  }

  /** Removes the call's credentials from what is reported. */
  get filter(): Credential["filter"] {
    return this.credential?.filter ?? noSecrets;
  }

  /** Milliseconds that are left of the call's time. */
  get remaining(): number {
    return this.deadline - this.settings.clock.now();
  }

  /**
   * What a task resolves to, in the call's time.
   * @throws {ExchangeError} what `late` makes when the time is over; of kind "cancelled" when the call's signal aborts
   */
  inTime<Value>(
    task: (signal: AbortSignal) => Promise<Value>,
    late: () => ExchangeError,
  ): Promise<Value> {
    const { remaining, settings, signal } = this;
    return inTime(task, { clock: settings.clock, timeout: remaining, signal, late });
  }

  /** Takes note of what the call is about to send. */
  prepared({ repeatable, headers: { accept } }: PreparedRequest): void {
    const { description, jsonOnly } = this.plan;
    this.repeatable = repeatable;
    this.jsonOnly = accept === description.accept ? jsonOnly : acceptsOnlyJson(accept);
  }

  /** Takes note that a request is sent. */
  sending(): void {
    this.attempts += 1;
    this.requestId = undefined;
  }

  /** Takes note of which request an answer is to. */
  answered(headers: ResponseHeaders): void {
    const field = this.settings.requestIdField;
    this.requestId = field === undefined ? undefined : headerValue(headers, field);
  }

  /**
   * The service error that stands for whatever stopped the call.
   * @param signal what may have stopped it; not always the call's own, because others may wait for the same answer
   */
  failure(error: unknown, signal: AbortSignal | undefined = this.signal): ServiceError {
    return callFailure(error, {
      service: this.settings.service.name,
      operation: this.operation,
      filter: this.filter,
      attempts: this.attempts,
      requestId: this.requestId,
      repeatable: this.repeatable,
      signal,
    });
  }
}
