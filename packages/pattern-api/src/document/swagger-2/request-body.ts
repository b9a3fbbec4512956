import type { Json } from "@agentflow/core";
import { type JsonObject, textOf } from "../json-object.js";
import { valueSchema } from "./upgrade-parameter.js";
import { upgradeSchema } from "./upgrade-schema.js";

const urlencoded = "application/x-www-form-urlencoded";
const multipart = "multipart/form-data";

/** The body that a parameter in `body` describes, in each of the media types. */
export function bodyOf(parameter: JsonObject, mediaTypes: readonly string[]): JsonObject {
  const { schema, required, description } = parameter;
  const media = schema === undefined ? {} : { schema: upgradeSchema(schema) };
  return {
    ...(description !== undefined && { description }),
    ...(required === true && { required }),
    content: Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, media])),
  };
}

/** The form that parameters in `formData` are fields of. Files are sent in parts (Swagger 2.0, "Parameter Object"). */
export function formOf(fields: readonly JsonObject[], mediaTypes: readonly string[]): JsonObject {
  const named = fields.flatMap((field): [string, JsonObject][] => {
    const name = textOf(field["name"]);
    return name === undefined ? [] : [[name, field]];
  });
  const required = named.filter(([, field]) => field["required"] === true).map(([name]) => name);
  const schema: JsonObject = {
    type: "object",
    properties: Object.fromEntries(named.map(([name, field]) => [name, valueSchema(field)])),
    ...(required.length > 0 && { required }),
  };
  const encoding = Object.fromEntries(named.flatMap(encodingOf));
  const encoded = Object.keys(encoding).length > 0;
  const parts = mediaTypes.includes(multipart) || fields.some(({ type }) => type === "file");
  return {
    ...(required.length > 0 && { required: true }),
    content: {
      [parts ? multipart : urlencoded]: { schema, ...(encoded && { encoding }) },
    },
  };
}

function encodingOf([name, field]: readonly [string, JsonObject]): [string, Json][] {
  if (field["type"] !== "array") return [];
  return [[name, { style: "form", explode: field["collectionFormat"] === "multi" }]];
}
