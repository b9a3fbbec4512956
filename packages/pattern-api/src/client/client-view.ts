import { Code, isReservedWord } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { type AuthOption, authOptions } from "./auth-options.js";
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

/** An option may be called like a word of the language, or like something that the function declares. */
export function localName(option: string): string {
  const taken = [
    "client",
    "clientOptions",
    "credentials",
    "light",
    "operations",
    "options",
    "server",
    "service",
    "runtime",
    "tokenEndpoints",
  ];
  return isReservedWord(option) || taken.includes(option) ? `${option}_` : option;
}

/** `token`, or `apiKey: local`. */
export function credentialPair(key: string, value: string): string {
  return key === value ? key : `${Code.propertyName(key).toString()}: ${value}`;
}
