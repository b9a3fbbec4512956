import type { Client } from "./client.js";
import type {
  CallArguments,
  NoFormats,
  Operation,
  OperationError,
  PagedOperation,
  ServiceResponse,
  StreamedOperation,
} from "./operation.js";
import type { OperationDescription } from "./operation-description.js";
import type { ServiceStream } from "./service-stream.js";

/** An operation that knows its client. */
export interface BoundOperation<
  Params extends object,
  Result,
  Errors extends object,
  Response = ServiceResponse<Result>,
  Formats extends object = NoFormats,
> {
  /** @throws {ServiceError} when the call fails for good */
  (...parameters: CallArguments<Params>): Promise<Result>;
  /**
   * The result with status and headers.
   * @throws {ServiceError} when the call fails for good
   */
  response(this: void, ...parameters: CallArguments<Params>): Promise<Response>;
  /**
   * The result in one of the other media types that the answer may have, which `accept` asks for.
   * @throws {ServiceError} when the call fails for good
   */
  as<Format extends keyof Formats & string>(
    this: void,
    format: Format,
    ...parameters: CallArguments<Params>
  ): Promise<Formats[Format]>;
  /**
   * The answer while it comes: bytes, server-sent events or lines of JSON.
   * @throws {ServiceError} when the call fails before its answer begins
   */
  stream(this: void, ...parameters: CallArguments<Params>): Promise<ServiceStream>;
  /**
   * True for errors of this operation whose status is documented; narrows `status` and `body`.
   * Where only JSON was asked for, what came as something else, such as a proxy's page, is not what is documented.
   */
  isError(this: void, error: unknown): error is OperationError<Errors>;
  readonly definition: OperationDescription;
}

/** An operation that knows its client and whose answers come in pages. */
export interface BoundPagedOperation<
  Params extends object,
  Result,
  Item,
  Errors extends object,
  Response = ServiceResponse<Result>,
  Formats extends object = NoFormats,
> extends BoundOperation<Params, Result, Errors, Response, Formats> {
  /** Every item of every page, loaded as they are asked for. */
  all(this: void, ...parameters: CallArguments<Params>): AsyncGenerator<Item, void, undefined>;
  /** Every page, loaded as they are asked for. */
  pages(this: void, ...parameters: CallArguments<Params>): AsyncGenerator<Result, void, undefined>;
}

/** An operation that knows its client and whose answer is a stream of items. */
export interface BoundStreamedOperation<
  Params extends object,
  Result,
  Item,
  Errors extends object,
  Response = ServiceResponse<Result>,
  Formats extends object = NoFormats,
> extends BoundOperation<Params, Result, Errors, Response, Formats> {
  /** Every item of the answer as it comes. Leaving the loop ends the request. */
  items(this: void, ...parameters: CallArguments<Params>): AsyncGenerator<Item, void, undefined>;
}

type Bound<Value> =
  Value extends PagedOperation<
    infer Params,
    infer Result,
    infer Item,
    infer Errors,
    infer Response,
    infer Formats
  >
    ? BoundPagedOperation<Params, Result, Item, Errors, Response, Formats>
    : Value extends StreamedOperation<
          infer Params,
          infer Result,
          infer Item,
          infer Errors,
          infer Response,
          infer Formats
        >
      ? BoundStreamedOperation<Params, Result, Item, Errors, Response, Formats>
      : Value extends Operation<
            infer Params,
            infer Result,
            infer Errors,
            infer Response,
            infer Formats
          >
        ? BoundOperation<Params, Result, Errors, Response, Formats>
        : Value;

type BoundGroup<Group> = { readonly [Name in keyof Group]: Bound<Group[Name]> };

/** Groups of operations as methods. Homomorphic, so that editors show each operation's own documentation. */
export type BoundGroups<Groups> = { readonly [Name in keyof Groups]: BoundGroup<Groups[Name]> };

/** What is called of an operation, whatever its types. */
type AnyOperation = Operation<object, unknown> &
  Partial<Pick<PagedOperation<object, unknown, unknown>, "all" | "pages">> &
  Partial<Pick<StreamedOperation<object, unknown, unknown>, "items">>;

/**
 * Gives every operation of every group the client as its first argument.
 * A group is bound when it is first touched: a service may have more than a thousand operations.
 */
export function bindGroups<Groups extends object>(
  client: Client,
  groups: Groups,
): BoundGroups<Groups> {
  const bound = {};
  for (const [name, group] of Object.entries(groups) as [string, object][]) {
    // modules are objects
    let value: object | undefined;
    Object.defineProperty(bound, name, {
      get: () => (value ??= bindGroup(client, group)),
      enumerable: true,
    });
  }
  return bound as BoundGroups<Groups>; // every property was defined above
}

function bindGroup(client: Client, group: object): object {
  const entries = Object.entries(group) as [string, unknown][]; // exports of a module
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      isOperation(value) ? bindOperation(client, value) : value,
    ]),
  );
}

function isOperation(value: unknown): value is AnyOperation {
  return typeof value === "function" && "definition" in value;
}

function bindOperation(client: Client, operation: AnyOperation): object {
  const { response, as, stream, isError, definition, all, pages, items } = operation;
  return Object.assign((...parameters: CallArguments<object>) => operation(client, ...parameters), {
    response: (...parameters: CallArguments<object>) => response(client, ...parameters),
    as: (format: never, ...parameters: CallArguments<object>) => as(client, format, ...parameters),
    stream: (...parameters: CallArguments<object>) => stream(client, ...parameters),
    isError,
    definition,
    ...(all && { all: (...parameters: CallArguments<object>) => all(client, ...parameters) }),
    ...(pages && { pages: (...parameters: CallArguments<object>) => pages(client, ...parameters) }),
    ...(items && { items: (...parameters: CallArguments<object>) => items(client, ...parameters) }),
  });
}
