import { writeFileSync } from "node:fs";
import {
  access,
  constants,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  symlink,
  writeFile,
} from "node:fs/promises";
import { systemErrorCode } from "../errors/system-error.js";

/** What a path is, without following a link. */
export interface FileStatus {
  readonly kind: "file" | "directory" | "other";
  /** Milliseconds since the Unix epoch. */
  readonly modified: number;
}

/** One entry of a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: FileStatus["kind"];
}

/**
 * When a written file counts as written: `flushed` once the disk has it, so that it outlives a loss of power; `buffered`
 * once the operating system has it, so that it outlives the process.
 */
export type Durability = "flushed" | "buffered";

/** The part of the file system that the builder writes with. A parameter, so that tests can make any call fail. */
export interface FileSystem {
  /** Makes the folder and its parents; gives the first one it made, if any. */
  readonly makeFolders: (path: string) => Promise<string | undefined>;
  /** Writes a file that must not exist yet. */
  readonly createFile: (
    path: string,
    data: string | Uint8Array,
    durability: Durability,
  ) => Promise<void>;
  readonly appendFile: (path: string, text: string) => Promise<void>;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly readFolder: (path: string) => Promise<readonly FolderEntry[]>;
  /** `undefined` when nothing is there. */
  readonly status: (path: string) => Promise<FileStatus | undefined>;
  /** The path with every link resolved. */
  readonly realPath: (path: string) => Promise<string>;
  readonly checkWritable: (path: string) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly linkFolder: (target: string, path: string) => Promise<void>;
  /** Removes a file, or a folder with all that is in it; fine when nothing is there. */
  readonly remove: (path: string) => Promise<void>;
  /** Removes a folder that is empty. */
  readonly removeEmptyFolder: (path: string) => Promise<void>;
}

/** The machine's own file system. */
export const systemFileSystem: FileSystem = {
  makeFolders: (path) => mkdir(path, { recursive: true }),
  createFile: async (path, data, durability) => {
    if (durability === "flushed") return writeFile(path, data, { flag: "wx", flush: true });
    // A third of the time that handing each of three system calls to another thread takes.
    writeFileSync(path, data, { flag: "wx" });
    return undefined;
  },
  appendFile: (path, text) => writeFile(path, text, { flag: "a", flush: true }),
  readFile: (path) => readFile(path),
  readFolder: async (path) =>
    (await readdir(path, { withFileTypes: true })).map((entry) => ({
      name: entry.name,
      kind: kindOf(entry),
    })),
  status: async (path) => {
    const found = await lstat(path).catch((error: unknown) => {
      if (["ENOENT", "ENOTDIR"].includes(systemErrorCode(error) ?? "")) return undefined;
      throw error;
    });
    return found && { kind: kindOf(found), modified: found.mtimeMs };
  },
  realPath: (path) => realpath(path),
  checkWritable: (path) => access(path, constants.W_OK),
  rename: (from, to) => rename(from, to),
  linkFolder: (target, path) => symlink(target, path, "junction"),
  remove: (path) => rm(path, { recursive: true, force: true }),
  removeEmptyFolder: (path) => rmdir(path),
};

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): FileStatus["kind"] {
  if (entry.isFile()) return "file";
  return entry.isDirectory() ? "directory" : "other";
}
