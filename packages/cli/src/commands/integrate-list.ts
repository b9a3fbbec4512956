import { relative } from "node:path";
import { builderOf } from "../builder.js";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { exitCodes } from "../exit-code.js";
import { projectDirectory } from "../project.js";
import { textTable } from "../text-table.js";

/** `agentflow integrate list`: the integrations of the project, and whether they are as generated. */
export async function integrateList({ io, style }: CommandContext): Promise<CommandOutcome> {
  const integrations = await builderOf(io, await projectDirectory(io)).list();
  const none =
    'No integration yet. Make one, such as "agentflow integrate create --name GitHub --type api".';
  const rows = integrations.map(({ name, pattern, directory, state }) => [
    name,
    pattern ? `${pattern.package} ${pattern.version}` : "unknown",
    relative(io.workingDirectory, directory) || ".",
    state,
  ]);
  return {
    exitCode: exitCodes.done,
    document: { integrations },
    text: rows.length === 0 ? none : textTable(["name", "pattern", "folder", "state"], rows, style),
  };
}
