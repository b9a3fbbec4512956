import { mkdtempSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** What a process of Node is started with. */
export type Arguments = readonly string[];

/** The command of ours. `--force`, so that it may write over what it wrote. */
export function create(document: string, out: string): Arguments {
  return [
    join(import.meta.dirname, "../../../packages/cli/bin/agentflow.mjs"),
    ..."integrate create --name GitHub --type api --force --no-verify --quiet".split(" "),
    "--document",
    document,
    "--out",
    out,
  ];
}

/** The least that a generator does: read and parse the document, and write as many bytes as `create`. */
export function floor(document: string, bytes: number): Arguments {
  const program = `const { readFileSync, writeFileSync } = require("node:fs");
JSON.parse(readFileSync(${JSON.stringify(document)}, "utf8"));
writeFileSync("floor.txt", Buffer.alloc(${bytes}, 97));`;
  return ["-e", program];
}

/** The other generators, by name; they are installed below `folder`. */
export function peers(document: string, folder: string): ReadonlyMap<string, Arguments> {
  const openapiTypescript = install(folder, ["openapi-typescript@7.13.0"]);
  // It needs a TypeScript that still has the old API.
  const heyApi = install(folder, ["@hey-api/openapi-ts@0.99.0", "typescript@6.0.3"]);
  return new Map([
    [
      "openapi-typescript (types only)",
      [join(openapiTypescript, "openapi-typescript/bin/cli.js"), document, "-o", "types.ts"],
    ],
    [
      "@hey-api/openapi-ts",
      [join(heyApi, "@hey-api/openapi-ts/bin/run.js"), "-i", document, "-o", "hey-api", "-s"],
    ],
  ]);
}

/** Installs packages into a folder of their own, so that each tool gets the TypeScript it asks for. */
function install(folder: string, packages: readonly string[]): string {
  const target = mkdtempSync(join(folder, "peer-"));
  writeFileSync(join(target, "package.json"), "{}");
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...packages], {
    cwd: target,
    stdio: "ignore",
  });
  return join(target, "node_modules");
}
