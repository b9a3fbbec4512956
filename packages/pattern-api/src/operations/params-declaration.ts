import { Code, keyLiteral } from "@agentflow/core";
import type { BodyModel, OperationModel, ParameterModel } from "../model/api-model.js";
import { schemaTags } from "../types/schema-comment.js";
import { afterName, requestBodyType } from "./content-type.js";
import { remembered } from "./remembered.js";
import type { SchemaTypePrinter } from "./type-printer.js";

/** `export interface GetParams { … }`: parameters flat under their keys, the request body under `body`. */
export function paramsDeclaration(operation: OperationModel, printer: SchemaTypePrinter): string {
  const { typeName, parameters, body } = operation;
  // An interface without members would accept every object.
  if (parameters.length === 0 && body === null) {
    return `export type ${typeName}Params = Record<string, never>;\n`;
  }
  const members = parameters.map((parameter) => parameterMember(printer, parameter));
  if (body) members.push(bodyMember(body, printer));
  return `export interface ${typeName}Params {\n${members.join("")}}\n`;
}

const parameterMember = remembered((printer: SchemaTypePrinter, parameter: ParameterModel) => {
  const { key, required, description, deprecated, schema } = parameter;
  const tags = new Set([...(deprecated ? ["@deprecated"] : []), ...schemaTags(schema)]);
  const doc = [description, ...tags].join("\n");
  return memberOf(key, required, doc, printer.inputType(schema, "  "));
});

function bodyMember(body: BodyModel, printer: SchemaTypePrinter): string {
  return memberOf(
    "body",
    body.required,
    body.description,
    requestBodyType(body.content, printer, "  "),
  );
}

function memberOf(key: string, required: boolean, doc: string, type: string): string {
  const comment = Code.comment(doc, "  ").toString();
  // `| undefined` lets callers pass on an option of theirs under exactOptionalPropertyTypes.
  const name = `readonly ${keyLiteral(key)}${required ? "" : "?"}:`;
  const text = afterName(required ? type : optional(type), "  ");
  return `${comment === "" ? "" : `  ${comment}\n`}  ${name}${text};\n`;
}

function optional(type: string): string {
  if (type === "unknown") return type;
  return type.includes("\n    | ") ? `${type}\n    | undefined` : `${type} | undefined`;
}
