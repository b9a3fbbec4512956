import { isJsonType, isTextType, sequenceFormat } from "@agentflow/core";

/** A media type (RFC 9110 §8.3.1) without parameters, in small letters; a range has `*` in it. */
const mediaType = /^[a-z0-9!#$&^_.+*-]+\/[a-z0-9!#$&^_.+*-]+$/;

/** A media type or range without its parameters, in small letters; undefined when it is none. */
export function mediaTypeOf(text: string): string | undefined {
  const bare = (text.split(/[;,]/, 1)[0] ?? "").trim().toLowerCase();
  return mediaType.test(bare) ? bare : undefined;
}

/**
 * The media type to send and to expect for a range, because a range is none itself.
 * @param file the body is bytes, or nothing is known of it
 */
export function concreteType(range: string, file: boolean): string {
  if (!range.includes("*")) return range;
  if (range.startsWith("text/")) return "text/plain";
  if (range.endsWith("+xml")) return "application/xml";
  // With a schema that is not a file's, "anything" means JSON in practice.
  const json = range.endsWith("+json") || (!file && /^(?:\*|application)\/\*$/.test(range));
  return json ? "application/json" : "application/octet-stream";
}

/** How a body of this type is passed, as the runtime reads it; forms apart. */
export function contentKind(contentType: string): "json" | "text" | "binary" {
  if (isJsonType(contentType)) return "json";
  return isTextType(contentType) ? "text" : "binary";
}

/** How the values of a type follow each other: as events or one by one; undefined when they do not. */
export function streamFormat(contentType: string): "events" | "values" | undefined {
  const format = sequenceFormat(contentType);
  return format === undefined || format === "events" ? format : "values";
}

/** The kind of form that a media type is; undefined when it is none. */
export function formKind(contentType: string): "form" | "multipart" | undefined {
  if (contentType === "application/x-www-form-urlencoded") return "form";
  return contentType === "multipart/form-data" ? "multipart" : undefined;
}

/** True for a type that has a form of its own, which the caller writes: forms that are no objects, parts, and XML. */
export function isEncodedByCaller(contentType: string): boolean {
  return (
    formKind(contentType) !== undefined ||
    contentType.startsWith("multipart/") ||
    /^(?:application|text)\/(?:[^/]+\+)?xml$/.test(contentType)
  );
}
