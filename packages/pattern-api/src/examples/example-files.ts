import type { PlannedFile } from "@agentflow/core";
import { exampleOperation, examplePagedOperation } from "../docs/example-operation.js";
import type { ApiModel } from "../model/api-model.js";
import { templates } from "../templates.js";
import { exampleView } from "./example-view.js";

/** Short programs that run as they are: a first call, its errors, and pages where the service has any. */
export function exampleFiles(model: ApiModel): readonly PlannedFile[] {
  // What receives events is shown by their page: it needs a server to run in.
  if (model.groups.length === 0) return [];
  const first = exampleView(model, exampleOperation(model));
  const paged = examplePagedOperation(model);
  return [
    templates.render("examples/first-call.ts.eta", "examples/first-call.ts", first),
    templates.render("examples/errors.ts.eta", "examples/errors.ts", first),
    ...(paged
      ? [templates.render("examples/pages.ts.eta", "examples/pages.ts", exampleView(model, paged))]
      : []),
  ];
}
