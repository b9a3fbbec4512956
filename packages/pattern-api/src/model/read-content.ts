import { errorCodes, type Json } from "@agentflow/core";
import { quoted } from "../document/findings.js";
import { isJsonObject } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { ContentModel } from "./api-model.js";
import { readExample } from "./example.js";
import { contentKind, mediaTypeOf } from "./media-type.js";
import type { Reading } from "./reading.js";

/** The forms of a body in the document's order, JSON types first. A media type that is none is left out and reported. */
export function readContent(
  content: Json | undefined,
  pointer: string,
  reading: Reading,
): readonly ContentModel[] {
  if (!isJsonObject(content)) return [];
  const models = new Map<string, ContentModel>();
  for (const key of Object.keys(content)) {
    const place = pointerBelow(pointer, key);
    const type = mediaTypeOf(key);
    const media = content[key] ?? null;
    if (type === undefined || !isJsonObject(media)) {
      reading.findings.warn(
        errorCodes.documentFaulty,
        place,
        type === undefined
          ? `${quoted(key)} is not a media type; this form of the body is left out.`
          : `The media type ${quoted(key)} holds no object; this form of the body is left out.`,
        "Correct the document.",
      );
      continue;
    }
    const schema = media["schema"];
    const model: ContentModel = {
      ...typeAndKind(type, schema),
      schema:
        schema === undefined ? null : reading.schemas.read(schema, pointerBelow(place, "schema")),
      ...readExample(media, place, reading),
    };
    // Variants that differ in parameters only, such as a character set, are one form.
    if (!models.has(model.contentType)) models.set(model.contentType, model);
  }
  const json = [...models.values()].filter(({ kind }) => kind === "json");
  return [...json, ...[...models.values()].filter(({ kind }) => kind !== "json")];
}

/** A range such as `*` + `/*` means JSON in practice when it has a schema that is not a file. */
function typeAndKind(
  type: string,
  schema: Json | undefined,
): Pick<ContentModel, "contentType" | "kind"> {
  if (type !== "*/*" && type !== "application/*")
    return { contentType: type, kind: contentKind(type) };
  const file = isJsonObject(schema) && schema["type"] === "string" && schema["format"] === "binary";
  return schema === undefined || file
    ? { contentType: "application/octet-stream", kind: "binary" }
    : { contentType: "application/json", kind: "json" };
}
