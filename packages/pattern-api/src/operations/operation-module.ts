import { lineWidth, memberLines } from "@agentflow/core";
import type { GroupModel, OperationModel } from "../model/api-model.js";
import { fileType } from "../types/schema-types.js";
import { operationValues } from "../values/operation-values.js";
import type { ValueShapes } from "../values/value-shapes.js";
import {
  formatsDeclaration,
  hasResponses,
  otherFormats,
  responseDeclaration,
} from "./answer-declarations.js";
import { sentContent } from "./content-type.js";
import { documentedErrors } from "./documented-errors.js";
import { errorsDeclaration, isStatusRange } from "./errors-declaration.js";
import { localName } from "./local-name.js";
import { operationDefinition } from "./operation-definition.js";
import { operationDoc } from "./operation-doc.js";
import { type DefinitionCode, pagingCode, pure } from "./paging-code.js";
import { paramsDeclaration } from "./params-declaration.js";
import { requestWriter } from "./request-writer.js";
import { itemDeclaration, resultDeclaration } from "./result-declaration.js";
import { streamedContent } from "./streamed-content.js";
import type { SchemaTypePrinter } from "./type-printer.js";

/** Source of `src/operations/<group>.ts`: every operation of a group as a constant of its own. */
export function operationModule(
  group: GroupModel,
  printer: SchemaTypePrinter,
  shapes?: ValueShapes,
): string {
  const exported = new Set(group.operations.map(({ name }) => name));
  const parts = group.operations.map((operation) => {
    const types = typeDeclarations(operation, printer);
    const used = typeArguments(operation, printer);
    const codes = definitionCodes(operation, shapes && operationValues(operation, shapes));
    const name = localName(operation.name, exported);
    return { types, used, codes, value: constant(operation, name, used, codes) };
  });
  const types = parts.map((part) => `${part.types}${part.used.join(", ")}\n`).join("");
  const blocks = parts.map((part) => `${part.types}\n${part.value}`);
  const codes = parts.flatMap((part) => part.codes);
  return `${imports(group, types, codes)}\n${blocks.join("\n")}`;
}

function typeDeclarations(operation: OperationModel, printer: SchemaTypePrinter): string {
  const declarations = [
    paramsDeclaration(operation, printer),
    resultDeclaration(operation, printer),
    itemDeclaration(operation, printer),
    errorsDeclaration(operation, printer),
    responseDeclaration(operation, printer),
    formatsDeclaration(operation, printer),
  ];
  return declarations.filter((declaration) => declaration !== "").join("\n");
}

function constant(
  operation: OperationModel,
  name: string,
  types: readonly string[],
  codes: readonly DefinitionMember[],
): string {
  const define = definer(operation);
  const data = memberLines(operationDefinition(operation));
  const lines = codes.map(({ member, code }) => `  ${member}: ${code},\n`);
  const definition = `${data.slice(0, -1)}${lines.join("")}}`;
  const exported = name === operation.name;
  const head = `${exported ? "export " : ""}const ${name} = /* @__PURE__ */ ${define}<`;
  const line = `${head}${types.join(", ")}>({`;
  const list = line.length <= lineWidth ? types.join(", ") : `\n  ${types.join(",\n  ")}\n`;
  const declaration = `${operationDoc(operation)}${head}${list}>(${definition});\n`;
  return exported ? declaration : `${declaration}export { ${name} as ${operation.name} };\n`;
}

/** A member of a definition that is code. */
interface DefinitionMember extends DefinitionCode {
  readonly member: "paging" | "write" | "values";
}

function definitionCodes(
  operation: OperationModel,
  values: string | undefined,
): readonly DefinitionMember[] {
  const { paging } = operation;
  const writer = requestWriter(operation);
  return [
    ...(paging ? [{ member: "paging", ...pagingCode(paging.description) } as const] : []),
    ...(writer ? [{ member: "write", code: writer, imports: [writer] } as const] : []),
    ...(values === undefined
      ? []
      : [{ member: "values", code: `${pure} ${values}`, imports: [] } as const]),
  ];
}

type Definer = "defineOperation" | "definePagedOperation" | "defineStreamedOperation";

/** The function of the runtime that makes the operation. */
function definer(operation: OperationModel): Definer {
  if (operation.paging !== null) return "definePagedOperation";
  return streamedContent(operation) ? "defineStreamedOperation" : "defineOperation";
}

function typeArguments(operation: OperationModel, printer: SchemaTypePrinter): readonly string[] {
  const { typeName } = operation;
  const errors = documentedErrors(operation).length > 0;
  const responses = hasResponses(operation, printer);
  const formats = otherFormats(operation).length > 0;
  return [
    `${typeName}Params`,
    `${typeName}Result`,
    ...(definer(operation) === "defineOperation" ? [] : [`${typeName}Item`]),
    // Each has a default, which is written out where one behind it is not the default.
    ...(errors ? [`${typeName}Errors`] : responses || formats ? ["NoErrors"] : []),
    ...(responses
      ? [`${typeName}Response`]
      : formats
        ? [`ServiceResponse<${typeName}Result>`]
        : []),
    ...(formats ? [`${typeName}Formats`] : []),
  ];
}

/** Only what the module uses, so that it compiles under `noUnusedLocals` too. */
function imports(
  { operations }: GroupModel,
  types: string,
  codes: readonly DefinitionMember[],
): string {
  const bare = types.replaceAll(commentOrString, "");
  const runtime = [
    ...[
      ...new Set([...operations.map(definer), ...codes.flatMap((each) => each.imports)]),
    ].toSorted(),
    ...(mentions(bare, fileType) ? [`type ${fileType}`] : []),
    ...(mentions(bare, "NoErrors") ? ["type NoErrors"] : []),
    ...(operations.some(takesBytes) ? ["type RawBody"] : []),
    ...(mentions(bare, "ServerSentEvent") ? ["type ServerSentEvent"] : []),
    ...(mentions(bare, "ServiceResponse") ? ["type ServiceResponse"] : []),
  ];
  const names = runtime.join(", ");
  const short = `import { ${names} } from "@agentflow/core/operations";`;
  const wrapped = `import {\n${runtime.map((name) => `  ${name},\n`).join("")}} from "@agentflow/core/operations";`;
  const lines = [short.length <= lineWidth ? short : wrapped];
  if (mentions(bare, "HttpStatuses")) {
    lines.push('import type { HttpStatuses } from "../types/http-statuses.js";');
  }
  if (mentions(bare, "schemas")) lines.push('import type * as schemas from "../types/schemas.js";');
  if (codes.some(({ member }) => member === "values"))
    lines.push('import { convert } from "../types/values.js";');
  return lines.map((line) => `${line}\n`).join("");
}

function takesBytes({ body }: OperationModel): boolean {
  return body !== null && sentContent(body.content).some(({ kind }) => kind === "binary");
}

/** True when an answer of the operation is documented for a range such as `4XX`, and so names its statuses. */
export function hasStatusRange(operation: OperationModel, printer: SchemaTypePrinter): boolean {
  return (
    documentedErrors(operation).some(isStatusRange) ||
    responseDeclaration(operation, printer).includes("HttpStatuses[")
  );
}

const commentOrString = /\/\*[^]*?\*\/|"(?:[^"\\]|\\.)*"/g;

/** Without comments and strings, text of the document is left in names of members only. */
function mentions(types: string, name: string): boolean {
  return new RegExp(`(?<![\\w$])${name}(?![\\w$?:])`).test(types);
}
