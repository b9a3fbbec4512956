import type { AnyPattern } from "../contract/pattern.js";
import { loadPattern } from "../registry/load-pattern.js";
import type { BuilderSetup } from "./builder-setup.js";
import type { ChosenPattern } from "./choose-pattern.js";
import { coreDirectory } from "./core-directory.js";
import { measureReuse } from "./measure-reuse.js";
import { withNamedFailures } from "./write-failure.js";

/** The pattern that builds, imported. */
export interface LoadedPattern extends ChosenPattern {
  readonly pattern: AnyPattern;
  /** 0 to 1. */
  readonly reuse: number;
}

/**
 * Imports a chosen pattern: apart from choosing it, because a build that was done before needs nothing of it.
 * @throws what loading throws
 */
export async function loadChosen(
  { clock, ...setup }: BuilderSetup,
  chosen: ChosenPattern,
): Promise<LoadedPattern> {
  const { discovered, measured } = chosen;
  const pattern = await loadPattern(discovered, { clock });
  const own = [discovered.directory];
  const general = measured.bases.map(({ directory }) => directory);
  // A pattern that names no service serves all of its type: what it brings is shared.
  const isGeneral = discovered.manifest.services.length === 0;
  const reuse = await measureReuse(withNamedFailures(setup.fileSystem), {
    core: await coreDirectory(setup),
    general: isGeneral ? [...own, ...general] : general,
    specific: isGeneral ? [] : own,
  });
  return { ...chosen, pattern, reuse };
}
