import { type DiscoveredPattern, discoverPatterns } from "@agentflow/core";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { diagnosticText } from "../diagnostic-text.js";
import { exitCodes } from "../exit-code.js";
import { projectDirectory } from "../project.js";
import { textTable } from "../text-table.js";

/** `agentflow pattern list`: reads manifests and imports nothing. A pattern that cannot be used does not fail it. */
export async function patternList({ io, style }: CommandContext): Promise<CommandOutcome> {
  const { patterns, problems } = await discoverPatterns(await projectDirectory(io));
  const rows = patterns.map(rowOf);
  const table = textTable(
    ["id", "package", "version", "type", "services", "contract"],
    rows.map((row) => [
      row.id,
      row.package,
      row.version,
      row.type,
      row.services.join(", ") || "any",
      row.contract,
    ]),
    style,
  );
  const none =
    'No pattern is installed. Install one, such as "npm install --save-dev @agentflow/pattern-api".';
  const parts = [
    patterns.length === 0 ? none : table,
    ...problems.map((problem) => diagnosticText(problem, style)),
  ];
  return {
    exitCode: exitCodes.done,
    document: { patterns: rows, diagnostics: problems },
    text: parts.join("\n\n"),
  };
}

function rowOf({ packageName, version, manifest }: DiscoveredPattern) {
  const { id, type, title, services, contract } = manifest;
  return { id, package: packageName, version, type, title, services, contract };
}
