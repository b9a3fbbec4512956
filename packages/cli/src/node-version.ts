/** The first version with all that the command and its tools use; `engines` in package.json says the same. */
const required = [22, 19] as const;

/** `22.19` */
export const requiredNode = required.join(".");

/** @param version as `process.version` gives it */
export function isSupportedNode(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major > required[0] || (major === required[0] && minor >= required[1]);
}
