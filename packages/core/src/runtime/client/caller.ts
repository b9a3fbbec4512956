import type { AnswerHead } from "../http/exchange.js";
import type { ResponseHeaders } from "../http/response-headers.js";
import type { CallOptions } from "./client-options.js";
import type { OperationDescription } from "./operation-description.js";
import type { ServiceDescription } from "./service-description.js";
import type { ServiceStream } from "./service-stream.js";

/** What a successful call gives. */
export interface Answer extends AnswerHead {
  readonly data: unknown;
  readonly headers: ResponseHeaders;
  /** Where it came from, after redirects. May hold a key, so it is not shown to anybody. */
  readonly url: string;
}

/** What makes the calls of operations: the whole client, or the light one. */
export interface Caller {
  /** What it was told of the service. */
  readonly service: ServiceDescription;
  /**
   * Makes one call; what `defineOperation` stands on.
   * @param page URL to ask instead of the operation's own, when pages are followed
   * @throws {ServiceError} whatever goes wrong
   */
  execute(
    operation: OperationDescription,
    params: object,
    options?: CallOptions,
    page?: URL,
  ): Promise<Answer>;
}

/** A caller whose answers can be read while they come. */
export interface StreamCaller extends Caller {
  /**
   * Makes one call whose answer is read while it comes.
   * @throws {ServiceError} whatever goes wrong until the answer begins
   */
  open(
    operation: OperationDescription,
    params: object,
    options?: CallOptions,
  ): Promise<ServiceStream>;
}
