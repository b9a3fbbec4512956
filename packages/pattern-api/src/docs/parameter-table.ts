import { cellCode, plainText, tableRow } from "@agentflow/core";
import type { OperationModel, ParameterModel } from "../model/api-model.js";
import { requestBodyType } from "../operations/content-type.js";
import { remembered } from "../operations/remembered.js";
import type { SchemaTypePrinter } from "../operations/type-printer.js";
import { typeSummary } from "./type-summary.js";

const head = ["| Parameter | In | Type | Required | |", "| --- | --- | --- | --- | --- |"];

/** A table of everything that a call can be given, or nothing when that is nothing. */
export function parameterTable(
  { parameters, body }: OperationModel,
  printer: SchemaTypePrinter,
): string {
  const rows = parameters.map((parameter) => parameterRow(printer, parameter));
  if (body) {
    const type = requestBodyType(body.content, printer);
    rows.push(row("body", "body", type, body.required, body.description));
  }
  return rows.length === 0 ? "" : [...head, ...rows].join("\n");
}

const parameterRow = remembered((printer: SchemaTypePrinter, parameter: ParameterModel) =>
  row(
    parameter.key,
    parameter.in,
    printer.inputType(parameter.schema),
    parameter.required,
    parameter.description,
  ),
);

function row(
  key: string,
  place: string,
  type: string,
  required: boolean,
  description: string,
): string {
  return tableRow(
    cellCode(key),
    place,
    cellCode(typeSummary(type)),
    required ? "yes" : "",
    plainText(description),
  );
}
