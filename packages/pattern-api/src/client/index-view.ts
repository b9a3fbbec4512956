import { Code } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { hasServerChoice } from "./service-view.js";
import { serviceNames } from "./service-names.js";

/** Everything that `src/index.ts.eta` prints. */
export interface IndexView {
  readonly create: Code;
  readonly client: Code;
  readonly options: Code;
  /** `, type LibraryServer` where there is something to choose. */
  readonly server: Code;
}

/** What `src/index.ts` exports by name. */
export function indexView(model: ApiModel): IndexView {
  const names = serviceNames(model.name);
  return {
    create: Code.identifier(names.create),
    client: Code.identifier(names.client),
    options: Code.identifier(names.options),
    // Made of an identifier.
    server: Code.trusted(hasServerChoice(model.service) ? `, type ${names.server}` : ""),
  };
}
