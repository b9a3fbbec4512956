import { lineWidth, memberLines } from "@agentflow/core";
import type { GroupModel, OperationModel } from "../model/api-model.js";
import { leadingContent } from "./content-type.js";
import { operationValues } from "../values/operation-values.js";
import type { ValueShapes } from "../values/value-shapes.js";
import { documentedErrors } from "./documented-errors.js";
import { errorsDeclaration, isStatusRange } from "./errors-declaration.js";
import { localName } from "./local-name.js";
import { operationDefinition } from "./operation-definition.js";
import { operationDoc } from "./operation-doc.js";
import { paramsDeclaration } from "./params-declaration.js";
import { itemDeclaration, resultDeclaration } from "./result-declaration.js";
import type { SchemaTypePrinter } from "./type-printer.js";

/** Source of `src/operations/<group>.ts`: every operation of a group as a constant of its own. */
export function operationModule(
  group: GroupModel,
  printer: SchemaTypePrinter,
  shapes?: ValueShapes,
): string {
  const exported = new Set(group.operations.map(({ name }) => name));
  const parts = group.operations.map((operation) => ({
    types: typeDeclarations(operation, printer),
    value: constant(operation, localName(operation.name, exported), shapes),
  }));
  const types = parts.map((part) => part.types).join("");
  const blocks = parts.map((part) => `${part.types}\n${part.value}`);
  const converts = parts.some(({ value }) => value.includes(conversionMember));
  return `${imports(group, types, converts)}\n${blocks.join("\n")}`;
}

function typeDeclarations(operation: OperationModel, printer: SchemaTypePrinter): string {
  const declarations = [
    paramsDeclaration(operation, printer),
    resultDeclaration(operation, printer),
    itemDeclaration(operation, printer),
    errorsDeclaration(operation, printer),
  ];
  return declarations.filter((declaration) => declaration !== "").join("\n");
}

/** How the member begins that converts values; no text of a document begins a line with it. */
const conversionMember = "\n  values: convert(";

function constant(operation: OperationModel, name: string, shapes?: ValueShapes): string {
  const define = operation.paging ? "definePagedOperation" : "defineOperation";
  const members = memberLines(operationDefinition(operation));
  const values = shapes && operationValues(operation, shapes);
  const definition =
    values === undefined ? members : `${members.slice(0, -1)}  values: ${values},\n}`;
  const exported = name === operation.name;
  const head = `${exported ? "export " : ""}const ${name} = /* @__PURE__ */ ${define}<`;
  const types = typeArguments(operation);
  const line = `${head}${types.join(", ")}>({`;
  const list = line.length <= lineWidth ? types.join(", ") : `\n  ${types.join(",\n  ")}\n`;
  const declaration = `${operationDoc(operation)}${head}${list}>(${definition});\n`;
  return exported ? declaration : `${declaration}export { ${name} as ${operation.name} };\n`;
}

function typeArguments(operation: OperationModel): readonly string[] {
  const { typeName, paging } = operation;
  return [
    `${typeName}Params`,
    `${typeName}Result`,
    ...(paging ? [`${typeName}Item`] : []),
    ...(documentedErrors(operation).length > 0 ? [`${typeName}Errors`] : []),
  ];
}

/** Only what the module uses, so that it compiles under `noUnusedLocals` too. */
function imports({ operations }: GroupModel, types: string, converts: boolean): string {
  const runtime = [
    ...(operations.some(({ paging }) => paging === null) ? ["defineOperation"] : []),
    ...(operations.some(({ paging }) => paging !== null) ? ["definePagedOperation"] : []),
    ...(operations.some(takesBytes) ? ["type RawBody"] : []),
  ];
  const lines = [`import { ${runtime.join(", ")} } from "@agentflow/core/runtime";`];
  if (operations.some(hasStatusRange)) {
    lines.push('import type { HttpStatuses } from "../types/http-statuses.js";');
  }
  if (referencesSchemas(types)) lines.push('import type * as schemas from "../types/schemas.js";');
  if (converts) lines.push('import { convert } from "../types/values.js";');
  return lines.map((line) => `${line}\n`).join("");
}

function takesBytes({ body }: OperationModel): boolean {
  return body !== null && leadingContent(body.content).some(({ kind }) => kind === "binary");
}

/** True when an error of the operation is documented for `4XX`, `5XX` or `default`. */
export function hasStatusRange(operation: OperationModel): boolean {
  return documentedErrors(operation).some(isStatusRange);
}

const commentOrString = /\/\*[^]*?\*\/|"(?:[^"\\]|\\.)*"/g;

/** Text of the document may contain `schemas.` too, but only in comments and string literals. */
function referencesSchemas(types: string): boolean {
  return types.replaceAll(commentOrString, "").includes("schemas.");
}
