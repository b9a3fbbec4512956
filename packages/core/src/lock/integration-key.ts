import { isAbsolute, relative } from "node:path";

/**
 * The key of an integration in the lock file: its folder relative to the project, with forward slashes; undefined when
 * it does not lie in the project, which the lock file does not speak of.
 */
export function integrationKey(projectDirectory: string, directory: string): string | undefined {
  const path = relative(projectDirectory, directory).replaceAll("\\", "/");
  return isAbsolute(path) || keyProblem(path) !== undefined ? undefined : path;
}

/** Why a text is no folder inside the project; undefined when it is one. */
export function keyProblem(key: string): string | undefined {
  if (key.length > 1_000) return "is longer than 1,000 characters";
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\\]/u.test(key)) return "contains a character of no path";
  if (/^[a-z]:/i.test(key)) return "begins with a drive";
  const segments = key.split("/");
  if (segments.includes("")) return "is absolute or has an empty segment";
  if (segments.some((segment) => segment === "." || segment === ".."))
    return "leaves the project or its folder";
  return undefined;
}
