import type { PlannedFile } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { webhookFiles } from "../webhooks/webhook-files.js";
import { templates } from "../templates.js";
import { clientView } from "./client-view.js";
import { indexView } from "./index-view.js";
import { lightView } from "./light-view.js";
import { operationsView } from "./operations-view.js";
import { serviceView } from "./service-view.js";

/** The client and what it is made of; the entry of the package. */
export function clientFiles(model: ApiModel): readonly PlannedFile[] {
  if (model.groups.length === 0) {
    const schemas = 'export type * as schemas from "./types/schemas.js";\n';
    const text = `export * from "./webhooks.js";\n${schemas}export { secret, WebhookVerifier } from "@agentflow/core/runtime";\n`;
    return [{ kind: "text", path: "src/index.ts", text }, ...webhookFiles(model)];
  }
  return [
    ...webhookFiles(model),
    templates.render("src/index.ts.eta", "src/index.ts", indexView(model)),
    templates.render("src/client.ts.eta", "src/client.ts", clientView(model)),
    templates.render("src/light.ts.eta", "src/light.ts", lightView(model)),
    templates.render("src/operations.ts.eta", "src/operations.ts", operationsView(model)),
    templates.render("src/service.ts.eta", "src/service.ts", serviceView(model)),
  ];
}
