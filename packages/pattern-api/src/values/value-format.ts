import type { ValueFormat } from "@agentflow/core/runtime";
import { isJsonArray, type JsonObject } from "../document/json-object.js";
import type { TypingModel } from "../model/api-model.js";

/** What a schema's own values are converted as; undefined when they stay what they are in JSON. */
export function valueFormat(schema: JsonObject, typing: TypingModel): ValueFormat | undefined {
  const { type, format, enum: values, const: constant } = schema;
  // Constants are typed as they stand in the document.
  if (constant !== undefined || (isJsonArray(values) && values.length > 0)) return undefined;
  const types = isJsonArray(type) ? type : [type];
  if (format === "date" || format === "date-time")
    return typing.dates !== "string" && types.includes("string") ? format : undefined;
  const isLarge = format === "int64" || format === "uint64";
  return isLarge && typing.int64 !== "number" && types.includes("integer") ? "int64" : undefined;
}
