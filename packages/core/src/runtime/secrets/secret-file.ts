// For runtimes with a file system only; loaded when a source of files is used.
import { constants } from "node:fs";
import { open, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { parseEnv } from "node:util";
import { systemErrorCode } from "../../errors/system-error.js";

/** Bytes; Kubernetes allows no larger secret. */
const maxBytes = 1_048_576;

/** The variables of a `.env` file. */
export const parseVariables: (text: string) => Readonly<Record<string, string | undefined>> =
  parseEnv;

/**
 * The text of a file; undefined when there is none.
 * @throws when it is no regular file, too large, not UTF-8, or cannot be read
 */
export async function readSecretFile(path: string): Promise<string | undefined> {
  // Without waiting for somebody to write, should it be a pipe.
  const file = await unlessAbsent(open(path, constants.O_RDONLY | constants.O_NONBLOCK));
  if (file === undefined) return undefined;
  try {
    if (!(await file.stat()).isFile()) throw new Error("it is not a file");
    const buffer = Buffer.alloc(maxBytes + 1);
    let size = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, size, buffer.byteLength - size);
      if (bytesRead === 0) break;
      size += bytesRead;
    }
    if (size > maxBytes) throw new RangeError(`the file has more than ${maxBytes} bytes`);
    return new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(0, size));
  } finally {
    await file.close();
  }
}

/** What changes whenever the file does; undefined when there is none. */
export async function versionOf(path: string): Promise<string | undefined> {
  const stats = await unlessAbsent(stat(path, { bigint: true }));
  return stats && [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(" ");
}

/**
 * Where a file of a folder is when links are followed; undefined when there is none.
 * @throws when that is outside of the folder
 */
export async function realFile(directory: string, name: string): Promise<string | undefined> {
  const [folder, file] = await Promise.all([
    unlessAbsent(realpath(directory)),
    unlessAbsent(realpath(join(directory, name))),
  ]);
  if (folder === undefined || file === undefined) return undefined;
  const inside = folder.endsWith(sep) ? folder : folder + sep;
  if (!file.startsWith(inside)) throw new Error("it is a link that leads out of the folder");
  return file;
}

async function unlessAbsent<Value>(value: Promise<Value>): Promise<Value | undefined> {
  try {
    return await value;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
