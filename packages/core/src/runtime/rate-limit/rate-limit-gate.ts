import type { RateLimitDescription } from "../client/service-description.js";
import type { Clock } from "../clock.js";
import { headerValue, type ResponseHeaders } from "../http/response-headers.js";
import { parseHttpDate, parseRetryAfter } from "../retry/retry-after.js";
import { Quota } from "./quota.js";
import { QuotaReader } from "./quota-reader.js";
import { decimal, type QuotaReading } from "./quota-reading.js";
import type { WaitOptions } from "./wait-queue.js";

/** What an answer says of the caller's quota. */
export interface RateLimitReading {
  /** True when the service refused the call because there were too many. */
  readonly limited: boolean;
  /** Milliseconds after which calls are taken again, when the answer says so. */
  readonly retryAfter: number | undefined;
}

/** What is known of an operation. */
interface OperationState {
  quota: Quota;
  /** Its calls that wait for an answer. */
  inFlight: number;
}

const fine: RateLimitReading = { limited: false, retryAfter: undefined };

/** 429 is RFC 6585 §4; GitHub says 403. */
const limitedByDefault: readonly number[] = [403, 429];

/**
 * Keeps a client to what the service says of its limits, for each quota by itself.
 *
 * Around every request: `enter` before it, then exactly one of `read`, when an answer came, `leave`, when none came,
 * and `withdraw`, when it was not sent. An `enter` that rejects needs none of them.
 */
export class RateLimitGate {
  readonly #description: RateLimitDescription | undefined;
  readonly #clock: Clock;
  readonly #reader: QuotaReader;
  readonly #quotas = new Map<string, Quota>();
  readonly #operations = new Map<string, OperationState>();
  #date = "";
  #dateTime = 0;

  constructor(description: RateLimitDescription | undefined, clock: Clock) {
    this.#description = description;
    this.#clock = clock;
    this.#reader = new QuotaReader(description);
  }

  /** Quotas that operations count against. */
  get size(): number {
    return this.#quotas.size;
  }

  /**
   * Waits until a call may go; `undefined` when it may go at once.
   * @throws the signal's reason when it aborts, and RateLimitExceededError when its turn comes too late
   */
  enter(operation: string, options: WaitOptions): Promise<void> | undefined {
    const state = this.#operations.get(operation) ?? this.#meet(operation);
    const { quota } = state;
    const turn = quota.enter(options);
    if (turn !== undefined) return this.#entered(state, quota, turn);
    state.inFlight += 1;
    return undefined;
  }

  /** Learns from an answer. */
  read(operation: string, status: number, headers: ResponseHeaders): RateLimitReading {
    const state = this.#operations.get(operation) ?? this.#meet(operation);
    const now = (): number => this.#serviceTime(headers);
    const { quotas, resource } = this.#reader.read(headers, now);
    if (resource !== "") this.#assign(state, resource);
    if (status < 400) {
      state.inFlight -= 1;
      state.quota.answered(quotas);
      return fine;
    }
    const retryAfter = this.#retryAfter(headers);
    const exhausted = quotas.filter(({ remaining }) => remaining === 0);
    const limited = this.#isLimited(status, exhausted.length > 0 || retryAfter !== undefined);
    const resets = exhausted.flatMap(({ resetIn }) => resetIn ?? []);
    const wait = retryAfter ?? (resets.length > 0 ? Math.max(...resets) : undefined);
    // Where nothing says what was used up, it may be a limit of this operation alone.
    if (limited && resource === "" && this.#description === undefined) {
      if (state.quota === this.#quotas.get("")) this.#assign(state, `operation ${operation}`);
    }
    state.inFlight -= 1;
    state.quota.failed(
      retryAfter === undefined ? quotas : quotas.map((quota) => resetAfter(quota, retryAfter)),
      limited ? wait : undefined,
    );
    return { limited, retryAfter: wait };
  }

  /** A call that ended without an answer: the service may have counted it. */
  leave(operation: string): void {
    const state = this.#operations.get(operation) ?? this.#meet(operation);
    state.inFlight -= 1;
    state.quota.unanswered();
  }

  /** A call that had entered and is not sent after all. */
  withdraw(operation: string): void {
    const state = this.#operations.get(operation) ?? this.#meet(operation);
    state.inFlight -= 1;
    state.quota.move(-1);
  }

  #isLimited(status: number, told: boolean): boolean {
    const statuses = this.#description?.limitedStatuses ?? limitedByDefault;
    return status === 429 || (told && statuses.includes(status));
  }

  async #entered(state: OperationState, quota: Quota, turn: Promise<void>): Promise<void> {
    await turn;
    // Meanwhile an answer may have told that the operation counts against another one.
    if (state.quota !== quota) {
      quota.move(-1);
      state.quota.move(1);
    }
    state.inFlight += 1;
  }

  /** Until its first answer an operation counts against what those do that name no quota. */
  #meet(operation: string): OperationState {
    const quota = this.#quota("");
    const state: OperationState = { quota, inFlight: 0 };
    quota.operations += 1;
    this.#operations.set(operation, state);
    return state;
  }

  #assign(state: OperationState, resource: string): void {
    const before = state.quota;
    const quota = this.#quota(resource);
    if (quota === before) return;
    state.quota = quota;
    quota.operations += 1;
    before.operations -= 1;
    quota.move(state.inFlight);
    before.move(-state.inFlight);
    for (const [name, each] of this.#quotas) {
      if (each.operations === 0) this.#quotas.delete(name);
    }
  }

  #quota(resource: string): Quota {
    let quota = this.#quotas.get(resource);
    if (quota === undefined) {
      quota = new Quota(this.#clock);
      this.#quotas.set(resource, quota);
    }
    return quota;
  }

  /** `Retry-After` (RFC 9110 §10.2.3), or the field in milliseconds that Azure and OpenAI send beside it. */
  #retryAfter(headers: ResponseHeaders): number | undefined {
    const value = headerValue(headers, "retry-after");
    return (
      decimal(headerValue(headers, "retry-after-ms")) ??
      (value === undefined ? undefined : parseRetryAfter(value, this.#serviceTime(headers)))
    );
  }

  /** The service's own time where it says it, so that a machine whose clock is wrong waits just as long. */
  #serviceTime(headers: ResponseHeaders): number {
    const date = headerValue(headers, "date") ?? "";
    if (date !== this.#date) {
      this.#date = date;
      this.#dateTime = parseHttpDate(date) ?? Number.NaN;
    }
    return Number.isNaN(this.#dateTime) || date === "" ? this.#clock.wallTime() : this.#dateTime;
  }
}

/** `Retry-After` takes precedence over the reset (draft-ietf-httpapi-ratelimit-headers). */
function resetAfter(quota: QuotaReading, retryAfter: number): QuotaReading {
  return quota.remaining === 0 ? { ...quota, resetIn: retryAfter } : quota;
}
