import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { AnyPattern } from "../contract/pattern.js";
import type { Requirements } from "../contract/requirements.js";
import type { DiscoveredPattern } from "../registry/discovered-pattern.js";
import { discoverPatterns } from "../registry/discover-patterns.js";
import { findProject } from "../registry/find-project.js";
import { loadPattern } from "../registry/load-pattern.js";
import { selectPattern } from "../registry/select-pattern.js";
import type { BasePattern } from "./base-patterns.js";
import type { BuildJournal } from "./build-journal.js";
import type { BuilderSetup } from "./builder-setup.js";
import { checkPins } from "./check-pins.js";
import { type MeasuredPattern, measurePattern } from "./measured-pattern.js";
import { measureReuse } from "./measure-reuse.js";
import { leftOut, pinnedCandidates } from "./pinned-candidates.js";
import type { Pinning } from "./pinning.js";
import { withNamedFailures } from "./write-failure.js";

/** The pattern that builds, and what stands behind it. */
export interface ChosenPattern {
  readonly pattern: AnyPattern;
  readonly discovered: DiscoveredPattern;
  readonly measured: MeasuredPattern;
  readonly pinning: Pinning;
  /** The general pattern that it extends directly. */
  readonly base: BasePattern | undefined;
  /** Folder of the core that packages run on. */
  readonly core: string;
  /** 0 to 1. */
  readonly reuse: number;
}

/**
 * Chooses among the patterns that the project has installed, and loads the chosen one. None is loaded whose bytes are not
 * those that are pinned.
 * @throws what selecting and loading throw, AF_VERSION_NOT_PINNED and AF_PATTERN_ALTERED
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
  const pattern = await loadPattern(discovered, { clock });
  const { bases } = measured;
  const own = [discovered.directory];
  const general = bases.map(({ directory }) => directory);
  // A pattern that names no service serves all of its type: what it brings is shared.
  const isGeneral = discovered.manifest.services.length === 0;
  const core = setup.coreDirectory ?? (await ownDirectory());
  const reuse = await measureReuse(fileSystem, {
    core,
    general: isGeneral ? [...own, ...general] : general,
    specific: isGeneral ? [] : own,
  });
  return {
    pattern,
    discovered,
    measured,
    pinning,
    base: bases[0],
    core,
    reuse,
  };
}

/** The package that this module is part of, also where its modules are bundled into fewer files. */
export async function ownDirectory(): Promise<string> {
  const directory = dirname(fileURLToPath(import.meta.url));
  return (await findProject(directory)) ?? directory;
}
