import type { BodyDescription } from "../client/operation-description.js";
import { formBody } from "./form-body.js";
import { mediaType } from "./media-type.js";
import { MultipartBody } from "./multipart-body.js";
import { defaultType, isContent, plainBody } from "./plain-body.js";

/** Bytes up to which a form is written at once: it is sent in one piece then, with its length. */
const smallForm = 1_048_576;

/** A request body that is sent as it is given. A stream can be sent once, so its call is never retried. */
export type RawBody = string | Uint8Array | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** A body as it goes on the wire. */
export interface EncodedBody {
  readonly content: string | Uint8Array | AsyncIterable<Uint8Array>;
  readonly contentType: string;
}

/**
 * Writes the body of a call. Strings, bytes and streams are sent as given, but for JSON types, whose bodies are
 * always stringified. Objects are written where the type says how: `multipart/form-data` and
 * `application/x-www-form-urlencoded`.
 * @param contentType one of the described types; default: the first of them
 * @param random at least 0, less than 1: for the boundary of a multipart form; default: the platform's secure source
 * @throws {ParameterError} when the body is missing or cannot be written
 */
export function encodeBody(
  description: BodyDescription,
  body: unknown,
  contentType?: string,
  random: () => number = secureRandom,
): EncodedBody | undefined {
  const type = contentType ?? defaultType(description);
  const name = mediaType(type);
  if (body !== undefined && !isContent(body)) {
    if (name === "multipart/form-data") {
      const form = new MultipartBody(body, random, description.encoding);
      return { content: form.bytes(smallForm) ?? form, contentType: form.contentType };
    }
    if (name === "application/x-www-form-urlencoded") {
      return { content: formBody(body, description.encoding), contentType: type };
    }
  }
  return plainBody(description, body, type);
}

/** True when the body can be sent a second time. */
export function isResendable(body: EncodedBody | undefined): boolean {
  if (body === undefined) return true;
  const { content } = body;
  if (typeof content === "string" || content instanceof Uint8Array) return true;
  return content instanceof MultipartBody && content.resendable;
}

/** A boundary that nobody can foresee cannot be put into a part's content. */
function secureRandom(): number {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return value / 2 ** 32;
}
