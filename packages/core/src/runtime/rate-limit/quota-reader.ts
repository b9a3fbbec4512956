import type { RateLimitDescription } from "../client/service-description.js";
import { headerValue, type ResponseHeaders } from "../http/response-headers.js";
import { fieldFamilies, type FieldNames, readFields, sizeOf } from "./quota-fields.js";
import { decimal, noReadings, type QuotaReading, type QuotaReadings } from "./quota-reading.js";
import { type FieldMember, parseFieldMembers } from "./structured-fields.js";

/** Quotas of an answer that are read; a service has two or three. */
const most = 16;

/** Reads what answers say of the caller's quotas: the described header fields, or those that are widely used. */
export class QuotaReader {
  readonly #described: FieldNames | undefined;
  /** The last policies read, because a service sends the same ones with every answer. */
  #policyField = "";
  #policies: ReadonlyMap<string, FieldMember["parameters"]> = new Map();

  constructor(description: RateLimitDescription | undefined) {
    this.#described = description && {
      ...description,
      remaining: description.remaining.toLowerCase(),
      reset: description.reset.toLowerCase(),
      limit: description.limit?.toLowerCase() ?? "",
      resource: description.resource?.toLowerCase() ?? "",
    };
  }

  /**
   * What is garbage or negative is left out.
   * @param now the service's time in milliseconds since the Unix epoch
   */
  read(headers: ResponseHeaders, now: () => number): QuotaReadings {
    if (this.#described !== undefined) return readFields(headers, this.#described, now);
    const field = headerValue(headers, "ratelimit");
    if (field !== undefined) return this.#readStructured(field, headers);
    for (const names of fieldFamilies) {
      if (headers[names.remaining] !== undefined) return readFields(headers, names, now);
    }
    return noReadings;
  }

  /**
   * `"name";r=50;t=30` with `"name";q=100;w=60` as its policy (draft-ietf-httpapi-ratelimit-headers, from
   * draft 08 on), or `limit=100, remaining=50, reset=30` (draft 07).
   */
  #readStructured(field: string, headers: ResponseHeaders): QuotaReadings {
    const members = parseFieldMembers(field) ?? [];
    if (members[0]?.key !== undefined) return readDictionary(members);
    const policies = this.#readPolicies(headerValue(headers, "ratelimit-policy") ?? "");
    const quotas: QuotaReading[] = [];
    const names: string[] = [];
    for (const { value, parameters } of members.slice(0, most)) {
      const policy = policies.get(value);
      const remaining = decimal(parameters.get("r"));
      // Other units, such as bytes, say nothing of the number of calls.
      if (remaining === undefined || (policy?.get("qu") ?? "requests") !== "requests") continue;
      const resetIn = milliseconds(decimal(parameters.get("t")) ?? decimal(policy?.get("w")));
      const limit = decimal(policy?.get("q"));
      quotas.push({ name: value, remaining: Math.floor(remaining), resetIn, limit });
      names.push(value, parameters.get("pk") ?? "");
    }
    return { quotas, resource: names.join(" ") };
  }

  #readPolicies(field: string): ReadonlyMap<string, FieldMember["parameters"]> {
    if (field !== this.#policyField) {
      const members = parseFieldMembers(field) ?? [];
      this.#policies = new Map(members.map(({ value, parameters }) => [value, parameters]));
      this.#policyField = field;
    }
    return this.#policies;
  }
}

function readDictionary(members: readonly FieldMember[]): QuotaReadings {
  const value = (name: string): number | undefined =>
    decimal(members.find(({ key }) => key === name)?.value);
  const remaining = value("remaining");
  if (remaining === undefined) return noReadings;
  const resetIn = milliseconds(value("reset"));
  const quota = { name: "", remaining: Math.floor(remaining), resetIn, limit: value("limit") };
  return { quotas: [quota], resource: sizeOf(quota) };
}

function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
