import {
  isPlainObject,
  isPresent,
  ParameterError,
  scalarText,
} from "../parameters/parameter-text.js";
import { parameterWriter } from "../parameters/parameter-style.js";
import { isBinary } from "./form-body.js";
import { jsonText } from "./plain-body.js";
import type { FormEncoding, PropertyEncoding } from "./form-encoding.js";
import { requestHeaders, setHeader } from "./request-headers.js";

/** A part of a multipart form that is more than a value. */
export interface FilePart {
  readonly content: string | ArrayBuffer | ArrayBufferView | Blob | AsyncIterable<Uint8Array>;
  /** Default: a file's own name; `blob` for bytes and streams, as the Fetch Standard has it; none for text. */
  readonly filename?: string;
  /** Default: a blob's own type, else `application/octet-stream`; none for text. */
  readonly contentType?: string;
  /** Bytes of a stream, where they are known: with it, the whole body has a length. */
  readonly size?: number;
  /** Further header fields of the part. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the file of a multipart form may be given as. */
export type FormFile =
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | FilePart;

/** One part as it is sent. */
export interface Part {
  readonly name: string;
  readonly content: Uint8Array | Blob | AsyncIterable<Uint8Array>;
  readonly filename: string | undefined;
  readonly contentType: string | undefined;
  /** Bytes; `undefined` when nobody knows. */
  readonly size: number | undefined;
  /** Further fields, names in lower case. */
  readonly headers: Readonly<Record<string, string>> | undefined;
}

const utf8 = new TextEncoder();

/**
 * The parts that stand for one property of a form: one for each item of a list, none for `null` and `undefined`.
 * Objects are JSON (OpenAPI 3.1 §4.8.15), but for those that are a `FilePart`.
 * @throws {ParameterError} when a value cannot be sent
 */
export function partsOf(name: string, value: unknown, encoding: FormEncoding): readonly Part[] {
  const own = Object.hasOwn(encoding, name) ? encoding[name] : undefined;
  if (own?.style !== undefined || own?.explode !== undefined) return styledParts(name, value, own);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  // A range or a list of types describes what may be sent, not what is.
  const type = /[*,]/.test(own?.contentType ?? "") ? undefined : own?.contentType;
  const described: Described = { contentType: type, headers: own?.headers };
  return values.filter(isPresent).map((item) => part(name, item, described));
}

/** What the description says of a part. */
type Described = Pick<Part, "contentType" | "headers">;

/** The pairs that a query would have, each as a part (OpenAPI 3.1.1 §4.8.15.1.2). */
function styledParts(
  name: string,
  value: unknown,
  { style = "form", explode, headers }: PropertyEncoding,
): readonly Part[] {
  if (!isPresent(value)) return [];
  const write = parameterWriter(name, {
    in: "query",
    style,
    ...(explode !== undefined && { explode }),
  });
  const text = write(value);
  if (text === "") return [];
  return text.split("&").map((pair) => {
    const end = pair.indexOf("=");
    const [key, item] = [pair.slice(0, end), pair.slice(end + 1)].map(decodeURIComponent);
    return textPart(key ?? name, item ?? "", undefined, { contentType: undefined, headers });
  });
}

function part(name: string, value: unknown, described: Described): Part {
  if (isFilePart(value)) return filePart(name, value, described);
  if (typeof value === "object" && isContent(value)) {
    return filePart(name, { content: value }, described);
  }
  if (!isPlainObject(value)) return textPart(name, scalarText(value, name), undefined, described);
  const { contentType = "application/json", headers } = described;
  return textPart(name, jsonText(value, name), undefined, { contentType, headers });
}

function filePart(name: string, file: FilePart, described: Described): Part {
  const { content, size } = file;
  const contentType = file.contentType ?? described.contentType;
  const headers =
    file.headers === undefined ? described.headers : { ...described.headers, ...file.headers };
  if (typeof content === "string") {
    return textPart(name, content, file.filename, { contentType, headers });
  }
  const filename = file.filename ?? (content instanceof File ? content.name : "blob");
  if (content instanceof Blob) {
    const type = contentType ?? (content.type === "" ? undefined : content.type);
    return checked({
      name,
      content,
      filename,
      contentType: type ?? bytesType,
      size: content.size,
      headers,
    });
  }
  const bytes = bytesOf(content);
  return checked({
    name,
    content: bytes,
    filename,
    contentType: contentType ?? bytesType,
    size: bytes instanceof Uint8Array ? bytes.byteLength : size,
    headers,
  });
}

/** Bytes in whatever they are held, as bytes; streams as they are. */
function bytesOf<Stream>(content: ArrayBuffer | ArrayBufferView | Stream): Uint8Array | Stream {
  if (content instanceof ArrayBuffer) return new Uint8Array(content);
  if (!ArrayBuffer.isView(content)) return content;
  return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
}

const bytesType = "application/octet-stream";

function textPart(
  name: string,
  text: string,
  filename: string | undefined,
  { contentType, headers }: Described,
): Part {
  const content = utf8.encode(text);
  return checked({ name, content, filename, contentType, size: content.byteLength, headers });
}

/** Printable ASCII: nothing that would begin another field, or another part. */
const fieldText = /^[\t\u0020-\u007E]*$/;

function checked(whole: Part): Part {
  const { name, contentType, size, headers } = whole;
  if (contentType !== undefined && !fieldText.test(contentType)) {
    throw new ParameterError(`the content type of the part "${name}" cannot stand in a header`);
  }
  if (size !== undefined && !(Number.isSafeInteger(size) && size >= 0)) {
    throw new ParameterError(`the size of the part "${name}" is not a number of bytes`);
  }
  return headers === undefined ? whole : { ...whole, headers: checkedHeaders(headers, name) };
}

/** Fields that the part itself decides. */
const decidedFields: ReadonlySet<string> = new Set(["content-disposition", "content-type"]);

function checkedHeaders(
  given: Readonly<Record<string, string>>,
  name: string,
): Readonly<Record<string, string>> {
  const headers = requestHeaders();
  for (const [field, value] of Object.entries(given)) {
    if (decidedFields.has(field.toLowerCase())) {
      throw new ParameterError(`the part "${name}" decides its "${field.toLowerCase()}" itself`);
    }
    setHeader(headers, field, value);
  }
  return headers;
}

const fileKeys: ReadonlySet<string> = new Set([
  "content",
  "filename",
  "contentType",
  "size",
  "headers",
]);

/** Objects that have nothing but what a file part has. One whose content is text has to say more than that. */
function isFilePart(value: unknown): value is FilePart {
  if (!isPlainObject(value) || !isContent(value["content"])) return false;
  if (!Object.keys(value).every((key) => fileKeys.has(key))) return false;
  const { content, filename, contentType, headers } = value;
  return typeof content !== "string" || (filename ?? contentType ?? headers) !== undefined;
}

function isContent(value: unknown): value is FilePart["content"] {
  return (
    typeof value === "string" ||
    (typeof value === "object" &&
      value !== null &&
      (isBinary(value) || Symbol.asyncIterator in value))
  );
}
