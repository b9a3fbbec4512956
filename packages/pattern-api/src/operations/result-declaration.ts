import { lineWidth } from "@agentflow/core";
import type { OperationModel } from "../model/api-model.js";
import { afterName, responseBodyType, unionMembers } from "./content-type.js";
import { responseRoles } from "./response-roles.js";
import { streamedContent, streamedItemTypes } from "./streamed-content.js";
import type { SchemaTypePrinter } from "./type-printer.js";

/** `export type GetResult = …;`: the union of the bodies of all successful answers. */
export function resultDeclaration(operation: OperationModel, printer: SchemaTypePrinter): string {
  const head = `export type ${operation.typeName}Result =`;
  const members = unionMembers(resultTypes(operation, printer));
  const line = `${head} ${members.join(" | ")};`;
  const fits = line.length <= lineWidth || members.length === 1;
  return fits ? `${line}\n` : `${head}${afterName(members.join("\n  | "))};\n`;
}

/** `export type GetItem = …;`: what a paged or streamed operation yields one of, or nothing. */
export function itemDeclaration(operation: OperationModel, printer: SchemaTypePrinter): string {
  const head = `export type ${operation.typeName}Item =`;
  if (operation.paging !== null) {
    return `${head}${afterName(printer.type(operation.paging.item))};\n`;
  }
  const streamed = streamedContent(operation);
  if (streamed === undefined) return "";
  const members = streamedItemTypes(streamed, printer);
  const line = `${head} ${members.join(" | ")};`;
  return members.length === 1 || line.length <= lineWidth
    ? `${head}${afterName(members.join(" | "))};\n`
    : `${head}${afterName(members.join("\n  | "))};\n`;
}

function resultTypes(operation: OperationModel, printer: SchemaTypePrinter): readonly string[] {
  const { success, redirected } = responseRoles(operation);
  // What a redirect leads to is not described by the document: the bytes are all that is known of it.
  if (redirected) return ["Uint8Array"];
  if (success.length === 0) return ["unknown"];
  return success.map(({ content }) => responseBodyType(content, printer));
}
