import type { OperationModel } from "../model/api-model.js";
import { responseBodyType, unionType } from "../operations/content-type.js";
import { responseRoles } from "../operations/response-roles.js";
import type { SchemaTypePrinter } from "../operations/type-printer.js";

/** Longest type that a table shows; a longer one is in the sources, one hover away. */
const longest = 80;

/** A type short enough for a table, or the word that says what kind of thing it is. */
export function typeSummary(type: string): string {
  if (!type.includes("\n") && type.length <= longest) return type;
  return type.endsWith("[]") ? "object[]" : "object";
}

/** What a call resolves with, short enough for a sentence. */
export function resultSummary(operation: OperationModel, printer: SchemaTypePrinter): string {
  const { success, redirected } = responseRoles(operation);
  if (redirected) return "Uint8Array";
  const types = success.map(({ content }) => typeSummary(responseBodyType(content, printer)));
  return types.length === 0 ? "unknown" : unionType(types);
}
