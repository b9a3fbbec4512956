import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Structure } from "./structures.js";

const modules = fileURLToPath(new URL("../../../../node_modules", import.meta.url));
const program = fileURLToPath(new URL("build-document.ts", import.meta.url));

/** How the build of one document ended, in a process of its own. */
export interface BoundedBuild {
  readonly name: string;
  /** `built`, the code that it was refused with, or how the process died. */
  readonly outcome: string;
  readonly seconds: number;
  /** Peak of the process. */
  readonly mebibytes: number;
  /** What stands in the project's folder afterwards and was not there before, but for the package. */
  readonly left: readonly string[];
}

/** The longest that a build may take: seconds of the processor, which what else runs on the machine does not change. */
const patience = 10;
/** Milliseconds after which one that waits for something is ended. */
const limit = 120_000;
/** A shell that limits the processor's time of the program that it becomes. */
const limited = ["-c", 'ulimit -t "$1"; shift; exec "$@"', "sh", `${patience}`] as const;

/** Builds each document in a process of its own, two at a time. */
export async function boundedBuilds(
  structures: readonly Structure[],
): Promise<readonly BoundedBuild[]> {
  const waiting = [...structures];
  const builds: BoundedBuild[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      builds.push(await boundedBuild(next));
    }
  };
  await Promise.all([work(), work()]);
  return builds;
}

async function boundedBuild({ name, text, files = {} }: Structure): Promise<BoundedBuild> {
  const root = mkdtempSync(join(tmpdir(), "bounded-build-"));
  const project = join(root, "project");
  mkdirSync(project);
  symlinkSync(modules, join(project, "node_modules"), "junction");
  const given: Structure["files"] & object = {
    "package.json": manifest,
    "document.json": text(),
    ...files,
  };
  for (const [file, content] of Object.entries(given)) {
    if (typeof content === "string") writeFileSync(join(project, file), content);
    else symlinkSync(content.link, join(project, file));
  }
  try {
    const ended = await run(join(project, "document.json"), join(project, "out"));
    const usual = new Set([
      ...Object.keys(given),
      "node_modules",
      "out",
      ".agentflow",
      "agentflow.lock",
    ]);
    const left = [
      ...readdirSync(project),
      ...readdirSync(root).filter((file) => file !== "project"),
    ];
    return { name, ...ended, left: left.filter((file) => !usual.has(file)) };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const manifest = JSON.stringify({ dependencies: { "@agentflow/pattern-api": "*" } });

type Ended = Omit<BoundedBuild, "name" | "left">;

async function run(document: string, outDirectory: string): Promise<Ended> {
  const commandLine = [process.execPath, "--no-warnings", program, document, outDirectory];
  // Compiled once, as the command's own modules are.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "bounded-builds-compiled") };
  const child = spawn("/bin/sh", [...limited, ...commandLine], { env, timeout: limit });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on("close", (status, signal) => resolve(status ?? signal));
  });
  if (code === 0) return JSON.parse(stdout) as Ended; // What the program beside this prints.
  return { outcome: `ended with ${code}: ${stderr.slice(-500)}`, seconds: 0, mebibytes: 0 };
}
