import { type JsonLinesOptions, readJsonLines, readJsonSequence } from "../http/json-lines.js";
import { readFrom } from "../http/read-from.js";
import {
  readEvents,
  type ServerSentEvent,
  type ServerSentEventsOptions,
} from "../http/server-sent-events.js";
import type { OpenAnswer } from "../http/transport.js";
import type { ResponseHeaders } from "../http/response-headers.js";
import type { CallContext } from "./call-context.js";
import type { ItemsDescription } from "./operation-description.js";
import { readStreamItems } from "./stream-items.js";

/**
 * A successful answer whose body is read while it comes. It can be read once. Read it to its end, leave the loop, or
 * close it: until then it holds a connection.
 */
export class ServiceStream implements AsyncIterable<Uint8Array>, AsyncDisposable {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly #body: AsyncIterableIterator<Uint8Array>;
  readonly #context: CallContext;
  #taken = false;

  constructor({ status, headers, body }: OpenAnswer, context: CallContext) {
    this.status = status;
    this.headers = headers;
    this.#body = body;
    this.#context = context;
  }

  /**
   * The body as it comes.
   * @throws {ServiceError} when it breaks off, is silent for too long, or the call is cancelled
   * @throws TypeError at once, when the stream was read or closed before
   */
  [Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    return this.#read(this.#take());
  }

  /**
   * The body as server-sent events.
   * @throws {ServiceError} as the bytes do, and when an event is too long
   * @throws TypeError at once, when the stream was read or closed before
   */
  events(options?: ServerSentEventsOptions): AsyncGenerator<ServerSentEvent, void, undefined> {
    return this.#read(readEvents(this.#take(), options));
  }

  /**
   * The body as lines of JSON (NDJSON, JSON Lines), each parsed.
   * @throws {ServiceError} as the bytes do, and when a line is too long or no JSON
   * @throws TypeError at once, when the stream was read or closed before
   */
  jsonLines<Value = unknown>(options?: JsonLinesOptions): AsyncGenerator<Value, void, undefined> {
    const { filter } = this.#context;
    return this.#read(readJsonLines<Value>(this.#take(), { filter, ...options }));
  }

  /**
   * The body as a sequence of JSON texts (RFC 7464), each parsed.
   * @throws {ServiceError} as the bytes do, and when a text is too long, no JSON, or may have been cut short
   * @throws TypeError at once, when the stream was read or closed before
   */
  jsonSequence<Value = unknown>(
    options?: JsonLinesOptions,
  ): AsyncGenerator<Value, void, undefined> {
    const { filter } = this.#context;
    return this.#read(readJsonSequence<Value>(this.#take(), { filter, ...options }));
  }

  /**
   * The values of the body by the media type that it came with: events, lines or texts.
   * @throws {ServiceError} as the bytes do, and when the body is none of these, or a value is not what is described
   * @throws TypeError at once, when the stream was read or closed before
   */
  items<Item = unknown>(described: ItemsDescription): AsyncGenerator<Item, void, undefined> {
    const { filter, plan } = this.#context;
    const { values } = plan.description;
    const items = readStreamItems(this.#take(), this.headers, described, filter, values);
    return this.#read(items as AsyncIterable<Item>); // the caller's word for it
  }

  /** Ends the request, if the body was not read to its end. */
  async close(): Promise<void> {
    this.#taken = true;
    await this.#body.return?.();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #take(): AsyncIterableIterator<Uint8Array> {
    if (this.#taken) {
      throw new TypeError("A stream can be read once; this one was read or closed before.");
    }
    this.#taken = true;
    return this.#body;
  }

  /** What goes wrong meanwhile is the call's failure. */
  #read<Piece>(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece, void, undefined> {
    const context = this.#context;
    return readFrom(pieces, async function* read(source) {
      try {
        yield* source;
      } catch (error) {
        throw context.failure(error);
      }
    });
  }
}
