import { type FoundPattern, searchPatterns } from "@agentflow/core";
import { catalogOptions } from "../catalog-options.js";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { diagnosticText } from "../diagnostic-text.js";
import { exitCodes } from "../exit-code.js";
import { projectDirectory } from "../project.js";
import { textTable } from "../text-table.js";

/** `agentflow pattern search`: what the registry knows by a text. Nothing is installed. */
export async function patternSearch(
  text: string,
  { io, style }: CommandContext,
): Promise<CommandOutcome> {
  const options = catalogOptions(io, await projectDirectory(io));
  const { found, problems } = await searchPatterns(text, options);
  const none = "No pattern was found.";
  return {
    exitCode: exitCodes.done,
    document: { patterns: found, diagnostics: problems },
    text: [
      found.length === 0 ? none : table(found, style),
      ...problems.map((problem) => diagnosticText(problem, style)),
    ].join("\n\n"),
  };
}

function table(found: readonly FoundPattern[], style: CommandContext["style"]): string {
  const rows = found.map(({ name, version, publisher = "", description = "" }) => [
    name,
    version,
    publisher,
    description,
  ]);
  return textTable(["package", "version", "published by", "description"], rows, style);
}
