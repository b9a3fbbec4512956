import { Code, type Json, memberLines } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";

/** Everything that `src/service.ts.eta` prints. */
export interface ServiceView {
  readonly doc: Code;
  readonly description: Code;
}

/** The service as data: what the runtime needs to know of it beside its operations. */
export function serviceView({ name, title, version, service }: ApiModel): ServiceView {
  const { baseUrl, headers, auth, authRequired, credentialOrigins, rateLimit, requestIdHeader } =
    service;
  const description: Record<string, Json> = {
    name,
    baseUrl,
    ...(Object.keys(headers).length > 0 && { headers: { ...headers } }),
    ...(auth.length > 0 && { auth: auth.map((one) => ({ ...one })), authRequired }),
    ...(credentialOrigins.length > 0 && { credentialOrigins: [...credentialOrigins] }),
    ...(rateLimit && {
      rateLimit: { ...rateLimit, limitedStatuses: [...rateLimit.limitedStatuses] },
    }),
    ...(requestIdHeader !== null && { requestIdHeader }),
  };
  return {
    doc: Code.comment(`${title} ${version}: where it is and what every call to it has in common.`),
    // Made by the literal printer.
    description: Code.trusted(memberLines(description)),
  };
}
