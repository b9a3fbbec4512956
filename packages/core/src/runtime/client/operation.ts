import type { Caller, StreamCaller } from "./caller.js";
import type { CallOptions } from "./client-options.js";
import type {
  ErrorStatus,
  ItemsDescription,
  OperationDescription,
} from "./operation-description.js";
import { acceptsOnlyJson } from "../http/media-type.js";
import { isDocumented } from "./operation-rules.js";
import type { Paging } from "../paging/paging.js";
import { readPages } from "../paging/read-pages.js";
import type { ResponseHeaders } from "../http/response-headers.js";
import { isServiceError, type ServiceError } from "../failure/service-error.js";
import type { ServiceStream } from "./service-stream.js";

/** What stands for "no documented errors". */
export type NoErrors = object;

/** What an operation is called with when its caller gives no params. */
const noParams = {};

/** What a call takes: params may be left out when every one of them may. */
export type CallArguments<Params extends object> = typeof noParams extends Params
  ? [params?: Params, options?: CallOptions]
  : [params: Params, options?: CallOptions];

/** What stands for "one format": no other media type of an answer has another type. */
export type NoFormats = object;

/** A result with what came around it. */
export interface ServiceResponse<Result, Status extends number = number> {
  readonly data: Result;
  readonly status: Status;
  readonly headers: ResponseHeaders;
}

/** A service error whose status is documented, with the body the document gives it. */
export type OperationError<Errors extends object> = {
  [Status in keyof Errors]: ServiceError & {
    readonly status: Status;
    readonly body: Errors[Status];
  };
}[keyof Errors];

/** An operation that needs a client as its first argument. */
export interface Operation<
  Params extends object,
  Result,
  Errors extends object = NoErrors,
  /** What `response` gives: a union by status where answers differ. */
  Response = ServiceResponse<Result>,
  /** Results by media type, those that differ from `Result`. */
  Formats extends object = NoFormats,
> {
  /** @throws {ServiceError} when the call fails for good */
  (client: Caller, ...parameters: CallArguments<Params>): Promise<Result>;
  /**
   * The result with status and headers.
   * @throws {ServiceError} when the call fails for good
   */
  response(this: void, client: Caller, ...parameters: CallArguments<Params>): Promise<Response>;
  /**
   * The result in one of the other media types that the answer may have, which `accept` asks for.
   * @throws {ServiceError} when the call fails for good
   */
  as<Format extends keyof Formats & string>(
    this: void,
    client: Caller,
    format: Format,
    ...parameters: CallArguments<Params>
  ): Promise<Formats[Format]>;
  /**
   * The answer while it comes: bytes, server-sent events or lines of JSON.
   * @throws {ServiceError} when the call fails before its answer begins
   */
  stream(
    this: void,
    client: StreamCaller,
    ...parameters: CallArguments<Params>
  ): Promise<ServiceStream>;
  /**
   * True for errors of this operation whose status is documented; narrows `status` and `body`.
   * Where only JSON was asked for, what came as something else, such as a proxy's page, is not what is documented.
   */
  isError(this: void, error: unknown): error is OperationError<Errors>;
  readonly definition: OperationDescription;
}

/** An operation whose answers come in pages. */
export interface PagedOperation<
  Params extends object,
  Result,
  Item,
  Errors extends object = NoErrors,
  Response = ServiceResponse<Result>,
  Formats extends object = NoFormats,
> extends Operation<Params, Result, Errors, Response, Formats> {
  /**
   * Every item of every page, loaded as they are asked for.
   * @throws {ServiceError} when a call fails, a page is at another origin or comes a second time
   */
  all(
    this: void,
    client: Caller,
    ...parameters: CallArguments<Params>
  ): AsyncGenerator<Item, void, undefined>;
  /**
   * Every page, loaded as they are asked for.
   * @throws {ServiceError} when a call fails, a page is at another origin or comes a second time
   */
  pages(
    this: void,
    client: Caller,
    ...parameters: CallArguments<Params>
  ): AsyncGenerator<Result, void, undefined>;
}

/** An operation whose answer is a stream of items. */
export interface StreamedOperation<
  Params extends object,
  Result,
  Item,
  Errors extends object = NoErrors,
  Response = ServiceResponse<Result>,
  Formats extends object = NoFormats,
