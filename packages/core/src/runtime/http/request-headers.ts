import { framingHeaders } from "./framing-headers.js";
import { ParameterError } from "../parameters/parameter-text.js";

/** Header fields of a request by lower-case name. Has no prototype: `__proto__` is a valid field name. */
export type RequestHeaders = Record<string, string>;

/** RFC 9110 §5.6.2 "token". */
const fieldName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** RFC 9110 §5.5 "field-content", as Latin-1: no CR, LF or NUL, which would begin another field. */
const fieldValue = /^[\t\u0020-\u007E\u0080-\u00FF]*$/;

/** No header fields, or a copy of some. */
export function requestHeaders(fields?: Readonly<Record<string, string>>): RequestHeaders {
  // The literal has no prototype, so a field called `__proto__` is a field like every other.
  return { __proto__: null, ...fields } as unknown as RequestHeaders;
}

/**
 * Sets a field, replacing an earlier one of the same name in any case.
 * @throws {ParameterError} when name or value cannot stand in a header
 */
export function setHeader(headers: RequestHeaders, name: string, value: string): void {
  if (!fieldName.test(name)) throw new ParameterError("a header has an invalid name");
  const field = name.toLowerCase();
  if (framingHeaders.has(field)) {
    throw new ParameterError(`the header "${field}" cannot be set: the connection decides it`);
  }
  if (!fieldValue.test(value)) {
    throw new ParameterError(`the header "${field}" holds a character that headers cannot hold`);
  }
  headers[field] = value;
}

/** Sets every field; one whose value is `undefined` is left out. */
export function setHeaders(
  headers: RequestHeaders,
  fields: Readonly<Record<string, string | undefined>> | undefined,
): void {
  if (fields === undefined) return;
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) setHeader(headers, name, value);
  }
}

/** Fields that prove who the caller is, whatever the service's own scheme. */
const credentialFields = ["authorization", "cookie", "proxy-authorization"];

/**
 * The fields for an origin that may not get credentials.
 * @param apiKeyFields names of the service's own schemes, in lower case
 */
export function withoutCredentials(
  headers: RequestHeaders,
  apiKeyFields: readonly string[],
): RequestHeaders {
  const kept = requestHeaders(headers);
  for (const field of [...credentialFields, ...apiKeyFields]) delete kept[field];
  return kept;
}
