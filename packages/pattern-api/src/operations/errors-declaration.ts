import { Code, lineWidth } from "@agentflow/core";
import type { OperationModel, ResponseModel } from "../model/api-model.js";
import { afterName, responseBodyType } from "./content-type.js";
import { documentedErrors } from "./documented-errors.js";
import type { SchemaTypePrinter } from "./type-printer.js";

/**
 * `export interface GetErrors { 404: …; }`: the body of each documented error by status.
 * Empty when the document names no error.
 */
export function errorsDeclaration(operation: OperationModel, printer: SchemaTypePrinter): string {
  const errors = documentedErrors(operation);
  if (errors.length === 0) return "";
  const single = errors.filter((response) => !isStatusRange(response));
  const ranges = errors.filter(isStatusRange);
  const name = `${operation.typeName}Errors`;
  const bases = ranges.map((response) => rangeType(response, errors, printer));
  if (single.length === 0) return `export type ${name} = ${bases.join(" & ")};\n`;
  const members = single.map((response) => errorMember(response, printer));
  return `export interface ${name}${heritage(bases, name.length)} {\n${members.join("")}}\n`;
}

/** ` extends A, B`, on lines of its own when it is wide. */
function heritage(bases: readonly string[], before: number): string {
  if (bases.length === 0) return "";
  const line = ` extends ${bases.join(", ")}`;
  const width = `export interface ${line} {`.length + before;
  return width <= lineWidth ? line : `\n  extends ${bases.join(",\n    ")}`;
}

/** True for `4XX` and `default`. */
export function isStatusRange({ status }: Pick<ResponseModel, "status">): boolean {
  return !/^\d{3}$/.test(status);
}

function errorMember(
  { status, description, content }: ResponseModel,
  printer: SchemaTypePrinter,
): string {
  const comment = Code.comment(description, "  ").toString();
  const type = responseBodyType(content, printer, "  ");
  return `${comment === "" ? "" : `  ${comment}\n`}  ${status}:${afterName(type, "  ")};\n`;
}

/** `4XX` and `default` stand for the statuses that nothing more specific documents (OpenAPI §"Responses Object"). */
function rangeType(
  { status, content }: ResponseModel,
  errors: readonly ResponseModel[],
  printer: SchemaTypePrinter,
): string {
  const others = errors.map((error) => error.status.toUpperCase());
  const digits =
    status === "default"
      ? ["4", "5"].filter((digit) => !others.includes(`${digit}XX`))
      : [status.charAt(0)];
  // With `4XX` and `5XX` beside it, `default` has no status left to stand for.
  if (digits.length === 0) return "Record<never, never>";
  const all = digits.map((digit) => `HttpStatuses[${digit}]`).join(" | ");
  const taken = others.filter((other) => /^\d+$/.test(other) && digits.includes(other.charAt(0)));
  const rest = taken.length === 0 ? all : `Exclude<${all}, ${taken.join(" | ")}>`;
  return `Record<${rest}, ${responseBodyType(content, printer)}>`;
}
