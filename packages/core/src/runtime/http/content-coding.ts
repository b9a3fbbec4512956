import { ExchangeError, tooLong, type WireAnswer } from "./exchange.js";
import { headerValue, type ResponseHeaders } from "./response-headers.js";
import { type Decoder, decoders, rawDeflate } from "./zlib-codings.js";

/** Codings in one field. More than one is rare; many are a way to make a small body large. */
const maxCodings = 5;

/** Bytes up to which a body is decoded at once: a thread costs more than that. */
const syncInput = 65_536;
const syncOutput = 1_048_576;

/** What `accept-encoding` can ask for, the best first. `identity` on a runtime without `node:zlib`. */
export const acceptedEncodings: string =
  ["zstd", "br", "gzip", "deflate"].filter((coding) => decoders.has(coding)).join(", ") ||
  "identity";

/**
 * Decodes a whole body: small ones at once, others off the main thread.
 * @param encoding the `content-encoding` field: one coding or several, in the order they were put on
 * @param maxBytes what the body may have before and after every coding
 * @throws {ExchangeError} of kind "response", at once or by the promise: when a coding is unknown, the body is
 * broken or longer. Transient only when the body is cut short, as it is when a connection breaks.
 */
export function decodeContent(
  bytes: Uint8Array,
  encoding: string,
  maxBytes: number,
): Uint8Array | Promise<Uint8Array> {
  return takeOff(bytes, codingsOf(encoding), maxBytes);
}

/**
 * The answer with its body decoded, and without the fields that tell of the coding. The very same answer when
 * there is nothing to decode.
 * @throws {ExchangeError} as `decodeContent` does
 */
export function decodedAnswer<Answer extends WireAnswer>(
  answer: Answer,
  maxBytes: number,
): Answer | Promise<Answer> {
  const encoding = headerValue(answer.headers, "content-encoding");
  // An answer to HEAD, or a 304, names the coding of a body that it does not have.
  if (encoding === undefined || answer.body.byteLength === 0) return answer;
  const headers = withoutCoding(answer.headers);
  const body = decodeContent(answer.body, encoding, maxBytes);
  if (!(body instanceof Promise)) return { ...answer, headers, body };
  return body.then((decoded) => ({ ...answer, headers, body: decoded }));
}

/** The fields of an answer whose body was decoded. */
export function withoutCoding(headers: ResponseHeaders): ResponseHeaders {
  const { "content-encoding": _coding, "content-length": _length, ...rest } = headers;
  return rest;
}

/**
 * The codings of a field that have to be taken off, the first first.
 * @throws {ExchangeError} when one is unknown, or there are too many
 */
export function codingsOf(encoding: string): readonly string[] {
  const codings = encoding
    .split(",")
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== "" && coding !== "identity")
    .toReversed();
  if (codings.length > maxCodings) {
    throw new ExchangeError(`the answer is encoded ${codings.length} times`, "response", false);
  }
  const unknown = codings.find((coding) => !decoders.has(coding));
  if (unknown !== undefined) {
    throw new ExchangeError(
      `the answer is encoded as "${unknown}", which cannot be decoded`,
      "response",
      false,
    );
  }
  return codings;
}

/** The decoder of a known coding for a body that begins with these bytes. */
export function decoderFor(coding: string, start: Uint8Array): Decoder {
  const decoder = coding === "deflate" && !isZlib(start) ? rawDeflate : decoders.get(coding);
  return decoder as Decoder; // `codingsOf` has looked
}

/** RFC 1950 §2.2: method 8, and a header that is a multiple of 31. */
function isZlib([first = 0, second]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && (second === undefined || ((first << 8) | second) % 31 === 0);
}

/** What stopped a decoder. */
export function codingFailure(coding: string, maxBytes: number, error: unknown): ExchangeError {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ERR_BUFFER_TOO_LARGE") return tooLong(maxBytes);
  // zlib's word for input that ends too early, which Node gives to all of its decoders.
  const isCut = code === "Z_BUF_ERROR";
  const what = isCut ? "ends early" : "is broken";
  return new ExchangeError(`the ${coding} data of the answer ${what}`, "response", isCut, error);
}

function takeOff(
  bytes: Uint8Array,
  codings: readonly string[],
  maxBytes: number,
): Uint8Array | Promise<Uint8Array> {
  let decoded = bytes;
  for (const [index, coding] of codings.entries()) {
    const decoder = decoderFor(coding, decoded);
    const result = atOnce(decoder, coding, decoded, maxBytes);
    if (result === undefined) {
      return offThread(decoder, coding, decoded, maxBytes).then((whole) =>
        takeOff(whole, codings.slice(index + 1), maxBytes),
      );
    }
    decoded = result;
  }
  return decoded;
}

/** `undefined` when the body is too long for it. */
function atOnce(
  decoder: Decoder,
  coding: string,
  bytes: Uint8Array,
  maxBytes: number,
): Uint8Array | undefined {
  if (bytes.byteLength > syncInput) return undefined;
  try {
    return decoder.sync(bytes, { maxOutputLength: outputLimit(Math.min(maxBytes, syncOutput)) });
  } catch (error) {
    // What is longer than this allows is what the other way is for.
    if (error instanceof RangeError && maxBytes > syncOutput) return undefined;
    throw codingFailure(coding, maxBytes, error);
  }
}

function offThread(
  decoder: Decoder,
  coding: string,
  bytes: Uint8Array,
  maxBytes: number,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    decoder.async(bytes, { maxOutputLength: outputLimit(maxBytes) }, (error, result) => {
      if (error) reject(codingFailure(coding, maxBytes, error));
      else resolve(result);
    });
  });
}

/** What Node takes for a limit: a whole number from 1 on. */
function outputLimit(maxBytes: number): number {
  return Math.max(1, Math.min(Math.floor(maxBytes), Number.MAX_SAFE_INTEGER));
}
