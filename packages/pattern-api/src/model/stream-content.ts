import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { ContentModel, StreamEventModel, JsonSchema } from "./api-model.js";
import { eventModels } from "./event-models.js";
import type { FindSchema } from "./form-schema.js";
import { streamFormat } from "./media-type.js";
import type { Reading } from "./reading.js";

/** A stream's part of a content; undefined for a media type whose values cannot be read one by one. */
export function readStream(
  contentType: string,
  media: JsonObject,
  pointer: string,
  reading: Reading,
): Pick<ContentModel, "kind" | "schema" | "events"> | undefined {
  const format = streamFormat(contentType);
  if (format === undefined) return undefined;
  const declared = media["itemSchema"];
  const find: FindSchema = (reference) => reading.schemas.named.get(reference);
  const item =
    declared === undefined
      ? wholeItem(media["schema"], pointerBelow(pointer, "schema"), reading, find)
      : reading.schemas.read(declared, pointerBelow(pointer, "itemSchema"));
  if (format === "values") return { kind: "stream", schema: item ?? null };
  // OpenAPI 3.2 §4.14.4.2: `itemSchema` is of the event. What other documents give is taken for that of its data.
  const events =
    declared === undefined ? [dataModel(item ?? true, find)] : eventModels(item ?? true, find);
  return { kind: "stream", schema: null, events };
}

/** OpenAPI 3.2 has the whole body as a list; in documents before it, the schema is that of one item. */
function wholeItem(
  schema: Json | undefined,
  pointer: string,
  reading: Reading,
  find: FindSchema,
): JsonSchema | undefined {
  if (schema === undefined) return undefined;
  const read = reading.schemas.read(schema, pointer);
  const list = referred(read, find);
  const items = isJsonObject(list) && list["type"] === "array" ? list["items"] : undefined;
  return isJsonObject(items) ? items : read;
}

/** Text where the schema says so, else JSON. */
function dataModel(schema: JsonSchema, find: FindSchema): StreamEventModel {
  const data = referred(schema, find);
  const types = isJsonObject(data) ? data["type"] : undefined;
  const isText =
    schema === true || types === "string" || (isJsonArray(types) && types[0] === "string");
  return isText
    ? { name: null, json: false, schema: { type: "string" } }
    : { name: null, json: true, schema };
}

/** What a schema refers to, one step: enough for the named schema of an item. */
function referred(schema: Json, find: FindSchema): Json {
  const reference = isJsonObject(schema) ? schema["$ref"] : undefined;
  return (typeof reference === "string" ? find(reference) : undefined) ?? schema;
}
