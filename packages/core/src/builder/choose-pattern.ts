import type { AnyPattern } from "../contract/pattern.js";
import type { Requirements } from "../contract/requirements.js";
import type { DiscoveredPattern } from "../registry/discovered-pattern.js";
import { discoverPatterns } from "../registry/discover-patterns.js";
import { loadPattern } from "../registry/load-pattern.js";
import { selectPattern } from "../registry/select-pattern.js";
import type { BasePattern } from "./base-patterns.js";
import type { BuildJournal } from "./build-journal.js";
import type { BuilderSetup } from "./builder-setup.js";
import { checkPins } from "./check-pins.js";
import { type MeasuredPattern, measurePattern } from "./measured-pattern.js";
import { leftOut, pinnedCandidates } from "./pinned-candidates.js";
import type { Pinning } from "./pinning.js";
import { withNamedFailures } from "./write-failure.js";

/** The pattern that builds, and what stands behind it; nothing of it need have been imported. */
export interface ChosenPattern {
  readonly discovered: DiscoveredPattern;
  readonly measured: MeasuredPattern;
  readonly pinning: Pinning;
  /** The general pattern that it extends directly. */
  readonly base: BasePattern | undefined;
}

/**
 * Chooses among the patterns that the project has installed. None is loaded to be asked, and none chosen, whose bytes are
 * not those that are pinned.
 * @throws what selecting throws, AF_VERSION_NOT_PINNED and AF_PATTERN_ALTERED
 */
export async function choosePattern(
  { projectDirectory, clock, ...setup }: BuilderSetup,
  requirements: Requirements,
  journal: BuildJournal,
  pinning: Pinning,
): Promise<ChosenPattern> {
  const { patterns, problems } = await discoverPatterns(projectDirectory);
  // What is wrong with other patterns does not keep this build from succeeding.
  for (const problem of problems) journal.report({ ...problem, severity: "warning" });
  const fileSystem = withNamedFailures(setup.fileSystem);
  const candidates = pinnedCandidates(patterns, pinning, requirements.pattern);
  const known = new Map<DiscoveredPattern, MeasuredPattern>();
  const check = async (pattern: DiscoveredPattern): Promise<MeasuredPattern> => {
    const measured = known.get(pattern) ?? (await measurePattern(fileSystem, pattern));
    known.set(pattern, measured);
    checkPins(pinning, measured);
    return measured;
  };
  const load = async (pattern: DiscoveredPattern): Promise<AnyPattern> => {
    await check(pattern);
    return loadPattern(pattern, { clock });
  };
  const selection = await selectPattern(requirements, candidates, { load, problems });
  const discovered = selection.chosen;
  journal.pattern = {
    package: discovered.packageName,
    version: discovered.version,
    id: discovered.manifest.id,
  };
  journal.onProgress({
    type: "selected",
    selection: {
      ...selection,
      candidates: [...selection.candidates, ...leftOut(patterns, candidates)],
    },
  });
  const measured = await check(discovered);
  return { discovered, measured, pinning, base: measured.bases[0] };
}
