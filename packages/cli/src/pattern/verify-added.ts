import { isDeepStrictEqual } from "node:util";
import {
  AgentFlowError,
  type DiscoveredPattern,
  discoverPatterns,
  errorCodes,
  type PublishedVersion,
} from "@agentflow/core";

/**
 * Looks whether what a package manager says it installed is there, and is what was checked: it may ask another registry
 * than npm's configuration names.
 * @throws AF_INSTALLATION_FAILED when it is not
 */
export async function verifyAdded(
  directory: string,
  installedAs: string,
  name: string,
  version: PublishedVersion,
): Promise<void> {
  const { patterns, problems } = await discoverPatterns(directory);
  const found = patterns.find((pattern) => pattern.installedAs === installedAs);
  const instead = found ? difference(found, name, version) : "did not find it afterwards";
  if (instead === undefined) return;
  throw new AgentFlowError(
    errorCodes.installationFailed,
    `The package manager installed ${name} ${version.version} as ${installedAs}, but the command ${instead}.`,
    {
      help: 'Look at "agentflow pattern list"; remove it again when it is not what you asked for.',
      diagnostics: problems,
    },
  );
}

function difference(
  { packageName, version, manifest }: DiscoveredPattern,
  name: string,
  wanted: PublishedVersion,
): string | undefined {
  if (packageName !== name || version !== wanted.version) {
    return `found ${packageName} ${version} instead`;
  }
  return isDeepStrictEqual(manifest, wanted.manifest)
    ? undefined
    : "found it with another manifest than the registry publishes";
}
