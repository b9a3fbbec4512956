import { digestOf } from "../documents/decode-document.js";
import { recordPath } from "./package-path.js";

/** A file as it will be written. */
export interface PackageFile {
  readonly path: string;
  readonly text: string;
  /** UTF-8. */
  readonly bytes: Uint8Array;
  /** `sha256-<hex>` of the bytes. */
  readonly digest: string;
}

/** Encodes and digests a file, once. */
export function packageFile(path: string, text: string): PackageFile {
  const bytes = Buffer.from(text, "utf8");
  return { path, text, bytes, digest: digestOf(bytes) };
}

/** Path to digest, without the record itself: what the record says about its package. */
export function digestsOf(files: readonly PackageFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    files.filter(({ path }) => path !== recordPath).map(({ path, digest }) => [path, digest]),
  );
}
