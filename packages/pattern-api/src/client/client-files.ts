import type { PlannedFile } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { templates } from "../templates.js";
import { clientView } from "./client-view.js";
import { indexView } from "./index-view.js";
import { operationsView } from "./operations-view.js";
import { serviceView } from "./service-view.js";

/** The client and what it is made of; the entry of the package. */
export function clientFiles(model: ApiModel): readonly PlannedFile[] {
  return [
    templates.render("src/index.ts.eta", "src/index.ts", indexView(model)),
    templates.render("src/client.ts.eta", "src/client.ts", clientView(model)),
    templates.render("src/operations.ts.eta", "src/operations.ts", operationsView(model)),
    templates.render("src/service.ts.eta", "src/service.ts", serviceView(model)),
  ];
}
