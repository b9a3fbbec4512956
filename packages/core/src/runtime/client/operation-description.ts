import type { FormEncoding } from "../http/form-encoding.js";
import type { ValueConversion } from "../values/value-conversion.js";

export type HttpMethod = "GET" | "PUT" | "POST" | "DELETE" | "PATCH" | "HEAD" | "OPTIONS" | "TRACE";

export type ParameterLocation = "path" | "query" | "header" | "cookie";

/** How an array or an object is written into a parameter (OpenAPI 3.1 §4.8.12). */
export type ParameterStyle =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "deepObject";

export interface ParameterDescription {
  readonly in: ParameterLocation;
  /** Name on the wire. Default: the key in the params object. */
  readonly name?: string;
  /** Default: `simple` in paths and headers, `form` in queries and cookies. */
  readonly style?: ParameterStyle;
  /** Default: true for `form` and `deepObject`, false for the others. */
  readonly explode?: boolean;
  /** True: reserved characters that cannot end a query parameter are sent as they are. */
  readonly allowReserved?: boolean;
  /** True: the value is sent as JSON text. */
  readonly json?: true;
}

export interface BodyDescription {
  /** Media type, or several of which the first is the default. JSON types are stringified. */
  readonly contentType: string | readonly string[];
  readonly required?: boolean;
  /** How the properties of a form are written that are not written as usual. */
  readonly encoding?: FormEncoding;
}

/** How to get from one page of answers to the next. A union, so that further styles can be added. */
export interface LinkPagingDescription {
  /** The `Link` header's `rel="next"` (RFC 8288). */
  readonly style: "link";
  /** Property that holds the array, when an answer is an object. */
  readonly items?: string;
}

export type PagingDescription = LinkPagingDescription;

/** A status, a range such as `"4XX"`, or `"default"` for all that is not listed. */
export type ErrorStatus = number | `${1 | 2 | 3 | 4 | 5}XX` | "default";

/** What the runtime must know of one operation. Data only, but for the conversion of its values. */
export interface OperationDescription {
  /** Unique within the service: `repos/get`. */
  readonly id: string;
  readonly method: HttpMethod;
  /** Appended to the base URL; `{name}` stands for a path parameter's wire name. */
  readonly path: string;
  /** By name in the params object. */
  readonly parameters?: Readonly<Record<string, ParameterLocation | ParameterDescription>>;
  readonly body?: BodyDescription;
  /** Media types the answer may have, as the `Accept` header lists them. */
  readonly accept?: string;
  /** The operation's own server. Replaced, as the service's, by `ClientOptions.baseUrl`. */
  readonly baseUrl?: string;
  /** Whether sending it twice is the same as once. Default: by method (RFC 9110 §9.2.2). */
  readonly idempotent?: boolean;
  /** True: an answer with status 200 may be without a body, although only JSON is accepted. Default: false. */
  readonly mayBeEmpty?: boolean;
  /** Error statuses the service documents; what `isError` narrows to. */
  readonly errors?: readonly ErrorStatus[];
  /** Statuses that are answers and not errors, besides 200 to 299. */
  readonly successStatuses?: readonly number[];
  readonly paging?: PagingDescription;
  /** Converts dates and large numbers. Default: values are what JSON has. Made by `defineValues`. */
  readonly values?: ValueConversion;
}
