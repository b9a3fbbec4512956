import type { PlannedFile } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { createTypePrinter } from "../types/type-printer.js";
import { ValueShapes } from "../values/value-shapes.js";
import { operationModule } from "./operation-module.js";

/** One module per group. */
export function operationFiles(model: ApiModel): readonly PlannedFile[] {
  const printer = createTypePrinter(model.schemas, {
    namespace: "schemas.",
    typing: model.typing,
  });
  const shapes = new ValueShapes(model);
  return model.groups.map((group) => ({
    kind: "text",
    path: `src/operations/${group.file}.ts`,
    text: operationModule(group, printer, shapes),
  }));
}
