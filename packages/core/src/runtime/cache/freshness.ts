import { headerValue, type ResponseHeaders } from "../http/response-headers.js";
import { parseHttpDate } from "../retry/retry-after.js";
import { answerControl, type CacheControl, directiveTime } from "./cache-control.js";

/** What the times of an answer follow from. Times are milliseconds since the Unix epoch. */
export interface DatedAnswer {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** When the request was sent. */
  readonly requestTime: number;
  /** When the answer was there. */
  readonly responseTime: number;
}

/** Milliseconds for what an answer does not say itself. */
export interface FreshnessDefaults {
  readonly ttl: number;
  /** For 404 and 410. */
  readonly negativeTtl: number;
  readonly staleWhileRevalidate: number;
  readonly staleIfError: number;
}

/** Until when an answer serves which purpose. Times are milliseconds since the Unix epoch, not included. */
export interface Freshness {
  /** Milliseconds of age that it had when it came. */
  readonly initialAge: number;
  readonly freshUntil: number;
  /** False when it may never be served stale (RFC 9111 §4.2.4). */
  readonly mayBeStale: boolean;
  /** Stale, while it is being validated (RFC 5861 §3). */
  readonly staleWhileRevalidateUntil: number;
  /** Stale, when the service fails (RFC 5861 §4). */
  readonly staleIfErrorUntil: number;
}

/** Statuses that say "there is none". */
export function isNegative(status: number): boolean {
  return status === 404 || status === 410;
}

/** The times of an answer, for a cache that serves one user (RFC 9111 §4.2): `s-maxage` is not for it. */
export function freshnessOf(answer: DatedAnswer, defaults: FreshnessDefaults): Freshness {
  const control = answerControl(answer.headers);
  const initialAge = ageOnArrival(answer);
  const mayBeStale = !control.has("no-cache") && !control.has("must-revalidate");
  const freshUntil = answer.responseTime - initialAge + lifetime(answer, control, defaults);
  const stale = (name: string, fallback: number): number => {
    if (!mayBeStale) return freshUntil;
    // What there was none of yesterday is not served in place of what there is today.
    const unsaid = isNegative(answer.status) ? 0 : fallback;
    return freshUntil + (directiveTime(control, name) ?? unsaid);
  };
  return {
    initialAge,
    freshUntil,
    mayBeStale,
    staleWhileRevalidateUntil: stale("stale-while-revalidate", defaults.staleWhileRevalidate),
    staleIfErrorUntil: stale("stale-if-error", defaults.staleIfError),
  };
}

/** `corrected_initial_age` of RFC 9111 §4.2.3, in milliseconds. */
function ageOnArrival({ headers, requestTime, responseTime }: DatedAnswer): number {
  const date = dateOf(headers) ?? responseTime;
  const apparentAge = Math.max(0, responseTime - date);
  const field = headerValue(headers, "age")?.trim() ?? "";
  const age = /^\d{1,10}$/.test(field) ? Number(field) * 1_000 : 0;
  return Math.max(apparentAge, age + (responseTime - requestTime));
}

/** `freshness_lifetime` of RFC 9111 §4.2.1, in milliseconds. */
function lifetime(
  answer: DatedAnswer,
  control: CacheControl,
  { ttl, negativeTtl }: FreshnessDefaults,
): number {
  if (control.has("no-cache")) return 0;
  const maxAge = directiveTime(control, "max-age");
  if (maxAge !== undefined) return maxAge;
  const expires = headerValue(answer.headers, "expires");
  if (expires !== undefined) {
    // What is no date is over already (§5.3).
    const end = parseHttpDate(expires.trim()) ?? -Infinity;
    return Math.max(0, end - (dateOf(answer.headers) ?? answer.responseTime));
  }
  // The service says nothing, so its own clock and other caches have no part in it: it counts from now on.
  return ageOnArrival(answer) + (isNegative(answer.status) ? negativeTtl : ttl);
}

function dateOf(headers: ResponseHeaders): number | undefined {
  return parseHttpDate(headerValue(headers, "date")?.trim() ?? "");
}
