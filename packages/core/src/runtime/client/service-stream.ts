import type { OpenAnswer } from "../http/transport.js";
import type { ResponseHeaders } from "../http/response-headers.js";
import type { CallContext } from "./call-context.js";

/**
 * A successful answer whose body is read while it comes. It can be read once. Read it to its end, leave the loop, or
 * close it: until then it holds a connection.
 */
export class ServiceStream implements AsyncIterable<Uint8Array>, AsyncDisposable {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly #body: AsyncIterableIterator<Uint8Array>;
  readonly #context: CallContext;

  constructor({ status, headers, body }: OpenAnswer, context: CallContext) {
    this.status = status;
    this.headers = headers;
    this.#body = body;
    this.#context = context;
  }

  /**
   * The body as it comes.
   * @throws {ServiceError} when it breaks off, is silent for too long, or the call is cancelled
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* this.#body;
    } catch (error) {
      throw this.#context.failure(error);
    }
  }

  /** Ends the request, if the body was not read to its end. */
  async close(): Promise<void> {
    await this.#body.return?.();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
