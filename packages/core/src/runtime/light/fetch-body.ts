import type { SentBody } from "../client/request-writers.js";
import type { EncodedBody } from "../http/request-body.js";

/** A body as `fetch` takes it. */
export function fetchBody(body: EncodedBody | undefined): SentBody | undefined {
  if (body === undefined) return undefined;
  const { content, contentType } = body;
  if (typeof content === "string") return { contentType, init: { body: content } };
  // Shared memory is what `fetch` refuses and the types warn of; nothing here makes it.
  const bytes = content as Uint8Array<ArrayBuffer>;
  if (content instanceof Uint8Array) return { contentType, init: { body: bytes } };
  return { contentType, init: { body: ReadableStream.from(content), duplex: "half" } };
}
