import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { type FileSystem, systemFileSystem } from "../../src/builder/file-system.js";

/** Where and how a file system fails. */
export interface Fault {
  /** Number of the call that fails, from 1. */
  readonly call: number;
  readonly error: Error;
  /** Whether every later call fails too, as if the process had died at this one. */
  readonly deadly: boolean;
}

/** The machine's file system, without waiting for the disk: what is tested here is the order of the calls. */
export const unflushedFileSystem: FileSystem = {
  ...systemFileSystem,
  createFile: (path, data) => systemFileSystem.createFile(path, data, "buffered"),
  appendFile: (path, text) => appendFile(path, text),
};

/** The machine's file system, but for one call, which does half of its work before it fails. */
export function faultyFileSystem(fault: Fault): {
  readonly fileSystem: FileSystem;
  calls(): number;
} {
  let calls = 0;
  const guard =
    <Arguments extends readonly string[], Result>(
      method: (...args: Arguments) => Promise<Result>,
      halfway: (...args: Arguments) => void = () => undefined,
    ) =>
    async (...args: Arguments): Promise<Result> => {
      calls += 1;
      if (calls === fault.call) halfway(...args);
      if (calls === fault.call || (fault.deadly && calls > fault.call)) throw fault.error;
      return method(...args);
    };
  const real = unflushedFileSystem;
  const fileSystem: FileSystem = {
    makeFolders: guard(real.makeFolders),
    createFile: (path, data, durability) =>
      guard(
        (to: string) => real.createFile(to, data, durability),
        (to) => tolerantly(() => writeHalf(to)),
      )(path),
    appendFile: guard(real.appendFile),
    readFile: guard(real.readFile),
    readFolder: guard(real.readFolder),
    status: guard(real.status),
    realPath: guard(real.realPath),
    checkWritable: guard(real.checkWritable),
    rename: guard(real.rename),
    linkFolder: guard(real.linkFolder),
    remove: guard(real.remove, (path) => tolerantly(() => removeHalf(path))),
    removeEmptyFolder: guard(real.removeEmptyFolder),
  };
  return { fileSystem, calls: () => calls };
}

/** An operating system's error. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: simulated`), { code });
}

function writeHalf(path: string): void {
  writeFileSync(path, "half of it", { flag: "wx" });
}

function removeHalf(path: string): void {
  const entries = readdirSync(path);
  for (const name of entries.slice(0, Math.ceil(entries.length / 2))) {
    rmSync(join(path, name), { recursive: true });
  }
}

/** A real call that fails halfway may also fail before it has done anything. */
function tolerantly(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}
