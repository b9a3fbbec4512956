import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { Environment } from "../documents/environment.js";

/**
 * The folder of the user's own settings: `AGENTFLOW_CONFIG`, else what the platform provides
 * (https://specifications.freedesktop.org/basedir-spec/latest/ on Linux).
 */
export function defaultConfigDirectory(
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
): string {
  const own = environment["AGENTFLOW_CONFIG"];
  if (own) return own;
  const home = environment["HOME"] ?? environment["USERPROFILE"] ?? homedir();
  if (platform === "win32") {
    return join(environment["APPDATA"] ?? join(home, "AppData", "Roaming"), "agentflow");
  }
  if (platform === "darwin") return join(home, "Library", "Application Support", "agentflow");
  const given = environment["XDG_CONFIG_HOME"];
  // The specification has relative paths ignored.
  return join(given && isAbsolute(given) ? given : join(home, ".config"), "agentflow");
}
