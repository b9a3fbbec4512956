import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a run is made of. */
export interface Setting {
  /** Of the database. */
  readonly address: string;
  /** A project that depends on the pattern. */
  readonly project: string;
  /** Where the peers are installed. */
  readonly peers: string;
  /** What the floor writes. */
  readonly files: number;
  readonly bytes: number;
}

/** A command line for Node, where it runs, and where its output goes. */
export interface Contestant {
  readonly args: readonly string[];
  readonly folder: string;
  readonly output: string;
  readonly environment?: NodeJS.ProcessEnv;
}

export const ours = "agentflow integrate create --no-verify";
export const plainFloor = "floor";
export const flushedFloor = "floor, waiting for the disk";

/** The command of ours. */
export function ourCommand({ address, project }: Omit<Setting, "files" | "bytes">): Contestant {
  const output = join(project, "ours");
  return {
    args: [
      join(import.meta.dirname, "../../../packages/cli/bin/agentflow.mjs"),
      ..."integrate create --name Benchmark --type database --connection env:DATABASE_URL".split(
        " ",
      ),
      ..."--force --no-verify --quiet --out".split(" "),
      output,
    ],
    folder: project,
    output,
    environment: { DATABASE_URL: address },
  };
}

/** Everything that is measured, the floors first. */
export function contestants(setting: Setting): ReadonlyMap<string, Contestant> {
  const { address, project, peers, files, bytes } = setting;
  const floor = (...more: readonly string[]): Contestant => ({
    args: [
      join(import.meta.dirname, "floor.mjs"),
      address,
      join(project, "floor"),
      `${files}`,
      `${bytes}`,
      ...more,
    ],
    folder: project,
    output: join(project, "floor"),
  });
  const kanelOutput = join(project, "kanel");
  const kanelConfiguration = "kanel.config.cjs";
  const configuration = { connection: address, schemas: ["public"], outputPath: kanelOutput };
  writeFileSync(
    join(project, kanelConfiguration),
    `module.exports = ${JSON.stringify(configuration)};\n`,
  );
  const kysely = join(project, "kysely.d.ts");
  return new Map([
    [plainFloor, floor()],
    [flushedFloor, floor("flush")],
    [ours, ourCommand(setting)],
    [
      "kysely-codegen",
      {
        args: [
          join(peers, "node_modules/kysely-codegen/dist/cli/bin.js"),
          "--dialect",
          "postgres",
          "--url",
          address,
          "--out-file",
          kysely,
        ],
        folder: peers,
        output: kysely,
      },
    ],
    [
      "kanel",
      {
        args: [join(peers, "node_modules/kanel/bin/kanel"), "--config", kanelConfiguration],
        folder: project,
        output: kanelOutput,
      },
    ],
  ]);
}
