import { Code, isReservedWord } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { type AuthOption, authOptions } from "./auth-options.js";
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
  /** The document names no server, so the caller has to. */
  readonly needsBaseUrl: boolean;
  /** `token, apiKey`: the options, taken out of the others. */
  readonly taken: Code;
}

interface CredentialView {
  readonly doc: Code;
  /** Name of the option. */
  readonly option: Code;
  /** Name it has in the function. */
  readonly local: Code;
  /** `token` or `apiKey: local`: the member of the credentials. */
  readonly member: Code;
}

/** What `src/client.ts` says of one service. */
export function clientView(model: ApiModel): ClientView {
  const names = serviceNames(model.name);
  const options = authOptions(model.service);
  return {
    create: Code.identifier(names.create),
    client: Code.identifier(names.client),
    options: Code.identifier(names.options),
    doc: Code.comment(`${model.name}, with one property per group of operations.`),
    credentials: options.map(credentialView),
    hasCredentials: options.length > 0,
    needsBaseUrl: model.service.baseUrl === "",
    // Made of identifiers.
    taken: Code.trusted(options.map(({ option }) => pair(option, localName(option))).join(", ")),
  };
}

function credentialView({ option, credential, doc }: AuthOption): CredentialView {
  return {
    doc: Code.comment(doc, "  "),
    option: Code.propertyName(option),
    local: Code.identifier(localName(option)),
    member: Code.trusted(pair(credential, localName(option))),
  };
}

/** An option may be called like a word of the language, or like something that the function declares. */
function localName(option: string): string {
  const taken = [
    "client",
    "clientOptions",
    "credentials",
    "operations",
    "options",
    "service",
    "runtime",
  ];
  return isReservedWord(option) || taken.includes(option) ? `${option}_` : option;
}

function pair(key: string, value: string): string {
  return key === value ? key : `${Code.propertyName(key).toString()}: ${value}`;
}
