import type { PlannedFile } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { templates } from "../templates.js";
import { valuesModule } from "../values/operation-values.js";
import { clientTests } from "./client-tests.js";
import { faultTests } from "./fault-tests.js";
import { operationTests } from "./operation-tests.js";
import { SchemaIndex } from "./schema-index.js";
import { schemaTests, validationTests } from "../validation/validation-tests.js";
import { webhookTests } from "../webhooks/webhook-tests.js";
import { wireCases } from "./wire-case.js";
import { serviceFile, wireFile } from "./wire-file.js";

/** Everything under `test/` of the generated package. */
export function testFiles(model: ApiModel): readonly PlannedFile[] {
  const index = SchemaIndex.of(model);
  const groups = model.groups.map((group) => ({
    group,
    cases: group.operations.map((operation) => wireCases(operation, index)),
  }));
  const events = [...webhookTests(model, index), ...schemaTests(model)];
  const comparison = templates.copy(`test/${comparisonOf(model)}.ts`, "test/comparable.ts");
  if (model.groups.length === 0)
    return valuesModule(model) === undefined ? events : [...events, comparison];
  return [
    ...events,
    ...[
      "wire-test",
      "wire-data",
      "wire-comparison",
      "multipart-reader",
      "fault-suite",
      "fault-subject",
      "repetition-faults",
      "two-pages",
      "client-call",
    ].map((name) => templates.copy(`test/${name}.ts`, `test/${name}.ts`)),
    comparison,
    clientTests(model, groups, index),
    faultTests(model, groups, index),
    serviceFile(model),
    ...validationTests(model, groups, index),
    ...groups.flatMap(({ group, cases }) => [
      wireFile(group, cases),
      operationTests(group, cases, index, model.validate),
    ]),
  ];
}

function comparisonOf({ typing: { dates, int64 } }: ApiModel): string {
  return dates === "string" && int64 === "number" ? "comparable" : "comparable-typed";
}
