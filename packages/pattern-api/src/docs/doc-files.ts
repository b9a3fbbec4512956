import type { PlannedFile } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { templates } from "../templates.js";
import { createTypePrinter } from "../types/type-printer.js";
import { webhookGuide, webhookReadme } from "../webhooks/webhook-guide.js";
import { groupPage } from "./group-page.js";
import { readmeView } from "./readme-view.js";

/** The README, and one page per group that lists its operations. */
export function docFiles(model: ApiModel): readonly PlannedFile[] {
  const printer = createTypePrinter(model.schemas, { typing: model.typing });
  if (model.groups.length === 0) return [webhookReadme(model), ...webhookGuide(model)];
  return [
    ...webhookGuide(model),
    templates.render("README.md.eta", "README.md", readmeView(model)),
    ...model.groups.map((group) => groupPage(model, group, printer)),
  ];
}
