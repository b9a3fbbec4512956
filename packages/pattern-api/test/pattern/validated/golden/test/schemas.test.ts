import { operationChecks, type Schema } from "@agentflow/core/validation";
import { expect, test } from "vitest";
import * as operations from "../src/validation/operations.js";
import * as schemas from "../src/validation/schemas.js";
import * as values from "../src/validation/values.js";

const every: readonly Schema[] = [
  ...Object.values(values),
  ...Object.values(schemas),
  ...operationChecks(operations).flatMap(({ params, answers }) => [params, ...Object.values(answers)]),
];

test("every schema can be made, and looks at a value", () => {
  expect(() => {
    for (const schema of every) schema.safeParse(Symbol("value"));
  }).not.toThrow();
});
