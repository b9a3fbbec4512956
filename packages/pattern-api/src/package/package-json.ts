import type { Json } from "@agentflow/core";
import { serviceNames } from "../client/service-names.js";
import type { ApiModel } from "../model/api-model.js";
import { coreVersion } from "./core-version.js";
import { nodeVersions, toolVersions, zodVersion } from "./tool-versions.js";

/** The manifest of the generated package. Private: it belongs to the project it is in. */
export function packageJson(model: ApiModel): Json {
  return {
    name: serviceNames(model.name).packageName,
    version: "0.0.0",
    private: true,
    // TypeScript takes a manifest with half a surrogate pair for none, and the package for CommonJS.
    description:
      `Typed adapter for ${model.name}, made from ${model.title} ${model.version}.`.toWellFormed(),
    files: ["dist"],
    type: "module",
    // Free of side effects at import: a bundler keeps the operations that are used.
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
    dependencies: {
      "@agentflow/core": `^${coreVersion}`,
      ...(model.validate === "zod" && { zod: zodVersion }),
    },
    devDependencies: toolVersions,
    engines: { node: nodeVersions },
  };
}

function target(module: string): Json {
  return { types: `./dist/${module}.d.ts`, default: `./dist/${module}.js` };
}
