import type { CommandContext } from "../command-context.js";
import { projectDirectory } from "../project.js";
import type { CommandLineOptions } from "./create-options.js";
import { type CreatePlan, createPlan } from "./create-plan.js";
import { type Config, readConfig } from "./read-config.js";

/** A plan, and what it was made from. */
export interface PreparedCreate {
  readonly plan: CreatePlan;
  /** Absolute path. */
  readonly project: string;
  readonly config: Config | undefined;
}

/**
 * Reads the configuration file, when one is named, and plans what to build. The context learns how to print.
 * @throws AF_CONFIG_INVALID, and AF_USAGE_INVALID when no service is named
 */
export async function prepareCreate(
  commandLine: CommandLineOptions,
  context: CommandContext,
): Promise<PreparedCreate> {
  const { io } = context;
  const config =
    commandLine.config === undefined ? undefined : await readConfig(commandLine.config, io);
  // Before anything else can fail, because failures are told in the same form.
  context.json ||= config?.options.json === true;
  context.verbose = commandLine.verbose ?? config?.options.verbose ?? false;
  const project = await projectDirectory(io);
  return { plan: createPlan(commandLine, config, project, io), project, config };
}
