import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { systemErrorCode } from "../errors/system-error.js";
import type { PackageManager } from "../installation/package-manager.js";

/** What package managers write beside a package.json. */
const written = [
  "package.json",
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "pnpm-workspace.yaml",
  "yarn.lock",
  "bun.lock",
  "bun.lockb",
];

/** Files as they are now, to be put back as they were. */
export interface SavedFiles {
  restore(): Promise<void>;
}

/** Keeps the bytes of files in memory; one that is not there is removed again by `restore`. */
export async function saveFiles(paths: readonly string[]): Promise<SavedFiles> {
  const saved: (readonly [path: string, bytes: Uint8Array | undefined])[] = [];
  for (const path of paths) saved.push([path, await bytesOf(path)]);
  return {
    async restore() {
      for (const [path, bytes] of saved) {
        const now = await bytesOf(path);
        if (bytes === undefined) await rm(path, { force: true });
        else if (now === undefined || !Buffer.from(bytes).equals(now)) {
          await mkdir(dirname(path), { recursive: true });
          await writeFile(path, bytes);
        }
      }
    },
  };
}

/** The files of a project and of its workspace that a package manager may write. */
export function installationFiles(
  projectDirectory: string,
  { evidence }: PackageManager,
): readonly string[] {
  const folders = new Set([
    projectDirectory,
    ...(evidence === undefined ? [] : [dirname(evidence)]),
  ]);
  return [...folders].flatMap((folder) => written.map((name) => join(folder, name)));
}

async function bytesOf(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(systemErrorCode(error) ?? "")) return undefined;
    throw error;
  }
}
