import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Builder, BuilderOptions, BuildOptions } from "../../src/builder/builder.js";
import { createBuilder } from "../../src/builder/create-builder.js";
import type { AnyPattern } from "../../src/contract/pattern.js";
import type { Requirements } from "../../src/contract/requirements.js";
import { createProject, patternOf, soundFiles } from "./project-fixture.js";

/** Builds without verifying: for tests of what is written. */
export const unverified = { verify: false } as const;

/** A project with one pattern, its builder, and where its package goes. */
export interface Scene {
  readonly options: BuilderOptions;
  readonly builder: Builder;
  readonly out: string;
  readonly build: (
    options?: Partial<BuildOptions>,
    requirements?: Partial<Requirements>,
  ) => ReturnType<Builder["build"]>;
}

/** A scene whose pattern is the given one. */
export function scene(
  pattern: AnyPattern = patternOf(soundFiles),
  change: Partial<BuilderOptions> = {},
): Scene {
  const options = { ...createProject(pattern), ...change };
  const builder = createBuilder(options);
  const out = join(options.projectDirectory, "integrations/status");
  return {
    options,
    builder,
    out,
    build: (buildOptions = {}, requirements = {}) =>
      builder.build({ name: "Status", ...requirements }, { outDirectory: out, ...buildOptions }),
  };
}

/** Names beside the package. */
export function siblings(out: string): readonly string[] {
  return existsSync(join(out, "..")) ? readdirSync(join(out, "..")) : [];
}
