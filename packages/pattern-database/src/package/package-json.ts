import { compareText, type Json } from "@agentflow/core";
import type { NamedDatabase } from "../names/named-database.js";
import { nodeVersions, runtimeVersions, toolVersions } from "./package-versions.js";

/** What a manifest is made of, whatever the kind of database. */
export interface PackagedDatabase {
  readonly model: Pick<NamedDatabase["model"], "name">;
  readonly names: Pick<NamedDatabase["names"], "packageName">;
  readonly dialect: Pick<NamedDatabase["dialect"], "packages">;
}

/** The manifest of the generated package. Private: it belongs to the project it is in. */
export function packageJson({ model, names, dialect: { packages } }: PackagedDatabase): Json {
  return {
    name: names.packageName,
    version: "0.0.0",
    private: true,
    description: `Typed data layer for ${model.name}, made from its catalogue.`,
    files: ["dist", "migrations"],
    type: "module",
    // Free of side effects at import: a bundler keeps the tables that are used.
    sideEffects: false,
    exports: {
      ".": target("index"),
      "./*": target("*"),
      "./package.json": "./package.json",
    },
    scripts: {
      build: "tsc -p tsconfig.build.json",
      test: "vitest run",
      typecheck: "tsc -p tsconfig.json",
    },
    dependencies: sorted({ ...runtimeVersions, ...packages.dependencies }),
    devDependencies: sorted({ ...toolVersions, ...packages.devDependencies }),
    engines: { node: nodeVersions },
  };
}

/** By name, as npm writes them. */
function sorted(versions: Readonly<Record<string, string>>): Json {
  const entries = Object.entries(versions);
  return Object.fromEntries(entries.toSorted(([left], [right]) => compareText(left, right)));
}

function target(module: string): Json {
  return { types: `./dist/${module}.d.ts`, default: `./dist/${module}.js` };
}
