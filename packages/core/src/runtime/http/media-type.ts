/** A media type without its parameters, in lower case: `Application/JSON; charset=utf-8` → `application/json`. */
export function mediaType(contentType: string): string {
  const end = contentType.indexOf(";");
  return (end === -1 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

/** True for JSON and every type whose structured syntax is JSON (RFC 6839 §3.1). */
export function isJsonType(type: string): boolean {
  return type === "application/json" || type.endsWith("+json") || type === "text/json";
}

/** True for what is read as a string: `text/*`, XML (RFC 7303) and YAML (RFC 9512). */
export function isTextType(type: string): boolean {
  return /^text\/|^application\/(?:xml|yaml|x-yaml)$|\+(?:xml|yaml)$/.test(type);
}

/** How values follow each other in a body. */
export type SequenceFormat = "events" | "lines" | "texts";

/** The format of a media type whose values can be read one by one; undefined for all others. */
export function sequenceFormat(type: string): SequenceFormat | undefined {
  if (type === "text/event-stream") return "events";
  if (type === "application/json-seq" || type.endsWith("+json-seq")) return "texts";
  return /^application\/(?:x-)?(?:ndjson|jsonl|json-?lines)$/.test(type) ? "lines" : undefined;
}

/** True when nothing but JSON is accepted. */
export function acceptsOnlyJson(accept: string): boolean {
  return accept.split(",").every((range) => isJsonType(mediaType(range)));
}
