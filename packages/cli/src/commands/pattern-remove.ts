import { relative } from "node:path";
import {
  changePackages,
  commandText,
  discoverPatterns,
  findPackageManager,
  removeCommand,
} from "@agentflow/core";
import { builderOf } from "../builder.js";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { exitCodes } from "../exit-code.js";
import { installedName } from "../pattern/installed-name.js";
import { integrationsOf, inUse } from "../pattern/integrations-of.js";
import { note } from "../progress/note.js";
import { projectDirectory } from "../project.js";
import { terminalLine } from "../terminal-text.js";

/** `agentflow pattern remove`: by the project's own package manager, unless integrations were made by the pattern. */
export async function patternRemove(
  wanted: string,
  given: Readonly<Record<string, unknown>>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const { io } = context;
  const directory = await projectDirectory(io);
  const discovery = await discoverPatterns(directory);
  const installedAs = installedName(wanted, discovery);
  const integrations = await builderOf(io, directory).list();
  const users = integrationsOf(installedAs, discovery.patterns, integrations);
  if (users.length > 0 && given["force"] !== true) throw inUse(installedAs, users, directory);
  const manager = await findPackageManager(directory);
  const command = removeCommand(manager, [installedAs]);
  if (given["dry-run"] !== true) {
    note(context, given, `Removing ${installedAs} with ${manager.name}`);
    const { environment, signal } = io;
    await changePackages(command, { directory, environment, signal });
  }
  const done = given["dry-run"] === true ? "Would remove" : "Removed";
  return {
    exitCode: exitCodes.done,
    document: {
      installedAs,
      packageManager: manager.name,
      command: [command.program, ...command.args],
      removed: given["dry-run"] !== true,
      integrations: users.map(({ directory: folder }) => relative(directory, folder)),
    },
    text: `${done} ${terminalLine(installedAs)} with ${manager.name}: ${terminalLine(commandText(command))}`,
  };
}
