import { errorCodes, type Json } from "@agentflow/core";
import { quoted } from "../document/findings.js";
import { isJsonObject } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { ContentModel } from "./api-model.js";
import { readExample } from "./example.js";
import { concreteType, contentKind, mediaTypeOf } from "./media-type.js";
import type { Reading } from "./reading.js";
import type { Direction } from "./schema-use.js";

/** The forms of a body in the document's order, JSON types first. A media type that is none is left out and reported. */
export function readContent(
  content: Json | undefined,
  pointer: string,
  reading: Reading,
  direction: Direction = "answer",
): readonly ContentModel[] {
  if (!isJsonObject(content)) return [];
  const models = new Map<string, ContentModel>();
  for (const key of Object.keys(content)) {
    if (key.startsWith("x-")) continue;
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
    const contentType = concreteType(type, isFile(schema));
    const model: ContentModel = {
      contentType,
      kind: contentKind(contentType),
      schema:
        schema === undefined
          ? null
          : reading.schemas.read(schema, pointerBelow(place, "schema"), direction),
      ...readExample(media, place, reading),
    };
    // Variants that differ in parameters only, such as a character set, are one form.
    if (!models.has(model.contentType)) models.set(model.contentType, model);
  }
  const json = [...models.values()].filter(({ kind }) => kind === "json");
  return [...json, ...[...models.values()].filter(({ kind }) => kind !== "json")];
}

function isFile(schema: Json | undefined): boolean {
  return (
    schema === undefined ||
    (isJsonObject(schema) && schema["type"] === "string" && schema["format"] === "binary")
  );
}
