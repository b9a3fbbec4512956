import { excerpt } from "./excerpt.js";
import { isDeeperThan, maxJsonDepth } from "./json-depth.js";
import { isJsonType, isTextType, mediaType } from "./media-type.js";
import { headerValue, type ResponseHeaders } from "./response-headers.js";
import type { SecretFilter } from "../secrets/secret-filter.js";
import type { BodyFormat } from "../failure/service-error.js";

const utf8 = new TextDecoder("utf-8");

/** A body as the caller gets it. */
export interface DecodedBody {
  readonly value: unknown;
  readonly format: BodyFormat;
}

/** A body that is not what it should be. The message quotes it in a bounded, cleaned excerpt. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
}

/** Makes a value of JSON text; throws a SyntaxError when it is none. */
export type JsonParser = (text: string) => unknown;

const nothing: DecodedBody = { value: undefined, format: "none" };

/**
 * Reads a successful answer by its actual content type: JSON is parsed, text, XML and YAML are strings,
 * nothing is `undefined`, all else are bytes.
 * @param jsonOnly whether nothing but JSON was asked for
 * @param mayBeEmpty whether an answer may have no body even so, as those to HEAD and those with 204; default: true
 * @param parse reads JSON text; default: `JSON.parse`
 * @throws {DecodeError} when JSON is broken or too deep, or something else came where only JSON was asked for
 */
export function decodeAnswer(
  body: Uint8Array,
  headers: ResponseHeaders,
  jsonOnly: boolean,
  filter: SecretFilter,
  mayBeEmpty = true,
  parse?: JsonParser,
): unknown {
  if (body.byteLength === 0) {
    if (jsonOnly && !mayBeEmpty) throw new DecodeError("the answer is empty instead of JSON");
    return undefined;
  }
  refuseEncoding(headers);
  const contentType = headerValue(headers, "content-type");
  const type = contentType === undefined ? undefined : mediaType(contentType);
  if (type === undefined ? jsonOnly : isJsonType(type))
    return parseJson(body, "the answer", filter, parse);
  if (jsonOnly) {
    const text = excerpt(utf8.decode(body), filter);
    throw new DecodeError(`the answer is ${type ?? "of no type"} instead of JSON: ${text}`);
  }
  return type !== undefined && isTextType(type) ? decodeText(body, contentType) : body;
}

/**
 * A value from JSON text in UTF-8.
 * @param what is parsed, for the error
 * @throws {DecodeError} when it is broken or has more than 1,000 levels
 * @throws what `parse` throws that is no SyntaxError
 */
export function parseJson(
  bytes: Uint8Array,
  what: string,
  filter: SecretFilter,
  parse: JsonParser = JSON.parse,
): unknown {
  if (isDeeperThan(bytes, maxJsonDepth)) {
    throw new DecodeError(`${what} is JSON of more than ${maxJsonDepth} levels`);
  }
  const text = utf8.decode(bytes);
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // No cause: the parser's message quotes the body uncleaned.
    throw new DecodeError(`${what} is not valid JSON: ${excerpt(text, filter)}`);
  }
}

/**
 * Reads an error answer as far as it can be read, without the credentials in it. Never throws.
 * @param parse reads JSON text; what it does not take is read by `JSON.parse`, which is the default
 */
export function decodeErrorAnswer(
  body: Uint8Array,
  headers: ResponseHeaders,
  filter: SecretFilter,
  parse?: JsonParser,
): DecodedBody {
  // In what could not be decoded, no credential could be found either.
  if (body.byteLength === 0 || isEncoded(headers)) return nothing;
  const contentType = headerValue(headers, "content-type") ?? "";
  const type = mediaType(contentType);
  if (isJsonType(type)) {
    const text = filter.values(utf8.decode(body));
    if (isDeeperThan(body, maxJsonDepth)) return { value: text, format: "text" };
    return parsedBy(parse, text) ?? parsedBy(JSON.parse, text) ?? { value: text, format: "text" };
  }
  if (type === "" || isTextType(type)) {
    return { value: filter.values(decodeText(body, contentType)), format: "text" };
  }
  return filter.occursIn(body) ? nothing : { value: body, format: "bytes" };
}

function parsedBy(parse: JsonParser | undefined, text: string): DecodedBody | undefined {
  try {
    return parse && { value: parse(text), format: "json" };
  } catch {
    return undefined;
  }
}

/** What is encoded still cannot be read as what it says it is. */
function refuseEncoding(headers: ResponseHeaders): void {
  if (!isEncoded(headers)) return;
  const encoding = JSON.stringify(headerValue(headers, "content-encoding"));
  throw new DecodeError(`the answer is encoded as ${encoding}, which was not asked for`);
}

function isEncoded(headers: ResponseHeaders): boolean {
  const encoding = headerValue(headers, "content-encoding");
  return encoding !== undefined && encoding.trim().toLowerCase() !== "identity";
}

/**
 * Text in the character set that the content type names, or else an XML declaration; UTF-8 when neither names one
 * that is known.
 */
function decodeText(body: Uint8Array, contentType = ""): string {
  const label = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ?? declaredEncoding(body);
  if (label === undefined) return utf8.decode(body);
  try {
    return new TextDecoder(label).decode(body);
  } catch {
    return utf8.decode(body);
  }
}

/** Bytes in which an XML declaration ends. */
const declarationBytes = 200;

/** XML 1.0 §4.3.3: the declaration stands at the very beginning, in ASCII where the encoding is like ASCII. */
function declaredEncoding(body: Uint8Array): string | undefined {
  // `<?`: few texts begin so, and only they are looked at.
  if (body[0] !== 0x3c || body[1] !== 0x3f) return undefined;
  const start = utf8.decode(body.subarray(0, declarationBytes));
  return /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']/.exec(start)?.[1];
}
