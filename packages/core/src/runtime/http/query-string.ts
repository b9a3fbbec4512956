import type { ParameterDescription } from "../client/operation-description.js";
import type { ParameterWriter } from "../parameters/plain-style.js";
import { formBody } from "./form-body.js";
import { jsonText } from "./plain-body.js";

/** Writes a value that is the whole query (OpenAPI 3.2 §4.12): an object as a form, JSON, or a text. */
export function queryStringWriter(
  name: string,
  { json, encoding }: ParameterDescription,
): ParameterWriter {
  if (json) return (value) => encodeURIComponent(jsonText(value, name));
  return (value) =>
    typeof value === "string" ? encodeURIComponent(value) : formBody(value, encoding);
}
