import {
  AgentFlowError,
  type DiscoveredPattern,
  errorCodes,
  findSimilarName,
  stringLiteral,
} from "@agentflow/core";

/**
 * Stops a name that could be taken for another one.
 * @throws AF_PACKAGE_LOOKALIKE
 */
export function checkName(name: string, installed: readonly DiscoveredPattern[]): void {
  const known = installed.flatMap(({ packageName, installedAs }) => [packageName, installedAs]);
  const similar = findSimilarName(name, known);
  if (similar === undefined) return;
  throw new AgentFlowError(
    errorCodes.packageLookalike,
    `${stringLiteral(name)} could be taken for ${similar}, which is another package.`,
    {
      help: `Did you mean ${similar}? When ${name} is right, look at it with "agentflow pattern info ${name}" and give --accept-name.`,
    },
  );
}
