import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The path of a module in the package; undefined for one of another package. */
export function ownPath(url: string, directory: string): string | undefined {
  if (!url.startsWith("file:")) return undefined;
  const path = relative(directory, fileURLToPath(url)).replaceAll(sep, "/");
  return path.startsWith("..") || path.includes("node_modules/") ? undefined : path;
}
