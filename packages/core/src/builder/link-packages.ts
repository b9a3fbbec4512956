import { dirname, join } from "node:path";
import type { FileSystem } from "./file-system.js";

/** Gives a folder a node_modules of links, so that its imports resolve where nothing is installed. */
export async function linkPackages(
  fileSystem: FileSystem,
  folder: string,
  packages: Readonly<Record<string, string>>,
): Promise<void> {
  await fileSystem.makeFolders(join(folder, "node_modules"));
  for (const [name, directory] of Object.entries(packages)) {
    const path = join(folder, "node_modules", name);
    await fileSystem.makeFolders(dirname(path));
    await fileSystem.linkFolder(directory, path);
  }
}

/** What is installed in a folder itself, by name: its node_modules, scopes included, hidden entries left out. */
export async function installedPackages(
  fileSystem: FileSystem,
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const root = join(folder, "node_modules");
  if (!(await fileSystem.status(root))) return {};
  const found: [name: string, directory: string][] = [];
  for (const { name } of await fileSystem.readFolder(root)) {
    if (name.startsWith(".")) continue;
    const names = name.startsWith("@")
      ? (await fileSystem.readFolder(join(root, name))).map((entry) => `${name}/${entry.name}`)
      : [name];
    found.push(...names.map((entry) => [entry, join(root, entry)] as [string, string]));
  }
  return Object.fromEntries(found);
}
