import { keyLiteral } from "@agentflow/core";
import { isJsonObject } from "../document/json-object.js";
import type { ContentModel, OperationModel, ResponseModel } from "../model/api-model.js";
import { afterName, contentTypeText, responseBodyType, unionType } from "./content-type.js";
import { responseRoles } from "./response-roles.js";
import type { SchemaTypePrinter } from "./type-printer.js";

/**
 * `export type GetResponse = ServiceResponse<Pet, 200> | …;`: the answers by their status. Empty where all of them have
 * the same body.
 */
export function responseDeclaration(operation: OperationModel, printer: SchemaTypePrinter): string {
  const { success } = responseRoles(operation);
  const types = success.map(({ content }) => responseBodyType(content, printer));
  if (new Set(types).size < 2) return "";
  const members = success.map(
    ({ status }, index) =>
      `ServiceResponse<${types[index] ?? "unknown"}, ${statusType(status, success)}>`,
  );
  return `export type ${operation.typeName}Response =${afterName(members.join("\n  | "))};\n`;
}

/** True when the operation's answers have different bodies: each has a status of its own then. */
export function hasResponses(operation: OperationModel, printer: SchemaTypePrinter): boolean {
  return responseDeclaration(operation, printer) !== "";
}

/** A status, or those that a range stands for: what nothing more specific documents. */
function statusType(status: string, all: readonly ResponseModel[]): string {
  if (/^\d+$/.test(status)) return status;
  const digit = status === "default" ? "2" : status.charAt(0);
  const taken = all
    .map((one) => one.status)
    .filter((one) => /^\d+$/.test(one) && one.startsWith(digit));
  const range = `HttpStatuses[${digit}]`;
  return taken.length === 0 ? range : `Exclude<${range}, ${taken.join(" | ")}>`;
}

/**
 * `export interface GetFormats { "text/csv": string }`: the result in each of the media types that are not asked for
 * by default and are read as something else. Empty when there is none.
 */
export function formatsDeclaration(operation: OperationModel, printer: SchemaTypePrinter): string {
  const found = new Map<string, string[]>();
  for (const format of otherFormats(operation)) {
    const types = found.get(format.contentType) ?? [];
    found.set(format.contentType, [...types, contentTypeText(format, printer, "  ")]);
  }
  if (found.size === 0) return "";
  const members = [...found].map(
    ([type, types]) => `  ${keyLiteral(type)}:${afterName(unionType(types), "  ")};\n`,
  );
  return `export interface ${operation.typeName}Formats {\n${members.join("")}}\n`;
}

/** The contents of the answers that are another kind of result than what is asked for by default. */
export function otherFormats(operation: OperationModel): readonly ContentModel[] {
  return responseRoles(operation).success.flatMap(({ content }) => {
    const formats = content.filter(isFormat);
    const leadsJson = formats.some(({ kind }) => kind === "json");
    if (new Set(formats.map(({ kind }) => kind)).size < 2) return [];
    return leadsJson ? formats.filter(({ kind }) => kind !== "json") : formats;
  });
}

/**
 * Streams are read item by item. Plain text of something that is no string is no format: ASP.NET's documents have it
 * beside each of their JSON answers, and its services send it for strings only.
 */
function isFormat({ kind, contentType, schema }: ContentModel): boolean {
  if (kind === "stream") return false;
  return contentType !== "text/plain" || !isJsonObject(schema) || schema["type"] === "string";
}
