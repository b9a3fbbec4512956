import type { WireRequest } from "../http/exchange.js";
import { headerValue, type ResponseHeaders } from "../http/response-headers.js";
import { answerControl, type CacheControl, directiveTime } from "./cache-control.js";
import type { Freshness } from "./freshness.js";

/** An answer with its times worked out. */
export interface TimedAnswer extends Freshness {
  readonly responseTime: number;
}

/** Fields of a request that asks for a part, or brings its own validators: the caller has a cache itself. */
const bypassFields = [
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "if-unmodified-since",
  "range",
];

/** True for a request that has nothing to do with a cache. */
export function bypassesCache({ method, headers }: WireRequest, control: CacheControl): boolean {
  return (
    method !== "GET" ||
    control.has("no-store") ||
    bypassFields.some((field) => headers[field] !== undefined)
  );
}

/** Final statuses of whole answers whose meaning a cache can keep (RFC 9110 §15.1). */
const storableStatuses: ReadonlySet<number> = new Set([200, 203, 204, 404, 410]);

/** False for what the service does not want to be kept or served a second time (RFC 9111 §5.2.2.5, §4.1). */
export function mayServeOthers(
  headers: ResponseHeaders,
  ignoredHeaders: ReadonlySet<string>,
): boolean {
  if (answerControl(headers).has("no-store")) return false;
  const vary = headerValue(headers, "vary")?.toLowerCase().split(",") ?? [];
  return !vary.some((each) => each.trim() === "*" || ignoredHeaders.has(each.trim()));
}

/** True for a status that is kept when the answer allows it. */
export function isStorableStatus(status: number): boolean {
  return storableStatuses.has(status);
}

/** True for a status that says nothing about what there is. */
export function isTransient(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
}

/** Milliseconds of age, `current_age` of RFC 9111 §4.2.3. Never less than on arrival, whatever the clock does. */
export function currentAge({ initialAge, responseTime }: TimedAnswer, now: number): number {
  return initialAge + Math.max(0, now - responseTime);
}

/** True when the answer may be served as it is (RFC 9111 §4), to a request with these directives (§5.2.1). */
export function isUsable(answer: TimedAnswer, control: CacheControl, now: number): boolean {
  if (control.has("no-cache")) return false;
  const maxAge = directiveTime(control, "max-age") ?? Infinity;
  if (currentAge(answer, now) > maxAge) return false;
  const minFresh = directiveTime(control, "min-fresh");
  if (now < answer.freshUntil) return now + (minFresh ?? 0) <= answer.freshUntil;
  if (!answer.mayBeStale || minFresh !== undefined) return false;
  const maxStale = control.get("max-stale");
  if (maxStale === undefined) return false;
  const allowed = maxStale === "" ? Infinity : (directiveTime(control, "max-stale") ?? 0);
  return now - answer.freshUntil <= allowed;
}

/** True when the request says nothing against a stale answer. */
export function acceptsStale(control: CacheControl): boolean {
  return !control.has("no-cache") && !control.has("max-age") && !control.has("min-fresh");
}

/** Milliseconds that an answer can be of use without being validated. */
export function usefulFor(answer: Freshness, now: number): number {
  const { freshUntil, staleWhileRevalidateUntil, staleIfErrorUntil } = answer;
  return Math.max(freshUntil, staleWhileRevalidateUntil, staleIfErrorUntil) - now;
}
