import { relative } from "node:path";
import {
  AgentFlowError,
  type DiscoveredPattern,
  errorCodes,
  type Integration,
} from "@agentflow/core";

/**
 * The integrations that were made by the pattern that is installed under a name. Of a package that is installed several
 * times, those that were made by that version of it.
 */
export function integrationsOf(
  installedAs: string,
  patterns: readonly DiscoveredPattern[],
  integrations: readonly Integration[],
): readonly Integration[] {
  const installed = patterns.find((pattern) => pattern.installedAs === installedAs);
  const name = installed?.packageName ?? installedAs;
  const isOnly = patterns.filter(({ packageName }) => packageName === name).length < 2;
  return integrations.filter(
    ({ pattern, state }) =>
      state !== "missing" &&
      pattern?.package === name &&
      (isOnly || pattern.version === installed?.version),
  );
}

/** AF_PATTERN_IN_USE. */
export function inUse(
  installedAs: string,
  integrations: readonly Integration[],
  directory: string,
): AgentFlowError {
  const folders = integrations.map((integration) => relative(directory, integration.directory));
  return new AgentFlowError(
    errorCodes.patternInUse,
    `${installedAs} made ${folders.join(", ")}, which could not be made again without it.`,
    { help: "Remove the integrations first, or give --force: they work without their pattern." },
  );
}