> extends Operation<Params, Result, Errors, Response, Formats> {
  /**
   * Every item of the answer as it comes. Leaving the loop ends the request.
   * @throws {ServiceError} when the call fails, breaks off, or an item is not what it should be
   */
  items(
    this: void,
    client: StreamCaller,
    ...parameters: CallArguments<Params>
  ): AsyncGenerator<Item, void, undefined>;
}

/** The description of an operation; where errors have types, their statuses must be listed for `isError`. */
export type DefinitionOf<Errors extends object> = OperationDescription &
  ([keyof Errors] extends [never] ? unknown : { readonly errors: readonly ErrorStatus[] });

/** An operation from its description. Whoever calls works out the rest at the first call: importing costs nothing. */
export function defineOperation<
  Params extends object,
  Result,
  Errors extends object = NoErrors,
  Response = ServiceResponse<Result>,
  Formats extends object = NoFormats,
>(definition: DefinitionOf<Errors>): Operation<Params, Result, Errors, Response, Formats> {
  const answer = (client: Caller, params: object = noParams, options?: CallOptions) =>
    client.execute(definition, params, options);
  const call = async (client: Caller, params?: Params, options?: CallOptions): Promise<Result> =>
    (await answer(client, params, options)).data as Result; // the document says so; the content type was checked
  const response = async (client: Caller, params?: Params, options?: CallOptions) => {
    const { url: _, ...rest } = await answer(client, params, options);
    return rest;
  };
  const as = (client: Caller, accept: string, params?: Params, options?: CallOptions) =>
    call(client, params, { ...options, accept });
  const stream = async (client: StreamCaller, params: object = noParams, options?: CallOptions) =>
    client.open(definition, params, options);
  const isError = (error: unknown): error is OperationError<Errors> =>
    isServiceError(error) && isOfOperation(definition, error);
  // The implementation takes fewer distinctions than the signature makes.
  const members = { response, as, stream, isError, definition };
  return Object.assign(call, members) as unknown as Operation<
    Params,
    Result,
    Errors,
    Response,
    Formats
  >;
}

/** An operation whose answers come in pages, from its description. */
export function definePagedOperation<
  Params extends object,
  Result,
  Item,
  Errors extends object = NoErrors,
  Response = ServiceResponse<Result>,
  Formats extends object = NoFormats,
>(
  definition: DefinitionOf<Errors> & { readonly paging: Paging },
): PagedOperation<Params, Result, Item, Errors, Response, Formats> {
  const all = (client: Caller, params: object = noParams, options?: CallOptions) =>
    readPages(client, definition, params, options, definition.paging.items);
  const pages = (client: Caller, params: object = noParams, options?: CallOptions) =>
    readPages(client, definition, params, options, (data) => [data]);
  const operation = defineOperation<Params, Result, Errors, Response, Formats>(definition);
  // Items and pages are what the document says they are.
  return Object.assign(operation, { all, pages }) as PagedOperation<
    Params,
    Result,
    Item,
    Errors,
    Response,
    Formats
  >;
}

/** An operation whose answer is a stream of items, from its description. */
export function defineStreamedOperation<
  Params extends object,
  Result,
  Item,
  Errors extends object = NoErrors,
  Response = ServiceResponse<Result>,
  Formats extends object = NoFormats,
>(
  definition: DefinitionOf<Errors> & { readonly items: ItemsDescription },
): StreamedOperation<Params, Result, Item, Errors, Response, Formats> {
  const { items: described } = definition;
  const operation = defineOperation<Params, Result, Errors, Response, Formats>(definition);
  async function* items(
    client: StreamCaller,
    params?: Params,
    options?: CallOptions,
  ): AsyncGenerator<unknown, void, undefined> {
    const asked = { accept: described.contentType, ...options };
    yield* (await client.open(definition, params ?? noParams, asked)).items(described);
  }
  // Items are what the document says they are.
  return Object.assign(operation, { items }) as StreamedOperation<
    Params,
    Result,
    Item,
    Errors,
    Response,
    Formats
  >;
}

function isOfOperation(description: OperationDescription, error: ServiceError): boolean {
  const { operation, status, bodyFormat } = error;
  // What came instead of JSON has another type than the document says.
  const isOther = !/^(?:json|none)$/.test(bodyFormat) && acceptsOnlyJson(description.accept);
  return operation === description.id && !!status && !isOther && isDocumented(description, status);
}
