import {
  isPlainObject,
  isPresent,
  ParameterError,
  scalarText,
} from "../parameters/parameter-text.js";
import { isBinary, jsonText } from "./form-body.js";
import type { FormEncoding } from "./form-encoding.js";

/** A part of a multipart form that is more than a value. */
export interface FilePart {
  readonly content: string | ArrayBuffer | ArrayBufferView | Blob | AsyncIterable<Uint8Array>;
  /** Default: a file's own name; `blob` for bytes and streams, as the Fetch Standard has it; none for text. */
  readonly filename?: string;
  /** Default: a blob's own type, else `application/octet-stream`; none for text. */
  readonly contentType?: string;
  /** Bytes of a stream, where they are known: with it, the whole body has a length. */
  readonly size?: number;
}

/** One part as it is sent. */
export interface Part {
  readonly name: string;
  readonly content: Uint8Array | Blob | AsyncIterable<Uint8Array>;
  readonly filename: string | undefined;
  readonly contentType: string | undefined;
  /** Bytes; `undefined` when nobody knows. */
  readonly size: number | undefined;
}

const utf8 = new TextEncoder();

/**
 * The parts that stand for one property of a form: one for each item of a list, none for `null` and `undefined`.
 * Objects are JSON (OpenAPI 3.1 §4.8.15), but for those that are a `FilePart`.
 * @throws {ParameterError} when a value cannot be sent
 */
export function partsOf(name: string, value: unknown, encoding: FormEncoding): readonly Part[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const own = Object.hasOwn(encoding, name) ? encoding[name]?.contentType : undefined;
  // A range or a list of types describes what may be sent, not what is.
  const type = own === undefined || /[*,]/.test(own) ? undefined : own;
  return values.filter(isPresent).map((item) => part(name, item, type));
}

function part(name: string, value: unknown, contentType: string | undefined): Part {
  if (isFilePart(value)) return filePart(name, value, contentType);
  if (typeof value === "object" && isContent(value)) {
    return filePart(name, { content: value }, contentType);
  }
  const text = isPlainObject(value) ? jsonText(value, name) : scalarText(value, name);
  const json = isPlainObject(value) ? "application/json" : undefined;
  return textPart(name, text, undefined, contentType ?? json);
}

function filePart(name: string, file: FilePart, described: string | undefined): Part {
  const { content, size } = file;
  const contentType = file.contentType ?? described;
  if (typeof content === "string") return textPart(name, content, file.filename, contentType);
  const filename = file.filename ?? (content instanceof File ? content.name : "blob");
  if (content instanceof Blob) {
    const type = contentType ?? (content.type === "" ? undefined : content.type);
    return checked({ name, content, filename, contentType: type ?? bytesType, size: content.size });
  }
  const bytes = bytesOf(content);
  return checked({
    name,
    content: bytes,
    filename,
    contentType: contentType ?? bytesType,
    size: bytes instanceof Uint8Array ? bytes.byteLength : size,
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
  contentType: string | undefined,
): Part {
  const content = utf8.encode(text);
  return checked({ name, content, filename, contentType, size: content.byteLength });
}

/** Printable ASCII: nothing that would begin another field, or another part. */
const fieldText = /^[\t\u0020-\u007E]*$/;

function checked(whole: Part): Part {
  const { name, contentType, size } = whole;
  if (contentType !== undefined && !fieldText.test(contentType)) {
    throw new ParameterError(`the content type of the part "${name}" cannot stand in a header`);
  }
  if (size !== undefined && !(Number.isSafeInteger(size) && size >= 0)) {
    throw new ParameterError(`the size of the part "${name}" is not a number of bytes`);
  }
  return whole;
}

const fileKeys: ReadonlySet<string> = new Set(["content", "filename", "contentType", "size"]);

/** Objects that have nothing but what a file part has. One whose content is text has to say more than that. */
function isFilePart(value: unknown): value is FilePart {
  if (!isPlainObject(value) || !isContent(value["content"])) return false;
  if (!Object.keys(value).every((key) => fileKeys.has(key))) return false;
  const { content, filename, contentType } = value;
  return typeof content !== "string" || filename !== undefined || contentType !== undefined;
}

function isContent(value: unknown): value is FilePart["content"] {
  return (
    typeof value === "string" ||
    (typeof value === "object" &&
      value !== null &&
      (isBinary(value) || Symbol.asyncIterator in value))
  );
}
