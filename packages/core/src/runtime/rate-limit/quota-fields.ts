import type { RateLimitDescription } from "../client/service-description.js";
import { headerValue, type ResponseHeaders } from "../http/response-headers.js";
import { decimal, noReadings, type QuotaReading, type QuotaReadings } from "./quota-reading.js";

/** Which fields say what; names in lower case, "" where there is none. */
export interface FieldNames {
  readonly remaining: string;
  readonly reset: string;
  readonly limit?: string;
  readonly resource?: string;
  /** Without it the size of the number tells. */
  readonly resetUnit?: RateLimitDescription["resetUnit"];
}

/** As GitHub, Reddit and many others write them, the drafts up to 06 of the IETF, and X and Okta. */
export const fieldFamilies: readonly FieldNames[] = /* @__PURE__ */ [
  "x-ratelimit-",
  "ratelimit-",
  "x-rate-limit-",
].map((prefix) => ({
  remaining: `${prefix}remaining`,
  reset: `${prefix}reset`,
  limit: `${prefix}limit`,
  resource: `${prefix}resource`,
}));

/**
 * Reads fields that hold a number each.
 * @param now the service's time in milliseconds since the Unix epoch
 */
export function readFields(
  headers: ResponseHeaders,
  { remaining, reset, limit = "", resource = "", resetUnit }: FieldNames,
  now: () => number,
): QuotaReadings {
  const named = headerValue(headers, resource)?.trim() ?? "";
  const left = decimal(headerValue(headers, remaining));
  if (left === undefined) return named === "" ? noReadings : { quotas: [], resource: named };
  const quota: QuotaReading = {
    name: "",
    remaining: Math.floor(left),
    resetIn: untilReset(decimal(headerValue(headers, reset)), resetUnit, now),
    limit: firstNumber(headerValue(headers, limit)),
  };
  // Without a description quotas of different sizes cannot be the same one.
  const isDescribed = resetUnit !== undefined;
  return { quotas: [quota], resource: named === "" && !isDescribed ? sizeOf(quota) : named };
}

/** What tells a quota without a name from others. */
export function sizeOf({ limit }: QuotaReading): string {
  return limit === undefined ? "" : `limit ${limit}`;
}

function untilReset(
  reset: number | undefined,
  unit: RateLimitDescription["resetUnit"] | undefined,
  now: () => number,
): number | undefined {
  if (reset === undefined) return undefined;
  // 1,000,000,000 seconds from now are more than 31 years: so large a number is a date.
  const isDelta = unit === undefined ? reset < 1_000_000_000 : unit === "delta-seconds";
  if (isDelta) return reset * 1000;
  // Some services send milliseconds; as seconds they would be thousands of years from now.
  const resetAt = reset > 100_000_000_000 ? reset : reset * 1000;
  return Math.max(0, resetAt - now());
}

/** A limit may be followed by the policies that it is made of: `100, 100;w=60` (drafts up to 06). */
function firstNumber(value: string | undefined): number | undefined {
  return value === undefined ? undefined : decimal(/^[^,;]*/.exec(value)?.[0]);
}
