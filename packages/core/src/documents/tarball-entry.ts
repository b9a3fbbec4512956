import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { gunzipSink, isSystemError } from "./gunzip-sink.js";
import type { TarballSink } from "./npm-tarball.js";

/** What became of the one file that is taken out of a tarball. */
export type ExtractionResult =
  | { readonly kind: "extracted" }
  | { readonly kind: "missing" }
  | { readonly kind: "too-large"; readonly bytes: number }
  /** The file system failed. */
  | { readonly kind: "unwritable"; readonly error: unknown }
  /** It is not a gzipped tar archive, a damaged one, or holds the file twice. */
  | { readonly kind: "damaged"; readonly error: unknown };

/**
 * Takes one file out of a gzipped tarball while its bytes pass; the rest is never kept.
 * @param path inside the package, which is the tarball's one folder, whatever its name (as npm has it)
 * @param directory an existing folder that gets the file
 * @param fileName the file's name in that folder; no name in the tarball becomes a path
 */
export async function createEntryExtractor(
  path: string,
  directory: string,
  fileName: string,
  maximumBytes: number,
): Promise<TarballSink<ExtractionResult>> {
  // Imported here, because a cached document does not need it.
  const { unpackTar } = await import("modern-tar/fs");
  let result: ExtractionResult = { kind: "missing" };
  const gunzip = createGunzip();
  const unpack = unpackTar(directory, {
    strict: true,
    fmode: 0o600,
    filter({ name, size, type = "file" }) {
      if (type !== "file" || name.slice(name.indexOf("/") + 1) !== path) return false;
      if (result.kind !== "missing") {
        result = { kind: "damaged", error: new Error("The archive holds the file twice.") };
        return false;
      }
      result = size > maximumBytes ? { kind: "too-large", bytes: size } : { kind: "extracted" };
      return result.kind === "extracted";
    },
    map: (header) => ({ ...header, name: fileName }),
  });
  const finished = pipeline(gunzip, unpack).catch((error: unknown) => {
    if (result.kind === "too-large") return;
    result = { kind: isSystemError(error) ? "unwritable" : "damaged", error };
  });

  return gunzipSink(gunzip, finished, () => result);
}
