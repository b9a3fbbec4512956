import { spawnSync } from "node:child_process";

interface PublishOptions {
  /** Folder of the repository. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether the package is to say where it was built. */
  readonly provenance: boolean;
}

/**
 * Publishes a packed package with the user's npm, which asks for a one-time password itself.
 * @param tarball what `npm pack` made; nothing of it is run
 * @returns false when npm failed, whose own words are printed
 */
export function publishPackage(
  tarball: string,
  version: string,
  { root, environment, provenance }: PublishOptions,
): boolean {
  const commandLine = publishCommandLine(tarball, version, provenance);
  const { status, error } = spawnSync("npm", commandLine, {
    cwd: root,
    env: environment,
    stdio: "inherit",
  });
  if (error) throw error;
  return status === 0;
}

/** What npm is asked to do. */
export function publishCommandLine(
  tarball: string,
  version: string,
  provenance: boolean,
): readonly string[] {
  const options = ["--access", "public", "--tag", distTag(version), "--ignore-scripts"];
  return ["publish", tarball, ...options, ...(provenance ? ["--provenance"] : [])];
}

/** A pre-release is never what others get who name no version: `1.0.0-next.2` goes under `next`. */
function distTag(version: string): string {
  const identifier = /^[^-+]+-(?<name>[a-z]+)/i.exec(version)?.groups?.["name"];
  return identifier ?? (/^[^+]+-/.test(version) ? "next" : "latest");
}
