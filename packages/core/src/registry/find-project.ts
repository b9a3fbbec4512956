import { access } from "node:fs/promises";
import { join } from "node:path";
import { ancestors } from "./package-json.js";

/** The nearest folder, from `directory` upward, that has a package.json; undefined when none has. */
export async function findProject(directory: string): Promise<string | undefined> {
  for (const folder of ancestors(directory)) {
    if (await exists(join(folder, "package.json"))) return folder;
  }
  return undefined;
}

/** Whether anything is at the path. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
