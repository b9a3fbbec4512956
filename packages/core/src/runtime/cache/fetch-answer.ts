import type { Clock } from "../clock.js";
import type { ErrorKind } from "../failure/error-kind.js";
import type { WireAnswer, WireRequest } from "../http/exchange.js";
import type { FreshnessDefaults } from "./freshness.js";
import type { HttpSend } from "./http-cache-options.js";
import { type AnswerOrigin, type KeptAnswer, updatedAnswer } from "./kept-answer.js";
import { conditional, confirms, hasValidator } from "./validation.js";

/** A request for an answer that the cache has not, or has no more. */
export interface AnswerQuestion {
  readonly request: WireRequest;
  readonly send: HttpSend;
  readonly signal: AbortSignal;
  /** What there is, to be validated. */
  readonly stored: KeptAnswer | undefined;
  /** True when the stored answer may stand in when the service fails. */
  readonly staleIfError: boolean;
  readonly generation: string;
  readonly clock: Clock;
  readonly defaults: FreshnessDefaults;
}

/** The stored answer, or one that is new. */
export type FetchedAnswer =
  | {
      readonly kept: KeptAnswer;
      /** True when a 304 confirmed it; false when it stands in for an answer that did not come. */
      readonly confirmed: boolean;
    }
  | {
      readonly kept: undefined;
      readonly answer: WireAnswer;
      readonly url: string;
      readonly origin: AnswerOrigin;
    };

/**
 * Asks the service, on condition that the stored answer is out of date where it can (RFC 9111 §4.3).
 * @throws what `send` throws
 */
export async function fetchAnswer(question: AnswerQuestion): Promise<FetchedAnswer> {
  const { request, send, signal, stored, generation, clock, defaults } = question;
  const requestTime = clock.wallTime();
  const standsIn = (): boolean =>
    stored !== undefined && question.staleIfError && clock.wallTime() < stored.staleIfErrorUntil;
  const validating = stored !== undefined && hasValidator(stored.headers);
  let sent: Awaited<ReturnType<HttpSend>>;
  try {
    sent = await send(validating ? conditional(request, stored.headers) : request, signal);
  } catch (error) {
    if (stored && isOutage(error) && standsIn()) return { kept: stored, confirmed: false };
    throw error;
  }
  const { answer, url } = sent;
  const origin = { requestTime, responseTime: clock.wallTime(), generation };
  if (answer.status === 304 && validating) {
    const same = url === request.origin + request.path && confirms(answer.headers, stored.headers);
    // What it confirms is not what is stored: the whole answer is needed.
    if (!same) return fetchAnswer({ ...question, stored: undefined });
    return { kept: updatedAnswer(stored, answer.headers, origin, defaults), confirmed: true };
  }
  // RFC 5861 §4, RFC 9111 §4.3.3
  if (stored && answer.status >= 500 && standsIn()) return { kept: stored, confirmed: false };
  return { kept: undefined, answer, url, origin };
}

const outages: ReadonlySet<unknown> = new Set<ErrorKind>(["network", "timeout", "server"]);

/** True for errors of the runtime that say the service cannot be reached or does not work. */
function isOutage(error: unknown): boolean {
  return error instanceof Error && "kind" in error && outages.has(error.kind);
}
