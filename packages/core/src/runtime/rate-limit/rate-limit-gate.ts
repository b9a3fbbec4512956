import type { Clock } from "../clock.js";
import { RateLimiter } from "./rate-limiter.js";
import { headerValue, type ResponseHeaders } from "../http/response-headers.js";
import { parseHttpDate, parseRetryAfter } from "../retry/retry-after.js";
import type { RateLimitDescription } from "../client/service-description.js";

/** What an answer says of the caller's quota. */
export interface RateLimitReading {
  /** True when the service refused the call because there were too many. */
  readonly limited: boolean;
  /** Milliseconds after which calls are taken again, when the answer says so. */
  readonly retryAfter: number | undefined;
}

interface Quota {
  readonly remaining: number | undefined;
  /** Milliseconds from now. */
  readonly resetIn: number | undefined;
}

/** Keeps a client to what the service said of its limits, for each quota by itself. */
export class RateLimitGate {
  readonly #description: RateLimitDescription | undefined;
  readonly #clock: Clock;
  readonly #limiters = new Map<string, RateLimiter>();
  /** Which quota an operation counts against, as its last answer said. */
  readonly #resources = new Map<string, string>();

  constructor(description: RateLimitDescription | undefined, clock: Clock) {
    this.#description = description;
    this.#clock = clock;
  }

  /** What an operation has to ask before it is called, if anything is known of its quota. */
  limiter(operation: string): RateLimiter | undefined {
    return this.#limiters.get(this.#resources.get(operation) ?? "");
  }

  /** Learns from an answer. */
  read(operation: string, status: number, headers: ResponseHeaders): RateLimitReading {
    const now = this.#serviceTime(headers);
    const retryAfter = parseRetryAfter(headerValue(headers, "retry-after"), now);
    const description = this.#description;
    if (description === undefined) return { limited: status === 429, retryAfter };
    const { remaining, resetIn } = this.#quota(description, headers, now);
    const wait = retryAfter ?? (remaining === 0 ? resetIn : undefined);
    const limited =
      status === 429 ||
      (description.limitedStatuses.includes(status) &&
        (remaining === 0 || retryAfter !== undefined));
    const resource = description.resource === undefined ? "" : field(headers, description.resource);
    if (resource !== "") this.#resources.set(operation, resource);
    if (wait !== undefined && (limited || remaining === 0)) this.#hold(resource, wait);
    return { limited, retryAfter: wait };
  }

  #hold(resource: string, wait: number): void {
    let limiter = this.#limiters.get(resource);
    if (limiter === undefined) {
      limiter = new RateLimiter({ rate: Infinity, clock: this.#clock });
      this.#limiters.set(resource, limiter);
    }
    limiter.observe(0, this.#clock.wallTime() + wait);
  }

  #quota(description: RateLimitDescription, headers: ResponseHeaders, now: number): Quota {
    const remaining = wholeNumber(field(headers, description.remaining));
    const reset = wholeNumber(field(headers, description.reset));
    if (reset === undefined) return { remaining, resetIn: undefined };
    if (description.resetUnit === "delta-seconds") return { remaining, resetIn: reset * 1000 };
    // Some services send milliseconds; as seconds they would be thousands of years from now.
    const resetAt = reset > 100_000_000_000 ? reset : reset * 1000;
    return { remaining, resetIn: Math.max(0, resetAt - now) };
  }

  /** The service's own time where it says it, so that a machine whose clock is wrong waits just as long. */
  #serviceTime(headers: ResponseHeaders): number {
    return parseHttpDate(headerValue(headers, "date") ?? "") ?? this.#clock.wallTime();
  }
}

function field(headers: ResponseHeaders, name: string): string {
  return headerValue(headers, name.toLowerCase())?.trim() ?? "";
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
