import { errorCodes, type Json } from "@agentflow/core";
import { quoted } from "../document/findings.js";
import { isJsonObject, type JsonObject, ownValue, textOf } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { ContentModel } from "./api-model.js";
import { readExample } from "./example.js";
import { readEncoding } from "./form-encoding.js";
import { describesObject, withFiles } from "./form-schema.js";
import { concreteType, contentKind, formKind, mediaTypeOf } from "./media-type.js";
import type { Reading } from "./reading.js";
import { readStream } from "./stream-content.js";
import type { Direction } from "./schema-use.js";

/**
 * The forms of a body in the document's order, JSON types first. A media type that is none is left out and reported.
 * @param direction forms are objects in requests; in answers they are bytes
 */
export function readContent(
  content: Json | undefined,
  pointer: string,
  reading: Reading,
  direction: Direction,
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
    const declared = media["schema"];
    const contentType = concreteType(type, isFile(declared));
    const schema =
      declared === undefined
        ? null
        : reading.schemas.read(declared, pointerBelow(place, "schema"), direction);
    const special =
      direction === "request"
        ? readForm(contentType, schema, media, place, reading)
        : readStream(contentType, media, place, reading);
    const model: ContentModel = {
      contentType,
      kind: contentKind(contentType),
      schema,
      ...readExample(media, place, reading),
      ...special,
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

/** What makes of a body that the caller would write an object; nothing when it is none. */
function readForm(
  contentType: string,
  schema: ContentModel["schema"],
  media: JsonObject,
  pointer: string,
  reading: Reading,
): Partial<Pick<ContentModel, "kind" | "schema" | "encoding">> {
  const kind = formKind(contentType);
  const find = (reference: string): Json | undefined => reading.schemas.named.get(reference);
  if (kind === undefined || !describesObject(schema ?? undefined, find)) return {};
  const encoding = readEncoding(media, kind === "multipart", pointer, reading);
  const types = isJsonObject(media["encoding"]) ? media["encoding"] : {};
  const contentTypeOf = (property: string): string | undefined => {
    const own = ownValue(types, property);
    return isJsonObject(own) ? textOf(own["contentType"])?.toLowerCase() : undefined;
  };
  const marked =
    kind === "multipart" && schema !== null
      ? withFiles(schema, { find, contentType: contentTypeOf })
      : schema;
  return { kind, schema: marked, ...(Object.keys(encoding).length > 0 && { encoding }) };
}
