import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownDirectory } from "../builder/core-directory.js";
import { runProgram } from "../builder/run-program.js";
import { verificationEnvironment } from "../builder/verification-environment.js";
import { systemClock } from "../runtime/clock.js";
import type { PatternCase } from "./pattern-case.js";
import type { Access } from "./watched-world.js";

/** What a process of its own is to do with a built pattern. */
export interface ProbeRequest {
  readonly directory: string;
  readonly cases: readonly PatternCase[];
}

/** One module that a module of the pattern imported. */
export interface ProbedImport {
  readonly specifier: string;
  /** Relative to the package. */
  readonly from: string;
}

/** What a process of its own saw of a built pattern. */
export interface ProbedProcess {
  /** The environment that this process has other than the others, in words. */
  readonly name: string;
  readonly imports: readonly ProbedImport[];
  /** What of the outside world the import used. */
  readonly accesses: readonly Access[];
  /** What the import left open, such as timers and sockets, by Node's names. */
  readonly leftOpen: readonly string[];
  /** Milliseconds that the import took. */
  readonly importTime: number;
  /** By title: the text of every file, or why there is none. */
  readonly cases: Readonly<Record<string, ProbedCase>>;
}

/** A case in a process of its own. */
export type ProbedCase =
  | { readonly files: Readonly<Record<string, string>>; readonly time: number }
  | { readonly failure: string };

/** What processes that differ in everything but the package came to, or why they came to nothing. */
export interface ProbeReport {
  readonly processes: readonly ProbedProcess[];
  readonly failures: readonly string[];
}

/** Where time zone, language and folder change what careless code prints: sorting, upper case, dates. */
const surroundings = [
  { name: "UTC, English", TZ: "UTC", LC_ALL: "en_US.UTF-8", LANG: "en_US.UTF-8" },
  {
    name: "Chatham Islands, Turkish",
    TZ: "Pacific/Chatham",
    LC_ALL: "tr_TR.UTF-8",
    LANG: "tr_TR.UTF-8",
  },
  {
    name: "Newfoundland, Estonian",
    TZ: "America/St_Johns",
    LC_ALL: "et_EE.UTF-8",
    LANG: "et_EE.UTF-8",
  },
] as const;

/** Milliseconds that one process may take: a schema of a database is loaded into an embedded one. */
const timeout = 120_000;

/**
 * Imports the built pattern and makes every case in processes of their own, which differ in time zone, language,
 * working directory and home.
 */
export async function probePattern(
  directory: string,
  cases: readonly PatternCase[],
  signal: AbortSignal,
): Promise<ProbeReport> {
  const request: ProbeRequest = { directory, cases };
  const outcomes = await Promise.all(
    surroundings.map((surrounding) => probeOnce(request, surrounding, signal)),
  );
  return {
    processes: outcomes.flatMap((outcome) => (typeof outcome === "string" ? [] : [outcome])),
    failures: [...new Set(outcomes.filter((outcome) => typeof outcome === "string"))],
  };
}

async function probeOnce(
  request: ProbeRequest,
  { name, ...variables }: (typeof surroundings)[number],
  signal: AbortSignal,
): Promise<ProbedProcess | string> {
  const folder = await mkdtemp(join(realpathSync(tmpdir()), "agentflow-probe-"));
  try {
    const [asked, answered] = [join(folder, "request.json"), join(folder, "report.json")];
    await writeFile(asked, JSON.stringify(request));
    const { exitCode, timedOut, stderr } = await runProgram({
      // Of the built package, also for modules that are not: a process of its own runs no TypeScript.
      program: join(await ownDirectory(), "dist/conformance-probe.js"),
      args: [asked, answered],
      directory: folder,
      environment: {
        ...verificationEnvironment(process.env),
        ...variables,
        HOME: folder,
        TMPDIR: folder,
      },
      signal,
      clock: systemClock,
      timeout,
    });
    if (timedOut) return `the built pattern did not end within ${timeout / 1000} s`;
    if (exitCode !== 0) return `the built pattern cannot be run: ${lastLine(stderr)}`;
    // Written by the program above.
    const report = JSON.parse(await readFile(answered, "utf8")) as Omit<ProbedProcess, "name">;
    return { ...report, name };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What Node says of an uncaught error, without its stack. */
function lastLine(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  return (
    lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? "it ended without a word"
  );
}
