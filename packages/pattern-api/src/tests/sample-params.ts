import type { Json } from "@agentflow/core";
import type { OperationModel, ParameterModel } from "../model/api-model.js";
import { conforms } from "./conforms.js";
import { equalJson } from "./equal-json.js";
import { flattenSchema } from "./flatten-schema.js";
import { type SampledBody, sampleBody } from "./sample-body.js";
import { isFreeText } from "./sample-string.js";
import { sampleValue } from "./sample.js";
import { isJsonObject, schemaAt, type SchemaIndex } from "./schema-index.js";
import type { GivenParameter } from "./wire-form.js";

/** The parameters and the body of one call. */
export interface SampleParams {
  readonly parameters: readonly GivenParameter[];
  readonly body?: SampledBody;
}

/** Characters that are read as something else when a path or a query is not encoded. */
const difficult = " /?#&=+%é";

/**
 * Params of a call of an operation, the same ones every time.
 * @param extent `required` gives only what must be given, and plain values. `all` gives everything once, and free
 *   texts hold what has to be encoded
 */
export function sampleParams(
  described: OperationModel,
  { requests: index }: SchemaIndex,
  extent: "all" | "required",
): SampleParams {
  const operation = index.operation(described);
  const all = extent === "all";
  const parameters = operation.parameters
    .filter(({ required }) => required || all)
    .flatMap((parameter) => {
      const value = sampleParameter(parameter, index, all);
      if (value !== undefined)
        return [{ parameter, value: index.values?.sent(value, parameter.schema) ?? value }];
      // Nothing satisfies it: the call is made all the same, and its printed literal says so.
      return parameter.required ? [{ parameter, value: parameter.wireName }] : [];
    });
  const { body } = operation;
  if (!body || !(body.required || all)) return { parameters };
  return { parameters, body: sampleBody(body, index, all) };
}

/** A value for one parameter, or `undefined` when none is found simply. */
function sampleParameter(
  parameter: ParameterModel,
  index: SchemaIndex,
  all: boolean,
): Json | undefined {
  const { schema, wireName, json } = parameter;
  const example = isSendable(parameter.example, parameter) ? parameter.example : undefined;
  const sample = (optional: boolean): Json | undefined =>
    sampleValue(schema, index, { name: wireName, example, optional });
  const least = sample(all);
  // An object in a path may have optional members only, and still needs one.
  const value = all || isSendable(least, parameter) ? least : sample(true);
  if (!isSendable(value, parameter)) return undefined;
  if (!all || json) return value;
  if (parameter.in === "query" && Array.isArray(value))
    return withSecondItem(value, parameter, index);
  const free = value === wireName && isFreeText(flattenSchema(schema, index)?.keywords ?? {});
  return free && (parameter.in === "path" || parameter.in === "query")
    ? wireName + difficult
    : value;
}

/** Whether a request has a place for the value: no style is defined for values inside of values. */
function isSendable(value: Json | undefined, parameter: ParameterModel): value is Json {
  if (value === undefined || value === null) return false;
  if (parameter.json) return true;
  if (parameter.in === "querystring") return isJsonObject(value) || typeof value === "string";
  if (parameter.style === "deepObject" && isJsonObject(value)) return true;
  const members: readonly Json[] = isJsonObject(value)
    ? Object.values(value)
    : Array.isArray(value)
      ? value
      : [value];
  // Nothing of an empty one would stand in the path, which would be another path.
  if (parameter.in === "path" && members.length === 0) return false;
  return members.every((member) => {
    if (typeof member === "object") return false;
    const text = String(member);
    // RFC 9110 §5.5: a field value is visible ASCII, and spaces around it are not part of it.
    if (parameter.style === "cookie") return /^[!#-+\--:<-[\]-~]*$/.test(text);
    if (parameter.in === "header") return /^[!-~](?:[ -~]*[!-~])?$/.test(text);
    // RFC 3986 §5.2.4: such a segment is resolved away, and an empty one calls another path.
    return parameter.in !== "path" || !["", ".", ".."].includes(text);
  });
}

/** A second item shows how items are separated. */
function withSecondItem(
  value: readonly Json[],
  { schema, wireName }: ParameterModel,
  index: SchemaIndex,
): Json {
  const [first, ...others] = value;
  if (first === undefined || others.length > 0) return value;
  const items = schemaAt(flattenSchema(schema, index)?.keywords["items"]) ?? true;
  const members = flattenSchema(items, index)?.keywords["enum"];
  const second = Array.isArray(members)
    ? members.find((member: Json) => !equalJson(member, first))
    : sampleValue(items, index, { name: `${wireName} 2` });
  const both = second === undefined ? value : [first, second];
  return conforms(both, schema, index) ? both : value;
}
