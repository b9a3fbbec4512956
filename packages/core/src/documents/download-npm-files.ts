import { mkdir } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { documentTooLarge, maximumDocumentBytes } from "./decode-document.js";
import { cacheUnwritable } from "./document-cache.js";
import { gunzipSink, isSystemError } from "./gunzip-sink.js";
import {
  damagedTarball,
  type NpmDownloadOptions,
  type NpmPackage,
  passNpmTarball,
  type TarballSink,
} from "./npm-tarball.js";

/** What became of the files, and of what went wrong with them. */
interface Unpacking {
  readonly paths: string[];
  /** Bytes of a file that is larger than any document may be. */
  tooLarge?: number;
  failure?: unknown;
}

/**
 * Writes the wanted files of an npm package below a folder, at their paths in the package. The tarball passes through
 * memory once; when this throws, what the folder holds is worth nothing.
 * @param isWanted asked for each file of the package, by its path in it, with forward slashes
 * @returns the paths of the files that were written, sorted as in the tarball; at least one
 * @throws AF_REGISTRY_UNREACHABLE, AF_PACKAGE_NOT_FOUND, AF_INTEGRITY_MISMATCHED, AF_DOCUMENT_TOO_LARGE (a file over
 * 256 MiB), AF_DOCUMENT_MALFORMED, AF_CONFIG_INVALID or AF_WRITE_FAILED
 */
export async function downloadNpmFiles(
  wanted: NpmPackage,
  isWanted: (path: string) => boolean,
  folder: string,
  options: NpmDownloadOptions,
): Promise<readonly string[]> {
  const result = await passNpmTarball(wanted, () => openUnpacking(isWanted, folder), options);
  const source = `npm:${wanted.name}@${wanted.version}`;
  if (result.tooLarge !== undefined) throw documentTooLarge(source, result.tooLarge);
  if (result.failure !== undefined) {
    throw isSystemError(result.failure)
      ? cacheUnwritable(folder, result.failure)
      : damagedTarball(wanted, result.failure);
  }
  if (result.paths.length > 0) return result.paths;
  throw new AgentFlowError(
    errorCodes.packageNotFound,
    `${wanted.name}@${wanted.version} has none of the wanted files.`,
    { help: "Check the version of the package.", location: { source } },
  );
}

async function openUnpacking(
  isWanted: (path: string) => boolean,
  folder: string,
): Promise<TarballSink<Unpacking>> {
  const { unpackTar } = await import("modern-tar/fs");
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw cacheUnwritable(folder, error);
  });
  const result: Unpacking = { paths: [] };
  const gunzip = createGunzip();
  const unpack = unpackTar(folder, {
    strict: true,
    fmode: 0o600,
    filter({ name, size, type = "file" }) {
      const path = pathInPackage(name);
      if (type !== "file" || !isPlainPath(path) || !isWanted(path)) return false;
      if (size > maximumDocumentBytes) {
        result.tooLarge ??= size;
        return false;
      }
      result.paths.push(path);
      return true;
    },
    map: (header) => ({ ...header, name: pathInPackage(header.name) }),
  });
  const finished = pipeline(gunzip, unpack).catch((error: unknown) => {
    result.failure = error;
  });
  return gunzipSink(gunzip, finished, () => result);
}

/** Without the tarball's one folder, whatever its name (as npm has it). */
function pathInPackage(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}

/** Whether a name in a tarball stays below the folder that it is unpacked into. */
function isPlainPath(path: string): boolean {
  return (
    !/[\\:\0]/.test(path) &&
    path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..")
  );
}
