import type { Caller } from "../client/caller.js";
import { matchesStatus } from "../client/retried-status.js";
import type { ServiceDescription } from "../client/service-description.js";
import { isServiceError } from "../failure/service-error.js";
import type { RetryOptions } from "../retry/retry-helper.js";
import { createLightClient } from "./light-client.js";
import type { LightOptions } from "./light-options.js";

/** How a light client behaves that knows what may be repeated. */
export interface RepeatingLightOptions extends LightOptions {
  /** Makes the keys of calls whose service takes one with each. Default: `crypto.randomUUID`. */
  readonly newIdempotencyKey?: (() => string) | undefined;
}

/**
 * A light client that does what the service's description says of idempotency keys and of trying again. It is apart from
 * the plain one, so that a bundle holds it only where a description says any of that. A header of the service that says
 * `true` changes nothing here: only statuses that may pass are tried again.
 */
export function createRepeatingLightClient(
  service: ServiceDescription,
  { newIdempotencyKey = () => crypto.randomUUID(), ...options }: RepeatingLightOptions = {},
): Caller {
  const { idempotencyKeys = [], retry: { header = "", statuses } = {} } = service;
  const isRefused = (error: unknown): boolean =>
    isServiceError(error) && error.headers?.[header.toLowerCase()] === "false";
  const guarded = (given: RetryOptions): RetryOptions => ({
    ...given,
    retryIf: (error) => !isRefused(error) && given.retryIf?.(error) !== false,
  });
  const known = statuses && {
    statuses: errorStatuses().filter((one) => matchesStatus(statuses, one)),
  };
  const retry = options.retry === false ? false : guarded({ ...known, ...options.retry });
  const light = createLightClient(service, { ...options, retry });
  return {
    service,
    execute: async (operation, params, call = {}, page) => {
      const key = idempotencyKeys.includes(operation.method) && {
        idempotencyKey: newIdempotencyKey(),
      };
      // It would stand in for the client's.
      const own = call.retry && call.retry.retryIf && { retry: guarded(call.retry) };
      try {
        return await light.execute(operation, params, { ...key, ...call, ...own }, page);
      } catch (error) {
        throw isRefused(error) ? Object.assign(error as Error, { retryable: false }) : error;
      }
    },
  };
}

/** In a function: a call when a module is loaded would stay in every bundle. */
function errorStatuses(): readonly number[] {
  return Array.from({ length: 200 }, (_, index) => 400 + index);
}
