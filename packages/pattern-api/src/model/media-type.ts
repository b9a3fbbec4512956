import type { ContentModel } from "./api-model.js";

/** A media type or a range (RFC 9110 §8.3.1, §12.5.1), without parameters, in small letters. */
const mediaType = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$|^(?:\*|application|text)\/\*$/;

/** A media type without its parameters, in small letters; undefined when it is none. */
export function mediaTypeOf(text: string): string | undefined {
  const bare = (text.split(";", 1)[0] ?? "").trim().toLowerCase();
  return mediaType.test(bare) ? bare : undefined;
}

/** How a body of this type is passed. */
export function contentKind(contentType: string): ContentModel["kind"] {
  if (/^(?:application|text)\/json$|\+json$/.test(contentType)) return "json";
  return contentType.startsWith("text/") ? "text" : "binary";
}

/** True for a type that has a form of its own, which the caller writes: forms, multipart and XML. */
export function isEncodedByCaller(contentType: string): boolean {
  return (
    contentType === "application/x-www-form-urlencoded" ||
    contentType.startsWith("multipart/") ||
    /^application\/(?:[^/]+\+)?xml$/.test(contentType)
  );
}
