import type { PlannedFile } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { templates } from "../templates.js";
import { clientTests } from "./client-tests.js";
import { faultTests } from "./fault-tests.js";
import { operationTests } from "./operation-tests.js";
import { SchemaIndex } from "./schema-index.js";
import { wireCases } from "./wire-case.js";
import { serviceFile, wireFile } from "./wire-file.js";

/** Everything under `test/` of the generated package. */
export function testFiles(model: ApiModel): readonly PlannedFile[] {
  const index = SchemaIndex.of(model);
  const groups = model.groups.map((group) => ({
    group,
    cases: group.operations.map((operation) => wireCases(operation, index)),
  }));
  return [
    ...["wire-test", "wire-data", "wire-comparison", "fault-suite", "client-call"].map((name) =>
      templates.copy(`test/${name}.ts`, `test/${name}.ts`),
    ),
    templates.copy(`test/${comparison(model)}.ts`, "test/comparable.ts"),
    clientTests(model, groups, index),
    faultTests(groups, index),
    serviceFile(model),
    ...groups.flatMap(({ group, cases }) => [
      wireFile(group, cases),
      operationTests(group, cases, index),
    ]),
  ];
}

function comparison({ typing: { dates, int64 } }: ApiModel): string {
  return dates === "string" && int64 === "number" ? "comparable" : "comparable-typed";
}
