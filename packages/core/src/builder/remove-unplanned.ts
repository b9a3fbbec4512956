import type { FileSystem } from "./file-system.js";
import { foldersOf } from "./package-path.js";

/** Removes what verifying has left in a staged package: node_modules, caches, and whatever tests wrote. */
export async function removeUnplanned(
  fileSystem: FileSystem,
  staged: string,
  files: readonly { readonly path: string }[],
): Promise<void> {
  const planned = new Set(files.map(({ path }) => path));
  const folders = foldersOf(planned);
  const visit = async (folder: string): Promise<void> => {
    for (const { name, kind } of await fileSystem.readFolder(`${staged}/${folder}`)) {
      const path = `${folder}${name}`;
      if (kind === "directory" && folders.has(path)) await visit(`${path}/`);
      else if (!planned.has(path)) await fileSystem.remove(`${staged}/${path}`);
    }
  };
  await visit("");
}
