import type { ServiceErrorOptions } from "../failure/service-error.js";
import type { LightResponse } from "./light-options.js";
import { isJsonType, isTextType } from "../http/media-type.js";

/** A body as the caller gets it. */
export type ReadBody = Pick<ServiceErrorOptions, "body" | "bodyFormat">;

/**
 * Reads a body: JSON, text in UTF-8, or bytes. What is said to be JSON and is none is text.
 * @param type what it is read as
 * @param clean changes text before it is read
 * @param parse reads JSON
 */
export async function readBody(
  answer: LightResponse,
  type: string,
  clean: (text: string) => string,
  parse: (json: string) => unknown,
): Promise<ReadBody> {
  const isJson = isJsonType(type);
  if (!isJson && !isTextType(type)) {
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return bytes.length > 0 ? { body: bytes, bodyFormat: "bytes" } : {};
  }
  const text = clean(await answer.text());
  if (text === "") return {};
  try {
    if (isJson) return { body: parse(text), bodyFormat: "json" };
  } catch {
    // As text.
  }
  return { body: text, bodyFormat: "text" };
}
