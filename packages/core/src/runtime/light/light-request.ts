import type { CallOptions } from "../client/client-options.js";
import type { OperationDescription } from "../client/operation-description.js";
import { type CallParams, plannedParameters, writeParameters } from "../client/request-plan.js";
import { plainRequest } from "../client/request-writers.js";
import type { ServiceDescription } from "../client/service-description.js";
import type { LightCredential } from "./light-auth.js";
import type { LightInit, LightOptions } from "./light-options.js";

/** A call as it is sent. */
export interface LightRequest {
  readonly url: string;
  readonly init: LightInit;
}

/**
 * Fills a call's values into its operation. Credentials are put in where they may go.
 * @param page URL to ask instead of the operation's own
 * @throws {ParameterError} when a value cannot be sent
 * @throws TypeError when a header cannot be sent
 */
export function lightRequest(
  service: ServiceDescription,
  { baseUrl, headers: common }: LightOptions,
  operation: OperationDescription,
  values: CallParams,
  call: CallOptions,
  credential: LightCredential | undefined,
  page: URL | undefined,
): LightRequest {
  const { method, write = plainRequest } = operation;
  const params = operation.values?.toWire(values) ?? values;
  const planned = plannedParameters(operation, write.parameter);
  const { target, fields } = writeParameters(operation.path, planned, params);
  const body = operation.body && write.body(operation.body, params["body"], call.contentType);
  const home = baseUrl ?? service.baseUrl;
  const base = baseUrl ?? operation.baseUrl ?? home;
  const url = page ?? new URL(base.replace(/\/+$/, "") + target);
  const headers = new Headers();
  const given: readonly (readonly [string, string | undefined])[] = [
    ["user-agent", "agentflow"],
    ...Object.entries({ ...service.headers, ...common }),
    ["accept", call.accept ?? operation.accept],
    ...fields,
    ["content-type", body?.contentType],
    ["idempotency-key", call.idempotencyKey],
    ...Object.entries({ ...call.headers }),
  ];
  for (const [name, value] of given) if (value !== undefined) headers.set(name, value);
  const isTrusted = [home, ...(service.credentialOrigins ?? [])].some(
    (origin) => new URL(origin).origin === url.origin,
  );
  if (isTrusted) credential?.apply(headers, url);
  else for (const name of ["authorization", "cookie"]) headers.delete(name);
  // `fetch` takes `Authorization` away where a redirect leaves the origin, and no other credential.
  const follows = /^(?:GET|HEAD)$/.test(method) && !credential?.travels;
  const redirect = follows ? "follow" : "manual";
  return { url: url.href, init: { method, headers, redirect, ...body?.init } };
}
