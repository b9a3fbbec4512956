import type { PlannedFile } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { templates } from "../templates.js";
import { clientTests } from "./client-tests.js";
import { faultTests } from "./fault-tests.js";
import { operationTests } from "./operation-tests.js";
import { SchemaIndex } from "./schema-index.js";
import { webhookTests } from "../webhooks/webhook-tests.js";
import { wireCases } from "./wire-case.js";
import { serviceFile, wireFile } from "./wire-file.js";

/** Everything under `test/` of the generated package. */
export function testFiles(model: ApiModel): readonly PlannedFile[] {
  const index = new SchemaIndex(model.schemas);
  const groups = model.groups.map((group) => ({
    group,
    cases: group.operations.map((operation) => wireCases(operation, index)),
  }));
  const events = webhookTests(model, index);
  if (model.groups.length === 0) return events;
  return [
    ...events,
    ...[
      "wire-test",
      "wire-data",
      "wire-comparison",
      "multipart-reader",
      "fault-suite",
      "two-pages",
      "client-call",
    ].map((name) => templates.copy(`test/${name}.ts`, `test/${name}.ts`)),
    clientTests(model, groups, index),
    faultTests(model, groups, index),
    serviceFile(model),
    ...groups.flatMap(({ group, cases }) => [
      wireFile(group, cases),
      operationTests(group, cases, index),
    ]),
  ];
}
