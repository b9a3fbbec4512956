import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder with files in it, gone when the test has finished. Objects are written as JSON. */
export async function temporaryFolder(
  files: Readonly<Record<string, string | object>> = {},
): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "agentflow-cli-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(
      file,
      typeof content === "string" ? content : JSON.stringify(content, undefined, 2),
    );
  }
  return folder;
}

/** Installs a package by a link, as npm does for workspaces. */
export async function linkPackage(project: string, name: string, directory: string): Promise<void> {
  const path = join(project, "node_modules", name);
  await mkdir(dirname(path), { recursive: true });
  await symlink(directory, path, "junction");
}
