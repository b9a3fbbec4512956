import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inject } from "vitest";

/** One way to install a project. */
export interface Installation {
  readonly title: string;
  /** Files that make it so, beside the project's own. */
  readonly files: (registry: string) => Readonly<Record<string, unknown>>;
  /** Folder of the package that uses AgentFlow. Default: the project itself. */
  readonly folder?: string;
  /** Program and first words of the package manager's command line. */
  readonly command: readonly [program: string, ...words: string[]];
  /** Words that add packages, before their names. */
  readonly add: readonly string[];
  /** Words that run a program of an installed package, before its command line. */
  readonly execute: readonly string[];
  readonly variables?: NodeJS.ProcessEnv;
}

// The programs are dependencies of @agentflow/services.
const servicesRequire = createRequire(
  createRequire(import.meta.url).resolve("@agentflow/services"),
);
const file = (name: string, path: string): string =>
  join(dirname(servicesRequire.resolve(`${name}/package.json`)), path);
const pnpm = [process.execPath, file("pnpm", "bin/pnpm.mjs")] as const;
const yarn = [process.execPath, file("@yarnpkg/cli-dist", "bin/yarn.js")] as const;

/** Members of a workspace whose root has no dependencies. */
const member = { folder: "packages/product" };
const memberFiles = {
  "packages/product/package.json": { name: "product", private: true, type: "module" },
};
