import type { Json } from "@agentflow/core";
import type { JsonSchema, OperationModel } from "../model/api-model.js";
import { leadingContent, sentContent } from "../operations/content-type.js";
import { responseRoles } from "../operations/response-roles.js";
import { conforms } from "../tests/conforms.js";
import { bodyConforms } from "../tests/sample-body.js";
import type { SampleParams } from "../tests/sample-params.js";
import type { SchemaIndex } from "../tests/schema-index.js";
import type { WireCase, WireCases } from "../tests/wire-case.js";

/** Whether all that the cases of an operation give and answer is what its schemas say: examples may be wrong. */
export function conformsAll(
  operation: OperationModel,
  { success, required, error, format, stream }: WireCases,
  index: SchemaIndex,
): boolean {
  const cases = [success, required, error, format, stream];
  return (
    cases.every((one) => one === undefined || paramsConform(operation, one.params, index)) &&
    answerConforms(operation, success, index)
  );
}

function paramsConform(
  described: OperationModel,
  { parameters, body }: SampleParams,
  { requests: index }: SchemaIndex,
): boolean {
  const operation = index.operation(described);
  if (!parameters.every(({ parameter, value }) => conforms(value, parameter.schema, index)))
    return false;
  if (body === undefined || operation.body === null) return true;
  // Where several media types may be sent, the first is not always the one that the type is of.
  const [sent] = sentContent(operation.body.content);
  return (
    (sent === undefined || sent === operation.body.content[0]) &&
    bodyConforms(body, operation.body, index)
  );
}

function answerConforms(
  operation: OperationModel,
  { answer }: WireCase,
  index: SchemaIndex,
): boolean {
  const json = answeredJson(operation, answer);
  return json === undefined || conforms(json.value, json.schema, index);
}

/** Whether an answer of a text instead of an object or a list would be none that the schema allows. */
export function refusesText(
  operation: OperationModel,
  { success }: WireCases,
  index: SchemaIndex,
): boolean {
  const json = answeredJson(operation, success.answer);
  return (
    json !== undefined &&
    typeof json.value === "object" &&
    json.value !== null &&
    !conforms("text", json.schema, index)
  );
}

/** The JSON that an operation is answered with in its tests, and its schema. */
function answeredJson(
  operation: OperationModel,
  { body }: WireCase["answer"],
): { readonly value: Json; readonly schema: JsonSchema } | undefined {
  const [response] = responseRoles(operation).success;
  const [content] = leadingContent(response?.content ?? []);
  if (content?.kind !== "json" || !body || !("json" in body)) return undefined;
  return { value: body.json, schema: content.schema ?? true };
}
