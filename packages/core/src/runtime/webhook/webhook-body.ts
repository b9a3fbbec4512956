import { types } from "node:util";

/** The raw body of a delivery, as it was received. */
export type WebhookBody = string | Uint8Array | ArrayBuffer;

/**
 * The bytes of a body; text is written as UTF-8.
 * @throws TypeError when it is anything else, such as what a framework has parsed
 */
export function bodyBytes(body: WebhookBody): Uint8Array {
  if (typeof body === "string") return Buffer.from(body);
  // Also those of another realm, such as a test runner's, which `instanceof` does not know.
  if (ArrayBuffer.isView(body))
    return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (types.isAnyArrayBuffer(body)) return new Uint8Array(body);
  throw new TypeError(
    "The body of a webhook must be the raw bytes or the text as received: what was parsed and written again has " +
      "another signature. Read it before the framework parses it.",
  );
}
