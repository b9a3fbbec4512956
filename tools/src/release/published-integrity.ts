import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Asks the registry of the user's npm for one version.
 * @returns the SHA-512 of its tarball as npm writes it; `undefined` when the registry does not have that version
 * @throws Error with npm's own words when the registry cannot be asked
 */
export async function publishedIntegrity(
  name: string,
  version: string,
  directory: string,
): Promise<string | undefined> {
  // What npm remembers may be older than the last attempt to publish.
  const options = ["--json", "--prefer-online", "--workspaces=false"];
  try {
    const { stdout } = await run(
      "npm",
      ["view", ...options, `${name}@${version}`, "dist.integrity"],
      { cwd: directory },
    );
    // Of a package without that version npm prints nothing.
    return stdout.trim() === "" ? undefined : String(JSON.parse(stdout));
  } catch (error) {
    const { stdout = "" } = error as { stdout?: string }; // of execFile
    if (stdout.includes('"E404"')) return undefined;
    throw error;
  }
}
