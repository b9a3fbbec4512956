import type { BodyDescription } from "../client/operation-description.js";
import { isJsonType, mediaType } from "./media-type.js";
import { ParameterError } from "../parameters/parameter-text.js";

/** A request body that is sent as it is given. A stream can be sent once, so its call is never retried. */
export type RawBody = string | Uint8Array | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** A body as it goes on the wire. */
export interface EncodedBody {
  readonly content: string | Uint8Array | AsyncIterable<Uint8Array>;
  readonly contentType: string;
}

/**
 * Writes the body of a call: JSON types are stringified, everything else is sent as given.
 * @param contentType one of the described types; default: the first of them
 * @throws {ParameterError} when the body is missing or cannot be written
 */
export function encodeBody(
  description: BodyDescription,
  body: unknown,
  contentType?: string,
): EncodedBody | undefined {
  if (body === undefined) {
    if (description.required === true) throw new ParameterError('the parameter "body" is missing');
    return undefined;
  }
  const type = contentType ?? defaultType(description);
  if (isJsonType(mediaType(type))) return { content: jsonText(body), contentType: type };
  if (typeof body !== "string" && !(body instanceof Uint8Array) && !isAsyncIterable(body)) {
    throw new ParameterError(
      `the parameter "body" is sent as ${type}, so it must be a string, bytes or a stream of bytes`,
    );
  }
  return { content: body, contentType: type.includes("*") ? concreteType(body) : type };
}

/** True when the body can be sent a second time. */
export function isResendable(body: EncodedBody | undefined): boolean {
  return (
    body === undefined || typeof body.content === "string" || body.content instanceof Uint8Array
  );
}

function defaultType({ contentType }: BodyDescription): string {
  if (typeof contentType === "string") return contentType;
  return contentType[0] ?? "application/octet-stream";
}

/** A range such as `text/*` describes what may be sent; the request has to name one type. */
function concreteType(body: unknown): string {
  return typeof body === "string" ? "text/plain; charset=utf-8" : "application/octet-stream";
}

function jsonText(body: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(body);
  } catch (error) {
    throw new ParameterError('the parameter "body" cannot be written as JSON', { cause: error });
  }
  if (text === undefined) {
    throw new ParameterError('the parameter "body" cannot be written as JSON');
  }
  return text;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<Uint8Array> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}
