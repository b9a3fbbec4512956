import type { RateLimitDescription } from "../client/service-description.js";
import { headerValue, type ResponseHeaders } from "../http/response-headers.js";
import { parseFieldMembers } from "./structured-fields.js";

/** What an answer says of one quota. */
export interface QuotaReading {
  /** Tells it from others that hold at the same time. */
  readonly name: string;
  /** Calls left. */
  readonly remaining: number;
  /** Milliseconds until the quota is full again; `undefined` when the answer does not say. */
  readonly resetIn: number | undefined;
  /** Calls of a full quota; `undefined` when the answer does not say. */
  readonly limit: number | undefined;
}

/** What an answer says of all quotas that its call counted against. */
export interface QuotaReadings {
  readonly quotas: readonly QuotaReading[];
  /** Which of several sets of quotas the call counted against; "" when the answer does not say. */
  readonly resource: string;
}

const nothing: QuotaReadings = { quotas: [], resource: "" };

/** Quotas of an answer that are kept to; a service has two or three. */
const most = 16;

/** As GitHub, Reddit and many others write them, the drafts up to 06 of the IETF, and X and Okta. */
const families = ["x-ratelimit-", "ratelimit-", "x-rate-limit-"].map((prefix) => ({
  remaining: `${prefix}remaining`,
  reset: `${prefix}reset`,
  limit: `${prefix}limit`,
}));

/**
 * Reads what an answer says of the caller's quotas: the described header fields, or those that are widely used.
 * What is garbage or negative is left out.
 * @param now the service's time in milliseconds since the Unix epoch
 */
export function readQuotas(
  headers: ResponseHeaders,
  description: RateLimitDescription | undefined,
  now: () => number,
): QuotaReadings {
  if (description !== undefined) return readDescribed(headers, description, now);
  const field = headerValue(headers, "ratelimit");
  if (field !== undefined) {
    const policies = headerValue(headers, "ratelimit-policy") ?? "";
    return readStructured(field, policies);
  }
  for (const names of families) {
    const remaining = decimal(headerValue(headers, names.remaining));
    if (remaining === undefined) continue;
    const reset = decimal(headerValue(headers, names.reset));
    const resetIn = reset === undefined ? undefined : untilReset(reset, now);
    const limit = firstNumber(headerValue(headers, names.limit));
    const quota = { name: "", remaining: Math.floor(remaining), resetIn, limit };
    return { quotas: [quota], resource: text(headers, "x-ratelimit-resource") };
  }
  return nothing;
}

function readDescribed(
  headers: ResponseHeaders,
  description: RateLimitDescription,
  now: () => number,
): QuotaReadings {
  const { resource } = description;
  const named = resource === undefined ? "" : text(headers, resource.toLowerCase());
  const remaining = decimal(headerValue(headers, description.remaining.toLowerCase()));
  if (remaining === undefined) return named === "" ? nothing : { quotas: [], resource: named };
  const reset = decimal(headerValue(headers, description.reset.toLowerCase()));
  const limit =
    description.limit === undefined
      ? undefined
      : firstNumber(headerValue(headers, description.limit.toLowerCase()));
  const resetIn =
    reset === undefined
      ? undefined
      : description.resetUnit === "delta-seconds"
        ? reset * 1000
        : untilDate(reset, now);
  return {
    quotas: [{ name: "", remaining: Math.floor(remaining), resetIn, limit }],
    resource: named,
  };
}

/**
 * `"name";r=50;t=30` with `"name";q=100;w=60` as its policy (draft-ietf-httpapi-ratelimit-headers, from
 * draft 08 on), or `limit=100, remaining=50, reset=30` (draft 07).
 */
function readStructured(field: string, policyField: string): QuotaReadings {
  const members = parseFieldMembers(field);
  if (members === undefined) return nothing;
  const keyed = (name: string): number | undefined =>
    decimal(members.find(({ key }) => key === name)?.value);
  const remaining = keyed("remaining");
  if (remaining !== undefined) {
    const resetIn = milliseconds(keyed("reset"));
    return { quotas: [{ name: "", remaining, resetIn, limit: keyed("limit") }], resource: "" };
  }
  const policies = new Map(
    (parseFieldMembers(policyField) ?? []).map(({ value, parameters }) => [value, parameters]),
  );
  const quotas: QuotaReading[] = [];
  const partitions: string[] = [];
  for (const { value, parameters } of members.slice(0, most)) {
    const policy = policies.get(value);
    const left = decimal(parameters.get("r"));
    // Other units, such as bytes, say nothing of the number of calls.
    if (left === undefined || (policy?.get("qu") ?? "requests") !== "requests") continue;
    const seconds = decimal(parameters.get("t")) ?? decimal(policy?.get("w"));
    const resetIn = milliseconds(seconds);
    const limit = decimal(policy?.get("q"));
    quotas.push({ name: value, remaining: Math.floor(left), resetIn, limit });
    const partition = parameters.get("pk");
    if (partition !== undefined) partitions.push(partition);
  }
  return { quotas, resource: partitions.join(" ") };
}

/** 1,000,000,000 seconds from now are more than 31 years: so large a number is a date. */
function untilReset(reset: number, now: () => number): number {
  return reset < 1_000_000_000 ? reset * 1000 : untilDate(reset, now);
}

function untilDate(reset: number, now: () => number): number {
  // Some services send milliseconds; as seconds they would be thousands of years from now.
  const resetAt = reset > 100_000_000_000 ? reset : reset * 1000;
  return Math.max(0, resetAt - now());
}

function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}

function text(headers: ResponseHeaders, name: string): string {
  return headerValue(headers, name)?.trim() ?? "";
}

/** A limit may be followed by the policies that it is made of: `100, 100;w=60` (drafts up to 06). */
function firstNumber(value: string | undefined): number | undefined {
  return value === undefined ? undefined : decimal(/^[^,;]*/.exec(value)?.[0]);
}

/** A number that is not negative; some services send fractions. `undefined` for anything else. */
export function decimal(value: string | undefined): number | undefined {
  const trimmed = value?.trim() ?? "";
  return /^\d{1,15}(?:\.\d{1,9})?$/.test(trimmed) ? Number(trimmed) : undefined;
}
