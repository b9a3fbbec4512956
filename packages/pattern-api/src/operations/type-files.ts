import type { PlannedFile } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { templates } from "../templates.js";
import { createTypePrinter } from "../types/type-printer.js";
import { valuesModule } from "../values/operation-values.js";
import { hasStatusRange } from "./operation-module.js";

/** The document's schemas, and the statuses that a range stands for where one is documented. */
export function typeFiles(model: ApiModel): readonly PlannedFile[] {
  const schemas: PlannedFile = {
    kind: "text",
    path: "src/types/schemas.ts",
    text: schemasModule(model),
  };
  const printer = createTypePrinter(model.schemas, { namespace: "schemas." });
  const ranged = model.groups.some(({ operations }) =>
    operations.some((operation) => hasStatusRange(operation, printer)),
  );
  const path = "src/types/http-statuses.ts";
  const values = valuesModule(model);
  return [
    schemas,
    ...(ranged ? [templates.copy(path, path)] : []),
    ...(values === undefined
      ? []
      : [{ kind: "text", path: "src/types/values.ts", text: values } as const]),
  ];
}

function schemasModule({ schemas, typing }: ApiModel): string {
  const printer = createTypePrinter(schemas, { typing });
  // Without an import or export the file would not be a module.
  if (schemas.length === 0) return "export {};\n";
  return schemas.map((schema) => `${printer.declaration(schema).trimEnd()}\n`).join("\n");
}
