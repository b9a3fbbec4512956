import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { Environment } from "./environment.js";

/**
 * The cache folder of the user: `AGENTFLOW_CACHE`, else what the platform provides for caches
 * (https://specifications.freedesktop.org/basedir-spec/latest/ on Linux).
 */
export function defaultCacheDirectory(
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
): string {
  const own = environment["AGENTFLOW_CACHE"];
  if (own) return own;
  const home = environment["HOME"] ?? environment["USERPROFILE"] ?? homedir();
  if (platform === "win32") {
    return join(
      environment["LOCALAPPDATA"] ?? join(home, "AppData", "Local"),
      "agentflow",
      "Cache",
    );
  }
  if (platform === "darwin") return join(home, "Library", "Caches", "agentflow");
  const given = environment["XDG_CACHE_HOME"];
  // The specification has relative paths ignored.
  return join(given && isAbsolute(given) ? given : join(home, ".cache"), "agentflow");
}
