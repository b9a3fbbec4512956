import { acceptsOnlyJson } from "../http/media-type.js";
import type {
  ErrorStatus,
  OperationDescription,
  ParameterDescription,
} from "./operation-description.js";
import { type ParameterWriter, parameterWriter } from "../parameters/parameter-style.js";
import { isPresent, ownValue, ParameterError } from "../parameters/parameter-text.js";
import { queryStringWriter } from "../http/query-string.js";
import { PathTemplate } from "../parameters/path-template.js";
import { type RequestHeaders, setHeader } from "../http/request-headers.js";

/** RFC 9110 §9.2.2, and QUERY by its draft: sending these twice is the same as once. */
const idempotentMethods: ReadonlySet<string> = new Set([
  "GET",
  "HEAD",
  "OPTIONS",
  "PUT",
  "DELETE",
  "TRACE",
  "QUERY",
]);

interface PlannedParameter {
  readonly key: string;
  readonly name: string;
  readonly in: ParameterDescription["in"];
  /** True when style and shape do not matter for a text. */
  readonly plain: boolean;
  /** Percent-encoded name with the equals sign. */
  readonly prefix: string;
  readonly write: ParameterWriter;
}

/** What can be worked out once for an operation, so that a call has only to fill in its values. */
export class OperationPlan {
  readonly description: OperationDescription;
  readonly idempotent: boolean;
  /** True when an answer that is not JSON is wrong. */
  readonly jsonOnly: boolean;
  /** True when a call may have header fields of its own. */
  readonly hasHeaders: boolean;
  readonly #path: PathTemplate;
  readonly #query: readonly PlannedParameter[];
  readonly #headers: readonly PlannedParameter[];
  readonly #cookies: readonly PlannedParameter[];

  /** @throws {ParameterError} when the path names a parameter that is not described */
  constructor(description: OperationDescription) {
    const parameters = Object.entries(description.parameters ?? {}).map(([key, parameter]) =>
      planned(key, typeof parameter === "string" ? { in: parameter } : parameter),
    );
    this.description = description;
    this.idempotent = description.idempotent ?? idempotentMethods.has(description.method);
    this.jsonOnly = description.accept !== undefined && acceptsOnlyJson(description.accept);
    this.#path = new PathTemplate(description.path, (wireName) =>
      parameters.find((parameter) => parameter.in === "path" && parameter.name === wireName),
    );
    this.#query = parameters.filter(
      ({ in: place }) => place === "query" || place === "querystring",
    );
    this.#headers = parameters.filter((parameter) => parameter.in === "header");
    this.#cookies = parameters.filter((parameter) => parameter.in === "cookie");
    this.hasHeaders = this.#headers.length + this.#cookies.length > 0;
  }

  /**
   * Path and query of a call, percent-encoded.
   * @throws {ParameterError} when a value cannot be sent
   */
  target(params: Readonly<Record<string, unknown>>): string {
    const path = this.#path.fill(params);
    const query = pairs(this.#query, params, "&");
    if (query === "") return path;
    return path + (path.includes("?") ? "&" : "?") + query;
  }

  /**
   * Adds the call's header and cookie parameters.
   * @throws {ParameterError} when a value cannot be sent
   */
  addHeaders(params: Readonly<Record<string, unknown>>, headers: RequestHeaders): void {
    for (const { key, name, write } of this.#headers) {
      const value = ownValue(params, key);
      if (isPresent(value)) setHeader(headers, name, write(value));
    }
    if (this.#cookies.length === 0) return;
    const cookie = pairs(this.#cookies, params, "; ");
    if (cookie !== "") setHeader(headers, "cookie", cookie);
  }

  /** True for statuses that are answers and not errors. */
  isSuccess(status: number): boolean {
    return (
      (status >= 200 && status < 300) || this.description.successStatuses?.includes(status) === true
    );
  }

  /** True for error statuses that the service documents, by themselves or as part of a range. */
  isDocumented(status: number): boolean {
    const range = `${Math.trunc(status / 100)}XX` as ErrorStatus; // any other text is simply not listed
    const errors = this.description.errors;
    return (
      errors !== undefined &&
      (errors.includes(status) || errors.includes(range) || errors.includes("default"))
    );
  }
}

function planned(key: string, description: ParameterDescription): PlannedParameter {
  const name = description.name ?? key;
  const { style, json, allowReserved } = description;
  const usual =
    description.in !== "querystring" &&
    (style === undefined || style === "simple" || style === "form");
  if (description.in === "cookie" && !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
    throw new ParameterError(`the cookie parameter "${key}" has a name that cookies cannot have`);
  }
  return {
    key,
    name,
    in: description.in,
    plain: usual && json !== true && allowReserved !== true,
    prefix: `${description.in === "cookie" ? name : encodeURIComponent(name)}=`,
    write:
      description.in === "querystring"
        ? queryStringWriter(name, description)
        : parameterWriter(name, description),
  };
}

function pairs(
  parameters: readonly PlannedParameter[],
  params: Readonly<Record<string, unknown>>,
  separator: string,
): string {
  let text = "";
  for (const { key, plain, prefix, write } of parameters) {
    const value = ownValue(params, key);
    if (!isPresent(value)) continue;
    // Nearly every value is a string or a number.
    const isText = plain && (typeof value === "string" || Number.isInteger(value));
    const pair = isText ? prefix + encodeURIComponent(value as string | number) : write(value);
    if (pair !== "") text += text === "" ? pair : separator + pair;
  }
  return text;
}
