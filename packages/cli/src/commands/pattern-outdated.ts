import { type OutdatedPattern, outdatedPatterns } from "@agentflow/core";
import { catalogOptions } from "../catalog-options.js";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { diagnosticText } from "../diagnostic-text.js";
import { exitCodes } from "../exit-code.js";
import { projectDirectory } from "../project.js";
import { textTable } from "../text-table.js";

/** `agentflow pattern outdated`: ends with 3 when something is outdated, and with 1 when the registry did not tell. */
export async function patternOutdated({ io, style }: CommandContext): Promise<CommandOutcome> {
  const patterns = await outdatedPatterns(catalogOptions(io, await projectDirectory(io)));
  const problems = patterns.flatMap(({ problem }) => problem ?? []);
  const isOutdated = patterns.some(({ outdated }) => outdated);
  const rows = patterns.map((pattern) => [
    pattern.installedAs === pattern.package
      ? pattern.package
      : `${pattern.package} as ${pattern.installedAs}`,
    pattern.linked ? `${pattern.installed ?? ""} (linked)` : (pattern.installed ?? "missing"),
    pinnedText(pattern),
    pattern.wanted ?? "-",
    pattern.latest ?? "-",
    pattern.outdated ? "yes" : "no",
  ]);
  const header = ["package", "installed", "pinned", "wanted", "latest", "outdated"];
  const parts = [
    rows.length === 0 ? "No pattern is installed." : textTable(header, rows, style),
    ...problems.map((problem) => diagnosticText(problem, style)),
    ...(isOutdated
      ? ['See what changes with "agentflow pattern upgrade <package> --dry-run".']
      : []),
  ];
  return {
    exitCode:
      problems.length > 0 ? exitCodes.failed : isOutdated ? exitCodes.drift : exitCodes.done,
    document: { outdated: isOutdated, patterns },
    text: parts.join("\n\n"),
  };
}

/** `1.2.3 (integrations/github), 1.1.0 (integrations/billing)`. */
function pinnedText({ pinned }: OutdatedPattern): string {
  const versions = Object.entries(pinned).map(([key, version]) => `${version} (${key})`);
  return versions.length === 0 ? "-" : versions.join(", ");
}
