import { joinBytes } from "./bytes.js";
import { ExchangeError } from "./exchange.js";
import { formEntries } from "./form-body.js";
import type { FormEncoding } from "./form-encoding.js";
import { type Part, partsOf } from "./multipart-part.js";

const utf8 = new TextEncoder();
const lineEnd = utf8.encode("\r\n");

/**
 * A `multipart/form-data` body (RFC 7578), written while it is sent. Names and file names are escaped as the HTML
 * Standard has it ("Multipart form data"); the contents go as they are, line ends included.
 */
export class MultipartBody implements AsyncIterable<Uint8Array> {
  /** With the boundary in it. */
  readonly contentType: string;
  /** Bytes of the whole body; `undefined` when a part is a stream whose size nobody gave. */
  readonly size: number | undefined;
  /** True when no part is a stream, so that the body can be sent a second time. */
  readonly resendable: boolean;
  readonly #parts: readonly (Part & { readonly head: Uint8Array })[];
  readonly #end: Uint8Array;

  /**
   * @param form an object by the rules of `partsOf`, or a `FormData`
   * @param random at least 0, less than 1; the boundary has 124 bits of it
   * @throws {ParameterError} when a value cannot be sent
   */
  constructor(form: unknown, random: () => number, encoding: FormEncoding = {}) {
    const boundary = boundaryFrom(random);
    this.contentType = `multipart/form-data; boundary=${boundary}`;
    this.#parts = formEntries(form)
      .flatMap(([name, value]) => partsOf(name, value, encoding))
      .map((part) => ({ ...part, head: headOf(part, boundary) }));
    this.#end = utf8.encode(`--${boundary}--\r\n`);
    this.resendable = this.#parts.every(({ content }) => !isStream(content));
    this.size = this.#parts.reduce<number | undefined>(
      (total, { head, size }) =>
        total === undefined || size === undefined
          ? undefined
          : total + head.byteLength + size + lineEnd.byteLength,
      this.#end.byteLength,
    );
  }

  /**
   * All of it at once; `undefined` when a part has to be read first.
   * @param maxBytes above that, pieces are better than a copy
   */
  bytes(maxBytes: number): Uint8Array | undefined {
    if (this.size === undefined || this.size > maxBytes) return undefined;
    const pieces: Uint8Array[] = [];
    for (const { head, content } of this.#parts) {
      if (!(content instanceof Uint8Array)) return undefined;
      pieces.push(head, content, lineEnd);
    }
    return joinBytes([...pieces, this.#end]);
  }

  /** @throws {ExchangeError} of kind "validation" when a stream is not as long as was said */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    let sent = 0;
    try {
      for (const part of this.#parts) {
        yield part.head;
        if (part.content instanceof Uint8Array) yield part.content;
        else yield* streamed(part);
        sent += 1;
        yield lineEnd;
      }
      yield this.#end;
    } finally {
      // Left early: the streams whose turn did not come hold files and connections too.
      await Promise.allSettled(this.#parts.slice(sent).map(({ content }) => endStream(content)));
    }
  }
}

/** RFC 2046 §5.1.1 allows 70 characters. Four draws: six digits of base 36 are a little less than 32 bits. */
function boundaryFrom(random: () => number): string {
  const digits = Array.from({ length: 4 }, () =>
    Math.floor(random() * 36 ** 6)
      .toString(36)
      .padStart(6, "0"),
  );
  return `----FormBoundary${digits.join("")}`;
}

function headOf({ name, filename, contentType, headers = {} }: Part, boundary: string): Uint8Array {
  // A name's line ends are normalized before they are escaped, a file name's are not.
  const field = escapeName(name.replaceAll(/\r\n|\r|\n/g, "\r\n"));
  const file = filename === undefined ? "" : `; filename="${escapeName(filename)}"`;
  const type = contentType === undefined ? "" : `\r\nContent-Type: ${contentType}`;
  const disposition = `Content-Disposition: form-data; name="${field}"${file}`;
  const further = Object.entries(headers).map(([key, value]) => `\r\n${key}: ${value}`);
  return utf8.encode(`--${boundary}\r\n${disposition}${type}${further.join("")}\r\n\r\n`);
}

function escapeName(name: string): string {
  return name.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");
}

/** A part's content, which must be as long as was said: the length of the whole body is built on it. */
async function* streamed({
  name,
  content,
  size,
}: Part): AsyncGenerator<Uint8Array, void, undefined> {
  let given = 0;
  for await (const piece of content instanceof Blob ? content.stream() : asStream(content)) {
    given += piece.byteLength;
    if (size !== undefined && given > size) break;
    yield piece;
  }
  if (size !== undefined && given !== size) {
    const message = `the part "${name}" is not ${size} bytes long, as was said`;
    throw new ExchangeError(message, "validation", false);
  }
}

function isStream(content: Part["content"]): content is AsyncIterable<Uint8Array> {
  return !(content instanceof Uint8Array) && !(content instanceof Blob);
}

function asStream(content: Part["content"]): AsyncIterable<Uint8Array> {
  return content as AsyncIterable<Uint8Array>; // the one kind that the callers have not dealt with
}

async function endStream(content: Part["content"]): Promise<void> {
  if (!isStream(content)) return;
  // A Node stream is not ended by an iterator that has not begun.
  if ("destroy" in content && typeof content.destroy === "function") content.destroy();
  else await content[Symbol.asyncIterator]().return?.();
}
