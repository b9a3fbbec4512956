import type { Caller } from "../client/caller.js";
import type { CallOptions } from "../client/client-options.js";
import type { OperationDescription } from "../client/operation-description.js";
import type { CallParams } from "../client/request-plan.js";
import { nothingToHide } from "../failure/report-filter.js";
import { isServiceError, ServiceError } from "../failure/service-error.js";
import type { Paging } from "./paging.js";

/**
 * Follows the pages of an operation.
 * @param read what is yielded of a page
 */
export async function* readPages(
  client: Caller,
  operation: OperationDescription & { readonly paging: Paging },
  params: object,
  options: CallOptions | undefined,
  read: (data: unknown) => Iterable<unknown>,
): AsyncGenerator<unknown, void, undefined> {
  const { paging, id } = operation;
  try {
    const next = paging.begin(params as CallParams); // read by key only
    let answer = await client.execute(operation, params, options);
    for (;;) {
      yield* read(answer.data);
      const page = next(answer);
      if (page === undefined) return;
      const { url, params: more } = page;
      answer = await client.execute(operation, { ...params, ...more }, options, url);
    }
  } catch (error) {
    if (isServiceError(error)) throw error;
    const { kind = "response", message } = error as Partial<ServiceError>; // what is thrown is an error
    throw new ServiceError(`${client.service.name} ${id}: ${message}`, {
      kind,
      operation: id,
      filter: nothingToHide,
    });
  }
}
