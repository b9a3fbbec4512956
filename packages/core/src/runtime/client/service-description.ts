import type { ErrorStatus, HttpMethod } from "./operation-description.js";

/** One proof of who a call comes from. The option names are keys of `ClientOptions.credentials`. */
export type AuthScheme =
  /** `Authorization: Bearer …` (RFC 6750 §2.1). */
  | { readonly type: "bearer"; readonly option: string }
  /** `Authorization: Basic …` (RFC 7617); `username` and `password` are option names. */
  | { readonly type: "basic"; readonly username: string; readonly password: string }
  /** A key under a name of the service's own. */
  | {
      readonly type: "apiKey";
      readonly in: "header" | "query" | "cookie";
      readonly name: string;
      readonly option: string;
    };

/**
 * Alternatives, each of them schemes that are sent together (OpenAPI, "Security Requirement Object"). The first whose
 * options are all given is used. `[]` among them: the call may do without; no alternatives: nothing is sent.
 */
export type AuthDescription = readonly (readonly AuthScheme[])[];

/** How a service tells what is left of a caller's quota. Header names in any case. */
export interface RateLimitDescription {
  /** Header with the number of calls left. */
  readonly remaining: string;
  /** Header with the number of calls that a full quota has, where there is one. */
  readonly limit?: string;
  /** Header with the time at which the quota is full again. */
  readonly reset: string;
  readonly resetUnit: "epoch-seconds" | "delta-seconds";
  /** Header that names the quota an operation counts against, where a service has several. */
  readonly resource?: string;
  /** Statuses that mean "slow down" when nothing remains or `Retry-After` is present. */
  readonly limitedStatuses: readonly number[];
}

/** A status, or a range such as `"5XX"`. */
export type RetriedStatus = Exclude<ErrorStatus, "default">;

/** What a service says of trying a call again. */
export interface RetryDescription {
  /** Answer header, in any case, whose `true` or `false` wins over the status. */
  readonly header?: string;
  /** Statuses that may pass. Default: 408, 429, 500, 502, 503 and 504. */
  readonly statuses?: readonly RetriedStatus[];
}

/** A place where a service is. */
export interface ServerDescription {
  /** Absolute; `{name}` stands for a variable. */
  readonly url: string;
  /** What it is chosen by. */
  readonly name?: string;
  readonly variables?: Readonly<Record<string, ServerVariable>>;
}

/** A part of a server's address that callers may choose. */
export interface ServerVariable {
  readonly default: string;
  /** Its only values. Default: any text that leaves the rest of the address as it is. */
  readonly enum?: readonly string[];
}

/** What the runtime must know of a service. Data only. */
export interface ServiceDescription {
  /** As people write it; begins every error message. */
  readonly name: string;
  /** Absolute `http:` or `https:` URL that every path is appended to. */
  readonly baseUrl: string;
  /** What `atServer` chooses from; the first with its default values is at `baseUrl`. */
  readonly servers?: readonly ServerDescription[];
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of every operation that has none of its own. Without credentials, a call that cannot do without is not sent. */
  readonly auth?: AuthDescription;
  /** Origins, besides that of `baseUrl`, which may receive credentials. */
  readonly credentialOrigins?: readonly string[];
  readonly rateLimit?: RateLimitDescription;
  readonly retry?: RetryDescription;
  /**
   * Methods whose calls carry an `Idempotency-Key` that is made for each, the same in every try: what makes them safe
   * to repeat.
   */
  readonly idempotencyKeys?: readonly HttpMethod[];
  /** Answer header with the service's own name for a request. */
  readonly requestIdHeader?: string;
}
