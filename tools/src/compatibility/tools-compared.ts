import { join } from "node:path";
import { Peers } from "../../../docs/benchmarks/peers.ts";
import { repositoryRoot } from "../workspace.ts";

/** A generator that is run as a program, one process a document. */
export interface ComparedTool {
  /** With its version. */
  readonly title: string;
  /** @param out folder that gets what it generates; does not exist yet */
  readonly commandLine: (document: string, out: string) => readonly string[];
  /** What is type-checked of it, below `out`. */
  readonly sources: string;
}

const versions = { "openapi-typescript": "7.13.0", "@hey-api/openapi-ts": "0.99.0" } as const;

/** Ours, and the others: each of those in a temporary folder with the TypeScript that it asks for. */
export function installTools(): readonly ComparedTool[] {
  const openapiTypescript = Peers.install([`openapi-typescript@${versions["openapi-typescript"]}`]);
  const heyApi = Peers.install([
    `@hey-api/openapi-ts@${versions["@hey-api/openapi-ts"]}`,
    "typescript@6.0.3",
  ]);
  const create = "integrate create --name Service --type api --no-verify --quiet".split(" ");
  return [
    {
      title: "agentflow integrate create --no-verify",
      commandLine: (document, out) => [
        join(repositoryRoot, "packages/cli/bin/agentflow.mjs"),
        ...create,
        "--document",
        document,
        "--out",
        out,
      ],
      sources: "src",
    },
    {
      title: `openapi-typescript ${versions["openapi-typescript"]} (types only)`,
      commandLine: (document, out) => [
        join(openapiTypescript.folder, "node_modules/openapi-typescript/bin/cli.js"),
        document,
        "-o",
        join(out, "types.ts"),
      ],
      sources: ".",
    },
    {
      title: `@hey-api/openapi-ts ${versions["@hey-api/openapi-ts"]}`,
      commandLine: (document, out) => [
        join(heyApi.folder, "node_modules/@hey-api/openapi-ts/bin/run.js"),
        "-i",
        document,
        "-o",
        out,
        "-s",
      ],
      sources: ".",
    },
  ];
}
