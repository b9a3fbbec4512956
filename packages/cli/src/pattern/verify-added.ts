import { AgentFlowError, discoverPatterns, errorCodes } from "@agentflow/core";

/**
 * Looks whether what a package manager says it installed is there, and is what was asked for.
 * @throws AF_INSTALLATION_FAILED when it is not
 */
export async function verifyAdded(
  directory: string,
  installedAs: string,
  name: string,
  version: string,
): Promise<void> {
  const { patterns, problems } = await discoverPatterns(directory);
  const found = patterns.find((pattern) => pattern.installedAs === installedAs);
  if (found?.packageName === name && found.version === version) return;
  const instead = found
    ? `found ${found.packageName} ${found.version} instead`
    : "did not find it afterwards";
  throw new AgentFlowError(
    errorCodes.installationFailed,
    `The package manager installed ${name} ${version} as ${installedAs}, but the command ${instead}.`,
    {
      help: 'Look at "agentflow pattern list"; remove it again when it is not what you asked for.',
      diagnostics: problems,
    },
  );
}
