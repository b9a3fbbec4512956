import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockedPackage
 */

/**
 * True when `node_modules` holds what package-lock.json says, by comparing it with the hidden lockfile that npm
 * keeps inside `node_modules`. Optional packages may be absent: they are for other platforms.
 * @param {string} root folder of package-lock.json
 * @throws when package-lock.json cannot be read
 */
export function isInstalled(root) {
  const wanted = lockedPackages(join(root, "package-lock.json"));
  let present;
  try {
    present = lockedPackages(join(root, "node_modules/.package-lock.json"));
  } catch {
    // Never installed, or interrupted while installing: npm writes the hidden lockfile last.
    return false;
  }
  return Object.entries(wanted).every(([path, locked]) => {
    if (path === "") return true;
    const installed = present[path];
    if (!installed) return locked.optional === true;
    return installed.version === locked.version && installed.integrity === locked.integrity;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function lockedPackages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
