import { AgentFlowError, type DiscoveredPattern, errorCodes, stringLiteral } from "@agentflow/core";

/**
 * Stops a pattern from being installed under a name that another one has.
 * @throws AF_USAGE_INVALID
 */
export function checkAlias(
  name: string,
  installedAs: string,
  installed: readonly DiscoveredPattern[],
): void {
  const other = installed.find(
    (pattern) => pattern.installedAs === installedAs && pattern.packageName !== name,
  );
  if (!other) return;
  throw new AgentFlowError(
    errorCodes.usageInvalid,
    `${stringLiteral(installedAs)} is the name under which ${other.packageName} is installed.`,
    { help: "Give another name with --as, or remove that one first." },
  );
}
