import { digestOf } from "../documents/decode-document.js";
import { recordPath } from "./package-path.js";

/** A file as it will be written. */
export interface PackageFile {
  readonly path: string;
  readonly text: string;
  /** Bytes that the text has in UTF-8. */
  readonly size: number;
  /** `sha256-<hex>` of these bytes. */
  readonly digest: string;
}

/** Measures and digests a file, once. The bytes are made when it is written: all at once would double the memory. */
export function packageFile(path: string, text: string): PackageFile {
  return { path, text, size: Buffer.byteLength(text), digest: digestOf(text) };
}

/** Path to digest, without the record itself: what the record says about its package. */
export function digestsOf(files: readonly PackageFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    files.filter(({ path }) => path !== recordPath).map(({ path, digest }) => [path, digest]),
  );
}
