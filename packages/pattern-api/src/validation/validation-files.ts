import { Code, type PlannedFile, stringLiteral } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { templates } from "../templates.js";
import { SchemaTypes } from "../types/schema-types.js";
import { valuesModule } from "./common-values.js";
import { operationsModule } from "./operations-module.js";
import { schemasModule } from "./schemas-module.js";

/** The modules that check values, none of which another one imports; nothing where that was not asked for. */
export function validationFiles(model: ApiModel): readonly PlannedFile[] {
  if (model.validate === "none") return [];
  const { schemas, groups, typing } = model;
  const shared = [
    textFile("src/validation/schemas.ts", schemasModule(model)),
    textFile("src/validation/values.ts", valuesModule()),
    templates.copy("src/validation/zod.ts", "src/validation/zod.ts"),
  ];
  if (groups.length === 0) return shared;
  const types = new SchemaTypes(schemas, { namespace: "schemas.", typing, checks: true });
  const names = groups.map(
    ({ name, file }) =>
      `export * as ${Code.propertyName(name).toString()} from ${stringLiteral(`./operations/${file}.js`)};\n`,
  );
  return [
    ...shared,
    ...groups.map((group) =>
      textFile(`src/validation/operations/${group.file}.ts`, operationsModule(group, types)),
    ),
    textFile("src/validation/operations.ts", names.join("")),
    textFile("src/validation.ts", entry),
  ];
}

function textFile(path: string, text: string): PlannedFile {
  return { kind: "text", path, text };
}

const entry = `import {
  type CallValidator,
  callValidator,
  type CallValidatorOptions,
  operationChecks,
} from "@agentflow/core/validation";
import * as operations from "./validation/operations.js";

export { operations };
export * as schemas from "./validation/schemas.js";
export { ValidationError, validationErrorOf } from "@agentflow/core/validation";

/** Checks the calls of every operation. Give it to a client as its option \`validate\`. */
export function validator(options?: CallValidatorOptions): CallValidator {
  return callValidator(operationChecks(operations), options);
}
`;
