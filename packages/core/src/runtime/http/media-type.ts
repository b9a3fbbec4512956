/** A media type without its parameters, in lower case: `Application/JSON; charset=utf-8` → `application/json`. */
export function mediaType(contentType: string): string {
  const [type = ""] = contentType.split(";", 1);
  return type.trim().toLowerCase();
}

/** True for JSON and every type whose structured syntax is JSON (RFC 6839 §3.1). */
export function isJsonType(type: string): boolean {
  return /[/+]json$/.test(type);
}

/** True for what is read as a string: `text/*`, XML (RFC 7303) and YAML (RFC 9512). */
export function isTextType(type: string): boolean {
  return /^text\/|[/+](?:xml|(?:x-)?yaml)$/.test(type);
}

/** How values follow each other in a body. */
export type SequenceFormat = "events" | "lines" | "texts";

/** The format of a media type whose values can be read one by one; undefined for all others. */
export function sequenceFormat(type: string): SequenceFormat | undefined {
  if (type === "text/event-stream") return "events";
  if (type === "application/json-seq" || type.endsWith("+json-seq")) return "texts";
  return /^application\/(?:x-)?(?:ndjson|jsonl|json-?lines)$/.test(type) ? "lines" : undefined;
}

/** True when nothing but JSON is accepted. @param accept an `Accept` field; nothing accepts everything */
export function acceptsOnlyJson(accept = ""): boolean {
  return accept.split(",").every((range) => isJsonType(mediaType(range)));
}
