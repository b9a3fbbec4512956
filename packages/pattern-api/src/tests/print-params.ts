import { keyLiteral, lineWidth, wrappedLiteral } from "@agentflow/core";
import type { OperationModel } from "../model/api-model.js";
import { conforms } from "./conforms.js";
import { printForm } from "./print-form.js";
import { bodyConforms } from "./sample-body.js";
import type { SampleParams } from "./sample-params.js";
import type { SchemaIndex } from "./schema-index.js";

/**
 * The params object of a call as TypeScript, on one line where it fits. Empty for a call that needs no params.
 * @param indent spaces before the line that the object ends on
 * @param before characters that stand on the first line before the object
 */
export function printParams(
  described: OperationModel,
  params: SampleParams,
  { requests: index }: SchemaIndex,
  indent: string,
  before: number,
): string {
  const operation = index.operation(described);
  const inner = `${indent}  `;
  const wrapped = memberTexts(operation, params, index, inner);
  if (wrapped.length === 0) return "";
  const line = `{ ${wrapped.join(", ")} }`;
  if (!line.includes("\n") && before + line.length <= lineWidth) return line;
  return `{\n${wrapped.map((member) => `${inner}${member},\n`).join("")}${indent}}`;
}

function memberTexts(
  operation: OperationModel,
  { parameters, body }: SampleParams,
  index: SchemaIndex,
  indent: string,
): readonly string[] {
  const members = parameters.map(({ parameter, value }) => {
    const key = `${keyLiteral(parameter.key)}: `;
    const text =
      index.values?.code(value, parameter.schema) ??
      wrappedLiteral(value, indent, indent.length + key.length);
    return key + asserted(text, conforms(value, parameter.schema, index));
  });
  if (!body || !operation.body) return members;
  if (body.kind === "binary")
    return [...members, `body: new Uint8Array([${body.value.join(", ")}])`];
  const schema = operation.body.content[0]?.schema ?? null;
  const converted = body.kind === "text" ? undefined : index.values?.code(body.value, schema);
  const text =
    converted ??
    (body.kind === "multipart"
      ? printForm(body.value, indent)
      : wrappedLiteral(body.value, indent, indent.length + "body: ".length));
  return [...members, `body: ${asserted(text, bodyConforms(body, operation.body, index))}`];
}

/** A schema that nothing satisfies has the type `never`: the call is typed all the same. */
function asserted(text: string, typed: boolean): string {
  return typed ? text : `${text} as never`;
}
