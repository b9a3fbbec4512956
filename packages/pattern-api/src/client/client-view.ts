import { Code } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { type AuthOption, authOptions } from "./auth-options.js";
import { headerOptions, type HeaderOptionView, takenHeaders } from "./header-options.js";
import { credentialPair, localName } from "./local-names.js";
import { serverType } from "./server-type.js";
import { hasServerChoice } from "./service-view.js";
import { serviceNames } from "./service-names.js";

/** Everything that `src/client.ts.eta` prints. */
export interface ClientView {
  readonly create: Code;
  readonly client: Code;
  readonly options: Code;
  readonly doc: Code;
  /** One option per credential of the service. */
  readonly credentials: readonly CredentialView[];
  readonly hasCredentials: boolean;
  /** One option per header field that callers may give. */
  readonly headers: readonly HeaderOptionView[];
  /** What a client without credentials is made with: `clientOptions`, or `options` as they are. */
  readonly given: Code;
  /** `service.ts` says where tokens are given. */
  readonly hasTokenEndpoints: boolean;
  /** The document names no server, so the caller has to. */
  readonly needsBaseUrl: boolean;
  /** `LibraryServer`, and what it is, where there is something to choose. */
  readonly servers: readonly { readonly name: Code; readonly type: Code }[];
  /** `token, apiKey`: the options, taken out of the others. */
  readonly taken: Code;
}

interface CredentialView {
  readonly doc: Code;
  /** Name of the option. */
  readonly option: Code;
  /** `runtime.SecretInput`, or `runtime.TokenInput` where the client can get tokens by itself. */
  readonly type: Code;
  /** Name it has in the function. */
  readonly local: Code;
  /** `token` or `apiKey: local`: the member of the credentials. */
  readonly member: Code;
}

/** What `src/client.ts` says of one service. */
export function clientView(model: ApiModel): ClientView {
  const names = serviceNames(model.name);
  const options = authOptions(model);
  return {
    create: Code.identifier(names.create),
    client: Code.identifier(names.client),
    options: Code.identifier(names.options),
    doc: Code.comment(`${model.name}, with one property per group of operations.`),
    credentials: options.map(credentialView),
    hasCredentials: options.length > 0,
    headers: headerOptions(model.service),
    given: Code.trusted(model.service.headerOptions.length > 0 ? "clientOptions" : "options"),
    hasTokenEndpoints: options.some(({ endpoint }) => endpoint !== null),
    needsBaseUrl: model.service.baseUrl === "",
    servers: hasServerChoice(model.service)
      ? [{ name: Code.identifier(names.server), type: serverType(model.service.servers) }]
      : [],
    // Made of identifiers.
    taken: Code.trusted(
      [
        ...(hasServerChoice(model.service) ? ["server"] : []),
        ...options.map(({ option }) => credentialPair(option, localName(option))),
        ...takenHeaders(model.service),
      ].join(", "),
    ),
  };
}

function credentialView({ option, credential, doc, endpoint }: AuthOption): CredentialView {
  const local = localName(option);
  const key = Code.propertyName(credential).toString();
  const endpoints = key === credential ? `tokenEndpoints.${key}` : `tokenEndpoints[${key}]`;
  return {
    doc: Code.comment(doc, "  "),
    option: Code.propertyName(option),
    type: Code.trusted(endpoint ? "runtime.TokenInput" : "runtime.SecretInput"),
    local: Code.identifier(local),
    // Made of identifiers and of keys that the key printer makes.
    member: Code.trusted(
      endpoint
        ? `${key}: runtime.oauthToken(${local}, ${endpoints}, clientOptions)`
        : credentialPair(credential, local),
    ),
  };
}
