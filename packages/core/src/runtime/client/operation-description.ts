import type { FormEncoding } from "../http/form-encoding.js";
import type { RequestWriters } from "./request-writers.js";
import type { Paging } from "../paging/paging.js";
import type { AuthDescription } from "./service-description.js";
import type { ValueConversion } from "../values/value-conversion.js";

/** Those of RFC 9110 and its like; any other is a token of its own, such as `PROPFIND`. */
export type HttpMethod =
  | "GET"
  | "PUT"
  | "POST"
  | "DELETE"
  | "PATCH"
  | "HEAD"
  | "OPTIONS"
  | "TRACE"
  | "QUERY"
  // Keeps the names above as suggestions of editors.
  | (string & Record<never, never>);

/** `querystring`: the value is the whole query (OpenAPI 3.2 §4.12). */
export type ParameterLocation = "path" | "query" | "querystring" | "header" | "cookie";

/** How an array or an object is written into a parameter (OpenAPI 3.1.1 §4.8.12.3; `cookie`: 3.2 §4.12.3). */
export type ParameterStyle =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "deepObject"
  | "cookie";

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
  /** `querystring`: how the properties of an object are written that are not written as usual in a form. */
  readonly encoding?: FormEncoding;
}

export interface BodyDescription {
  /** Media type, or several of which the first is the default. JSON types are stringified. */
  readonly contentType: string | readonly string[];
  readonly required?: boolean;
  /** How the properties of a form are written that are not written as usual. */
  readonly encoding?: FormEncoding;
}

/** How the items of an answer come one by one. */
export interface ItemsDescription {
  /** Asked for when items are read: server-sent events, JSON lines or a JSON text sequence. */
  readonly contentType: string;
  /** Whose data is JSON: that of every server-sent event, or of those with these names. Default: of none. */
  readonly json?: true | readonly string[];
}

/** A status, a range such as `"4XX"`, or `"default"` for all that is not listed. */
export type ErrorStatus = number | `${1 | 2 | 3 | 4 | 5}XX` | "default";

/** What the runtime must know of one operation. Data only, but for what few operations need. */
export interface OperationDescription {
  /** Unique within the service: `repos/get`. */
  readonly id: string;
  readonly method: HttpMethod;
  /**
   * Appended to the base URL; `{name}` stands for a path parameter's wire name. The whole client percent-encodes the
   * rest where it is not; for a light client it has to be.
   */
  readonly path: string;
  /** By name in the params object. */
  readonly parameters?: Readonly<Record<string, ParameterLocation | ParameterDescription>>;
  readonly body?: BodyDescription;
  /** Media types the answer may have, as the `Accept` header lists them. */
  readonly accept?: string;
  /** The operation's own server. Replaced, as the service's, by `ClientOptions.baseUrl`. */
  readonly baseUrl?: string;
  /** How its calls prove who they come from. Default: as the service has it. */
  readonly auth?: AuthDescription;
  /** Whether sending it twice is the same as once. Default: by method (RFC 9110 §9.2.2). */
  readonly idempotent?: boolean;
  /** True: an answer with status 200 may be without a body, although only JSON is accepted. Default: false. */
  readonly mayBeEmpty?: boolean;
  /** Error statuses the service documents; what `isError` narrows to. */
  readonly errors?: readonly ErrorStatus[];
  /** Statuses that are answers and not errors, besides 200 to 299. */
  readonly successStatuses?: readonly number[];
  /** Made by `linkPages` and its like. */
  readonly paging?: Paging;
  readonly items?: ItemsDescription;
  /**
   * Writes its requests for a light client: `usualRequest` where they hold a body, lists or objects, `anyRequest` where
   * they hold forms or parameters of another style than the usual. The whole client writes all of them by itself.
   */
  readonly write?: RequestWriters;
  /** Converts dates and large numbers. Default: values are what JSON has. Made by `defineValues`. */
  readonly values?: ValueConversion;
}
