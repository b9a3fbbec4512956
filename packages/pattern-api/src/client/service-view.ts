import { Code, type Json, memberLines } from "@agentflow/core";
import type { AuthDescription, RetryDescription } from "@agentflow/core/runtime";
import type { ApiModel, ServerModel, ServiceModel } from "../model/api-model.js";
import { serverData } from "../model/read-servers.js";
import { authOptions } from "./auth-options.js";

/** Everything that `src/service.ts.eta` prints. */
export interface ServiceView {
  readonly doc: Code;
  readonly description: Code;
  /** Where tokens are given, by the name of the credential. */
  readonly tokenEndpoints: readonly Code[];
}

/** The service as data: what the runtime needs to know of it beside its operations. */
export function serviceView(model: ApiModel): ServiceView {
  const { name, title, version, service } = model;
  const { baseUrl, servers, headers, auth, credentialOrigins, rateLimit, retry } = service;
  const { idempotencyKeys, requestIdHeader } = service;
  const description: Record<string, Json> = {
    name,
    baseUrl,
    ...(hasServerChoice(service) && { servers: servers.map(serverJson) }),
    ...(Object.keys(headers).length > 0 && { headers: { ...headers } }),
    ...(auth.length > 0 && { auth: authData(auth) }),
    ...(credentialOrigins.length > 0 && { credentialOrigins: [...credentialOrigins] }),
    ...(rateLimit && {
      rateLimit: { ...rateLimit, limitedStatuses: [...rateLimit.limitedStatuses] },
    }),
    ...(retry && { retry: retryData(retry) }),
    ...(idempotencyKeys.length > 0 && { idempotencyKeys: [...idempotencyKeys] }),
    ...(requestIdHeader !== null && { requestIdHeader }),
  };
  const endpoints = authOptions(model).flatMap(({ credential, endpoint }): [string, Json][] => {
    if (endpoint === null) return [];
    const { tokenUrl, refreshUrl, discoveryUrl } = endpoint;
    const given = Object.entries({ tokenUrl, refreshUrl, discoveryUrl });
    return [[credential, Object.fromEntries(given.filter(([, address]) => address !== null))]];
  });
  return {
    doc: Code.comment(`${title} ${version}: where it is and what every call to it has in common.`),
    // Made by the literal printer.
    description: Code.trusted(memberLines(description)),
    tokenEndpoints:
      endpoints.length === 0 ? [] : [Code.trusted(memberLines(Object.fromEntries(endpoints)))],
  };
}

/** Whether there is anything to choose. */
export function hasServerChoice({ servers }: Pick<ServiceModel, "servers">): boolean {
  return servers.length > 1 || servers.some(({ variables }) => variables.length > 0);
}

function serverJson(server: ServerModel): Json {
  const { url, name, variables } = serverData(server);
  // Plain JSON: interfaces have no index signature that would say so.
  return {
    url,
    ...(name && { name }),
    ...(variables && { variables: variables as unknown as Json }),
  };
}

function retryData({ header, statuses }: RetryDescription): Json {
  return { ...(header && { header }), ...(statuses && { statuses: [...statuses] }) };
}

/** Alternatives of combinations as plain data. */
export function authData(auth: AuthDescription): Json {
  return auth.map((combination) => combination.map((scheme) => ({ ...scheme })));
}
