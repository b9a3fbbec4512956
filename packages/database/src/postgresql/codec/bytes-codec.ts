import { Buffer } from "node:buffer";
import type { TextWireCodec } from "./text-wire-codec.js";
import { ValueError } from "../../codec/value-error.js";

/** bytea. Written as hex; read as hex or in the older escape format (manual §8.4), whichever the server is set to. */
export const bytesCodec: TextWireCodec = {
  encode: (value) => {
    if (!(value instanceof Uint8Array)) throw new ValueError("must be a Uint8Array");
    return bytesText(value);
  },
  decode: (text) => {
    if (!text.startsWith(String.raw`\x`)) return unescaped(text);
    const bytes = Buffer.from(text.slice(2), "hex");
    // Buffer stops at what is no hex.
    if (bytes.length * 2 !== text.length - 2) throw new ValueError("was no bytea in the database");
    // A copy: small buffers are parts of a pool, which they would keep.
    return new Uint8Array(bytes);
  },
};

/** Bytes as PostgreSQL reads them. */
export function bytesText({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return String.raw`\x` + Buffer.from(buffer, byteOffset, byteLength).toString("hex");
}

function unescaped(text: string): Uint8Array {
  const characters = text.replaceAll(/\\(?:\\|[0-3][0-7]{2})/g, (escape) =>
    escape === "\\\\" ? "\\" : String.fromCodePoint(Number.parseInt(escape.slice(1), 8)),
  );
  return new Uint8Array(Buffer.from(characters, "latin1"));
}
