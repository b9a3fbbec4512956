import type { BodyDescription } from "../client/operation-description.js";
import { ParameterError } from "../parameters/parameter-text.js";
import { stringifyExactly } from "../values/exact-json.js";
import { isJsonType, mediaType } from "./media-type.js";
import type { EncodedBody } from "./request-body.js";

/**
 * Writes a body that needs no form: JSON types are stringified; strings, bytes and streams are sent as given.
 * @param contentType one of the described types; default: the first of them
 * @throws {ParameterError} when the body is missing or cannot be written
 */
export function plainBody(
  description: BodyDescription,
  body: unknown,
  contentType = defaultType(description),
): EncodedBody | undefined {
  if (body === undefined) {
    if (description.required === true) throw new ParameterError('the parameter "body" is missing');
    return undefined;
  }
  if (isJsonType(mediaType(contentType))) return { content: jsonText(body, "body"), contentType };
  if (isContent(body)) {
    return {
      content: body,
      contentType: contentType.includes("*") ? concreteType(body) : contentType,
    };
  }
  throw new ParameterError(
    `the parameter "body" is sent as ${contentType}, so it must be a string, bytes or a stream of bytes`,
  );
}

/** The first of the described types. */
export function defaultType({ contentType }: BodyDescription): string {
  return [contentType].flat()[0] ?? "application/octet-stream";
}

/** True for what is sent as it is given. */
export function isContent(body: unknown): body is EncodedBody["content"] {
  return (
    typeof body === "string" ||
    body instanceof Uint8Array ||
    (typeof body === "object" && body !== null && Symbol.asyncIterator in body)
  );
}

/**
 * A value as JSON. A `bigint` is a number.
 * @param name the parameter's, for the error
 * @throws {ParameterError} when it cannot be written
 */
export function jsonText(value: unknown, name: string): string {
  let text: string | undefined;
  let cause: unknown;
  try {
    text = stringifyExactly(value);
  } catch (error) {
    cause = error;
  }
  if (text !== undefined) return text;
  throw new ParameterError(`the parameter "${name}" cannot be written as JSON`, { cause });
}

/** A range such as `text/*` describes what may be sent; the request has to name one type. */
function concreteType(body: unknown): string {
  return typeof body === "string" ? "text/plain; charset=utf-8" : "application/octet-stream";
}
