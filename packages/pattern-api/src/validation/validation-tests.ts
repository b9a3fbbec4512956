import { type PlannedFile, stringLiteral } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { printParams } from "../tests/print-params.js";
import type { SchemaIndex } from "../tests/schema-index.js";
import { type GroupCases, simplestOperation } from "../tests/simplest-operation.js";
import { templates } from "../templates.js";
import { conformsAll, refusesText } from "./faithful-cases.js";

/** `test/schemas.test.ts`: every schema can be made. */
export function schemaTests({ validate, groups, schemas }: ApiModel): readonly PlannedFile[] {
  if (validate === "none") return [];
  const calls = groups.length > 0;
  // A module without exports has no values.
  const named = schemas.length > 0;
  const text = `import { ${calls ? "operationChecks, " : ""}type Schema } from "@agentflow/core/validation";
import { expect, test } from "vitest";
${calls ? 'import * as operations from "../src/validation/operations.js";\n' : ""}${named ? 'import * as schemas from "../src/validation/schemas.js";\n' : ""}import * as values from "../src/validation/values.js";

const every: readonly Schema[] = [
  ...Object.values(values),
${named ? "  ...Object.values(schemas),\n" : ""}${calls ? "  ...operationChecks(operations).flatMap(({ params, answers }) => [params, ...Object.values(answers)]),\n" : ""}];

test("every schema can be made, and looks at a value", () => {
  expect(() => {
    for (const schema of every) schema.safeParse(Symbol("value"));
  }).not.toThrow();
});
`;
  return [
    { kind: "text", path: "test/schemas.test.ts", text },
    templates.copy("test/zod.test.ts", "test/zod.test.ts"),
  ];
}

/** `test/validation.ts` and its test: calls are checked, and what differs is told. */
export function validationTests(
  model: ApiModel,
  groups: readonly GroupCases[],
  index: SchemaIndex,
): readonly PlannedFile[] {
  if (model.validate === "none") return [];
  const differing = groups.flatMap(({ group, cases }) =>
    group.operations.filter((operation, place) => {
      const known = cases[place];
      return known !== undefined && !conformsAll(operation, known, index);
    }),
  );
  const ids = differing.map(({ id }) => `  ${stringLiteral(id)},\n`).join("");
  const text = `import { validator } from "../src/validation.js";
import { validatorWithout } from "./validation-call.js";

/**
 * Checks the calls of the tests. Those of operations are left out whose examples in the description are not what their
 * own schemas say, or for which none is found.
 */
export const validate = validatorWithout(validator, new Set<string>([${ids === "" ? "" : `\n${ids}`}]));
`;
  return [
    { kind: "text", path: "test/validation.ts", text },
    templates.copy("test/validation-call.ts", "test/validation-call.ts"),
    { kind: "text", path: "test/validation.test.ts", text: callTests(model, groups, index) },
  ];
}

function callTests(model: ApiModel, groups: readonly GroupCases[], index: SchemaIndex): string {
  const answering = simplestOperation(
    groups,
    (operation, cases) =>
      conformsAll(operation, cases, index) && refusesText(operation, cases, index),
  );
  const requiring = simplestOperation(
    groups,
    ({ parameters, body }) =>
      parameters.some(({ required }) => required) || body?.required === true,
  );
  const imports = [
    ...(answering ? ["expectMismatch"] : []),
    ...(requiring ? ["expectRefusal"] : []),
  ];
  const tests: string[] = [];
  if (answering) {
    const { group, operation, least } = answering;
    const head = `    operations.${operation.name}(client`;
    const params = printParams(operation, least.params, index, "    ", head.length + 4);
    tests.push(`
test("an answer that is not what the description says is rejected, unless it is only told", () =>
  expectMismatch(service, validator, [${stringLiteral(group.file)}, ${stringLiteral(least.key)}], (client) =>
${head}${params === "" ? "" : `, ${params}`})));
`);
  }
  if (requiring) {
    tests.push(`
test("params without what is required are refused", () => {
  expectRefusal(validator, ${stringLiteral(requiring.operation.id)});
});
`);
  }
  const called = answering
    ? `import * as operations from ${stringLiteral(`../src/operations/${answering.group.file}.js`)};\n`
    : "";
  const calls =
    imports.length > 0 ? `import { ${imports.join(", ")} } from "./validation-call.js";\n` : "";
  const count = model.groups.reduce((sum, { operations }) => sum + operations.length, 0);
  return `import { operationChecks } from "@agentflow/core/validation";
import { expect, test } from "vitest";
${called}${answering ? 'import { service } from "../src/service.js";\n' : ""}import { operations as checks${imports.length > 0 ? ", validator" : ""} } from "../src/validation.js";
${calls}
test("there are checks of every operation", () => {
  expect(operationChecks(checks)).toHaveLength(${count});
});
${tests.join("")}`;
}
