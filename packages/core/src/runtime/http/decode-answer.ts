import { isJsonType, mediaType } from "./media-type.js";
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

const nothing: DecodedBody = { value: undefined, format: "none" };

/**
 * Reads a successful answer by its actual content type: JSON is parsed, `text/*` is a string, nothing is
 * `undefined`, all else are bytes.
 * @param jsonOnly whether nothing but JSON was asked for
 * @throws {DecodeError} when JSON is broken, or something else came where only JSON was asked for
 */
export function decodeAnswer(
  body: Uint8Array,
  headers: ResponseHeaders,
  jsonOnly: boolean,
  filter: SecretFilter,
): unknown {
  if (body.byteLength === 0) return undefined;
  refuseEncoding(headers);
  const contentType = headerValue(headers, "content-type");
  const type = contentType === undefined ? undefined : mediaType(contentType);
  if (type === undefined ? jsonOnly : isJsonType(type)) {
    const text = utf8.decode(body);
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // No cause: the parser's message quotes the body uncleaned.
      throw new DecodeError(`the answer is not valid JSON: ${excerpt(text, filter)}`);
    }
  }
  if (jsonOnly) {
    const text = excerpt(utf8.decode(body), filter);
    throw new DecodeError(`the answer is ${type ?? "of no type"} instead of JSON: ${text}`);
  }
  return type?.startsWith("text/") ? decodeText(body, contentType) : body;
}

/** Reads an error answer as far as it can be read, without the credentials in it. Never throws. */
export function decodeErrorAnswer(
  body: Uint8Array,
  headers: ResponseHeaders,
  filter: SecretFilter,
): DecodedBody {
  if (body.byteLength === 0) return nothing;
  const contentType = headerValue(headers, "content-type") ?? "";
  const type = mediaType(contentType);
  if (isJsonType(type)) {
    const text = filter.values(utf8.decode(body));
    try {
      return { value: JSON.parse(text), format: "json" };
    } catch {
      return { value: text, format: "text" };
    }
  }
  if (type === "" || type.startsWith("text/")) {
    return { value: filter.values(decodeText(body, contentType)), format: "text" };
  }
  return filter.occursIn(body) ? nothing : { value: body, format: "bytes" };
}

/** Nothing was asked to be compressed; what is compressed all the same cannot be read as what it says it is. */
function refuseEncoding(headers: ResponseHeaders): void {
  const encoding = headerValue(headers, "content-encoding");
  if (encoding === undefined || encoding.trim().toLowerCase() === "identity") return;
  throw new DecodeError(`the answer is encoded as "${encoding}", which was not asked for`);
}

/** Text in the character set that the content type names; UTF-8 when it names none that is known. */
function decodeText(body: Uint8Array, contentType = ""): string {
  const label = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
  if (label === undefined) return utf8.decode(body);
  try {
    return new TextDecoder(label).decode(body);
  } catch {
    return utf8.decode(body);
  }
}

function excerpt(text: string, filter: SecretFilter): string {
  // Cleaned before it is cut, so that no credential is halved and then not found.
  const cleaned = filter.text(filter.values(text).slice(0, 2_000));
  return JSON.stringify(cleaned.length > 200 ? `${cleaned.slice(0, 200)}…` : cleaned);
}
