import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { type Manifest, manifestSchema } from "../contract/manifest.js";
import { discoverPatterns } from "../registry/discover-patterns.js";
import { errors, type PackageRule } from "./rule.js";
import type { TestedPattern } from "./tested-pattern.js";

const manifestRule: PackageRule = {
  scope: "package",
  title: "the manifest is valid, and has the pattern's id",
  help: 'Correct "agentflow" in package.json; docs/guide/pattern-development.md explains its fields.',
  async find({ pattern, directory }) {
    const { patterns, problems } = await discoverPatterns(directory);
    const own = patterns.find((found) => found.directory === directory);
    const id = own && own.manifest.id !== pattern.id;
    return errors([
      ...(own ? [] : problems.map(({ message }) => message)),
      ...(own || problems.length > 0 ? [] : ['package.json has no "agentflow" manifest']),
      ...(id ? [`the manifest's id is "${own.manifest.id}", the pattern's "${pattern.id}"`] : []),
    ]);
  },
};

export const schemaRule: PackageRule = {
  scope: "package",
  title: "the input schema beside the manifest is the one of the pattern",
  help: "Write the schema anew: `vitest run --update` in the package.",
  find(tested) {
    const file = manifestOf(tested)?.input;
    if (file === undefined) return [];
    try {
      const written: unknown = JSON.parse(readFileSync(join(tested.directory, file), "utf8"));
      return isDeepStrictEqual(written, inputSchemaOf(tested))
        ? []
        : errors([`${file} is not the JSON Schema of the pattern's input`]);
    } catch (error) {
      return errors([`${file} cannot be read: ${String(error)}`]);
    }
  },
};

/** What `input` of the manifest has to hold. */
export function inputSchemaOf({ pattern }: TestedPattern): object {
  return z.toJSONSchema(pattern.input, { io: "input" });
}

const packagesRule: PackageRule = {
  scope: "package",
  title: "what its packages import are dependencies of the pattern's own, or optional peers",
  help: 'Add it to "dependencies" of package.json, or to "peerDependencies" with "optional" in "peerDependenciesMeta".',
  find(tested) {
    const { dependencies, peerDependenciesMeta } = dependenciesOf.parse(tested.packageJson);
    const peers = Object.entries(peerDependenciesMeta).filter(([, { optional }]) => optional);
    const known = new Set([...Object.keys(dependencies), ...peers.map(([name]) => name)]);
    return errors(
      (manifestOf(tested)?.packages ?? [])
        .filter((name) => !known.has(name))
        .map((name) => `${name} is no dependency of the pattern's package`),
    );
  },
};

/** Whether the manifest holds, and agrees with the pattern. */
export const manifestRules: readonly PackageRule[] = [manifestRule, schemaRule, packagesRule];

/** The manifest; undefined when it is invalid, which a rule of its own tells. */
export function manifestOf({
  packageJson,
}: Pick<TestedPattern, "packageJson">): Manifest | undefined {
  return z.object({ agentflow: manifestSchema }).safeParse(packageJson).data?.agentflow;
}

const dependencies = z.record(z.string(), z.string()).default({});

/** What a package.json says of other packages. */
export const dependenciesOf = z.looseObject({
  dependencies,
  peerDependencies: dependencies,
  optionalDependencies: dependencies,
  peerDependenciesMeta: z
    .record(z.string(), z.object({ optional: z.boolean().default(false) }))
    .default({}),
});
