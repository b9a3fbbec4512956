import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { AnyPattern } from "../contract/pattern.js";
import type { Requirements } from "../contract/requirements.js";
import type { DiscoveredPattern } from "../registry/discovered-pattern.js";
import { discoverPatterns } from "../registry/discover-patterns.js";
import { findProject } from "../registry/find-project.js";
import { loadPattern } from "../registry/load-pattern.js";
import { selectPattern } from "../registry/select-pattern.js";
import { type BasePattern, findBasePatterns } from "./base-patterns.js";
import type { BuildJournal } from "./build-journal.js";
import type { BuilderSetup } from "./builder-setup.js";
import { measureReuse } from "./measure-reuse.js";
import { withNamedFailures } from "./write-failure.js";

/** The pattern that builds, and what stands behind it. */
export interface ChosenPattern {
  readonly pattern: AnyPattern;
  readonly discovered: DiscoveredPattern;
  /** The general pattern that it extends directly. */
  readonly base: BasePattern | undefined;
  /** Core, the pattern and those that it extends, as they are installed: what makes the package. */
  readonly directories: readonly string[];
  /** 0 to 1. */
  readonly reuse: number;
}

/**
 * Chooses among the patterns that the project has installed, and loads the chosen one.
 * @throws what selecting and loading throw
 */
export async function choosePattern(
  { projectDirectory, clock, ...setup }: BuilderSetup,
  requirements: Requirements,
  journal: BuildJournal,
): Promise<ChosenPattern> {
  const { patterns, problems } = await discoverPatterns(projectDirectory);
  // What is wrong with other patterns does not keep this build from succeeding.
  for (const problem of problems) journal.report({ ...problem, severity: "warning" });
  const selection = await selectPattern(requirements, patterns);
  const discovered = selection.chosen;
  journal.pattern = {
    package: discovered.packageName,
    version: discovered.version,
    id: discovered.manifest.id,
  };
  journal.onProgress({ type: "selected", selection });
  const pattern = await loadPattern(discovered, { clock });
  const fileSystem = withNamedFailures(setup.fileSystem);
  const bases = await findBasePatterns(fileSystem, discovered);
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
  return { pattern, discovered, base: bases[0], directories: [core, ...own, ...general], reuse };
}

/** The package that this module is part of, also where its modules are bundled into fewer files. */
export async function ownDirectory(): Promise<string> {
  const directory = dirname(fileURLToPath(import.meta.url));
  return (await findProject(directory)) ?? directory;
}
