import { claimedServices, type DiscoveredPattern, discoverPatterns } from "@agentflow/core";
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
    ["id", "package", "version", "type", "services", "contract", "from"],
    rows.map((row) => [
      row.id,
      row.package,
      row.version,
      row.type,
      row.services.join(", ") || "any",
      row.contract,
      row.installedAs === row.package ? row.source : `${row.source}, as ${row.installedAs}`,
    ]),
    style,
  );
  const none = 'No pattern is installed. Add one, such as "agentflow pattern add api".';
  const diagnostics = [...problems, ...claimedServices(patterns)];
  const parts = [
    patterns.length === 0 ? none : table,
    ...diagnostics.map((problem) => diagnosticText(problem, style)),
  ];
  return {
    exitCode: exitCodes.done,
    document: { patterns: rows, diagnostics },
    text: parts.join("\n\n"),
  };
}

function rowOf({ packageName, installedAs, source, version, manifest }: DiscoveredPattern) {
  const { id, type, title, services, contract } = manifest;
  return {
    id,
    package: packageName,
    installedAs,
    version,
    type,
    title,
    services,
    contract,
    source,
  };
}
