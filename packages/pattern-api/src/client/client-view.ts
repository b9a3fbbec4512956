import { Code } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { authOptions } from "./auth-options.js";
import { serviceNames } from "./service-names.js";

/** Everything that `src/client.ts.eta` prints. */
export interface ClientView {
  readonly create: Code;
  readonly client: Code;
  readonly options: Code;
  readonly doc: Code;
  /** One member of the options per credential of the service. */
  readonly credentials: readonly { readonly doc: Code; readonly key: Code }[];
  readonly hasCredentials: boolean;
  /** The credentials' names, separated by commas. */
  readonly credentialNames: Code;
}

/** What `src/client.ts` says of one service. */
export function clientView(model: ApiModel): ClientView {
  const names = serviceNames(model.name);
  const credentials = authOptions(model.service).map(({ option, doc }) => ({
    doc: Code.comment(doc, "  "),
    key: Code.identifier(option),
  }));
  return {
    create: Code.identifier(names.create),
    client: Code.identifier(names.client),
    options: Code.identifier(names.options),
    doc: Code.comment(`${model.name}, with one property per group of operations.`),
    credentials,
    hasCredentials: credentials.length > 0,
    // Made of identifiers.
    credentialNames: Code.trusted(credentials.map(({ key }) => key.toString()).join(", ")),
  };
}
