import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runProgram } from "./program.ts";
import { keptProblems, type Problem } from "./result.ts";

/** Packages that one compiler process checks. */
export interface TypeCheckRequest {
  /** Absolute folder with the packages, and with a node_modules. */
  readonly folder: string;
  /** Names of the packages' folders in it. */
  readonly packages: readonly string[];
  /** Seconds that the compiler may take for all of them. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** Type-checks packages as their own tsconfig.json says. @returns what the compiler complains about, by folder */
export function typeCheckPackages(
  request: TypeCheckRequest,
): Promise<ReadonlyMap<string, readonly Problem[]>> {
  return typeErrors(request, (packages) => configuration(request.folder, packages));
}

/**
 * Type-checks packages in one process; the compiler reads what they share once. When it does not come to an end, each
 * half gets a process of its own, until it is known which package it is.
 * @param configurationOf the tsconfig.json for some of the packages
 * @returns what the compiler complains about, by folder
 */
export async function typeErrors(
  request: TypeCheckRequest,
  configurationOf: (packages: readonly string[]) => object,
): Promise<ReadonlyMap<string, readonly Problem[]>> {
  const { folder, packages, limit, signal } = request;
  const [first] = packages;
  if (first === undefined) return new Map();
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configurationOf(packages)));
  const compiler = join(packageFolder("typescript"), "bin/tsc");
  const commandLine = [compiler, "-p", "tsconfig.json", "--pretty", "false"];
  const result = await runProgram(commandLine, { directory: folder, limit, signal });
  const found = errorsByPackage(result.output, packages);
  const explained = result.exitCode === 0 || [...found.values()].some(({ length }) => length > 0);
  if (explained && !result.timedOut) return found;
  if (packages.length === 1) return new Map([[first, [unexplained(result)]]]);
  const middle = Math.ceil(packages.length / 2);
  const part = (names: readonly string[]) =>
    typeErrors({ ...request, packages: names }, configurationOf);
  return new Map([
    ...(await part(packages.slice(0, middle))),
    ...(await part(packages.slice(middle))),
  ]);
}

function packageFolder(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

/** The packages' own options, which are the same for all but for the paths by which a package finds itself. */
function configuration(folder: string, packages: readonly string[]): object {
  const own = packages.map((name) => {
    const text = readFileSync(join(folder, name, "tsconfig.json"), "utf8");
    return { name, json: JSON.parse(text) as OwnConfiguration };
  });
  const paths = own.flatMap(({ name, json }) =>
    Object.entries(json.compilerOptions.paths).map(([module, targets]) => [
      module,
      targets.map((target) => `./${name}/${target.slice("./".length)}`),
    ]),
  );
  return {
    compilerOptions: {
      ...own[0]?.json.compilerOptions,
      paths: Object.fromEntries(paths) as object,
    },
    include: own.flatMap(({ name, json }) => json.include.map((path) => `${name}/${path}`)),
  };
}

/** What this reads of a tsconfig.json; the pattern writes it so. */
interface OwnConfiguration {
  readonly compilerOptions: { readonly paths: Readonly<Record<string, readonly string[]>> };
  readonly include: readonly string[];
}

function errorsByPackage(
  output: string,
  packages: readonly string[],
): ReadonlyMap<string, readonly Problem[]> {
  const problems = new Map(packages.map((name): [string, Problem[]] => [name, []]));
  for (const [, path = "", line = "", code = "", message = ""] of output.matchAll(errorLine)) {
    const slash = path.indexOf("/");
    const list = problems.get(path.slice(0, slash));
    if (list && list.length < keptProblems) {
      list.push({ code, message, place: `${path.slice(slash + 1)}:${line}` });
    }
  }
  return problems;
}

const errorLine = /^([^(\n]+)\((\d+),\d+\): error (TS\d+): (.*)$/gm;

function unexplained({
  timedOut,
  exitCode,
  output,
  seconds,
}: Awaited<ReturnType<typeof runProgram>>): Problem {
  return timedOut
    ? { code: "TIME_LIMIT", message: `Not type-checked within ${seconds.toFixed(0)} s.` }
    : {
        code: "CRASHED",
        message: `tsc ended with ${exitCode ?? "a signal"}: ${output.slice(0, 500)}`,
      };
}
