import { Buffer } from "node:buffer";
import { ValueError } from "../../codec/value-error.js";

/** Bytes as the server's `hex` writes them. */
export function hexOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("hex").toUpperCase();
}

/** @throws {ValueError} when it is no text of `hexOf` */
export function bytesOfHex(text: string): Uint8Array {
  const bytes = Buffer.from(text, "hex");
  // Buffer stops at what is no hex.
  if (bytes.length * 2 !== text.length)
    throw new ValueError("was no text of bytes in the database");
  // A copy: small buffers are parts of a pool, which they would keep.
  return new Uint8Array(bytes);
}
