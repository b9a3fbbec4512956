import {
  AgentFlowError,
  discoverPatterns,
  type Discovery,
  errorCodes,
  findPackageManager,
  findProject,
  type PackageManager,
  stringLiteral,
} from "@agentflow/core";
import type { CommandIo } from "../command-io.js";

/** A project that packages can be installed in, and what is installed there. */
export interface ProjectForPackages {
  readonly directory: string;
  readonly discovery: Discovery;
  readonly manager: PackageManager;
}

/**
 * The project that patterns are added to.
 * @throws AF_CONFIG_INVALID when there is none, when Yarn keeps its packages in archives, where they would not be found,
 * and when its package manager is not clear
 */
export async function projectForPackages({
  workingDirectory,
}: CommandIo): Promise<ProjectForPackages> {
  const directory = await findProject(workingDirectory);
  if (directory === undefined) {
    throw new AgentFlowError(
      errorCodes.configInvalid,
      `Neither ${stringLiteral(workingDirectory)} nor a folder above it has a package.json.`,
      { help: 'Run "npm init" in the folder of the project first.' },
    );
  }
  const discovery = await discoverPatterns(directory);
  const manager = await findPackageManager(directory);
  const archives = discovery.problems.find(({ location }) => location?.source.endsWith(".pnp.cjs"));
  if (archives && manager.name === "yarn") {
    const { code, message, help, location } = archives;
    throw new AgentFlowError(code, message, { help, ...(location && { location }) });
  }
  return { directory, discovery, manager };
}
