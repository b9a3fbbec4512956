import { Code } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";

/** Everything that `src/operations.ts.eta` prints. */
export interface OperationsView {
  readonly groups: readonly { readonly doc: Code; readonly name: Code; readonly module: string }[];
}

/** The groups by the names they have on the client. */
export function operationsView(model: ApiModel): OperationsView {
  return {
    groups: model.groups.map((group) => ({
      doc: Code.comment(group.description.trim() === "" ? group.tag : group.description),
      name: Code.propertyName(group.name),
      module: `./operations/${group.file}.js`,
    })),
  };
}
