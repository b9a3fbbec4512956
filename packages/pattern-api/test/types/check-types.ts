import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The flags that generated packages must compile under. */
const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  module: "nodenext",
  target: "es2023",
  noEmit: true,
  types: [],
};

/** One error of the compiler. */
export interface TypeError {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

/** The compilers that generated packages are checked with: the current one, and the last of the old kind. */
export type Compiler = "typescript" | "typescript-5";

/** Runs a compiler once over some modules; the errors of each, by file name. */
export async function checkTypes(
  files: ReadonlyMap<string, string>,
  compiler: Compiler = "typescript",
): Promise<ReadonlyMap<string, readonly TypeError[]>> {
  const folder = await mkdtemp(join(tmpdir(), "agentflow-types-"));
  try {
    for (const [name, text] of files) await writeFile(join(folder, name), text);
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions, files: [...files.keys()] }),
    );
    return errorsByFile(await compilerOutput(folder, compiler), files.keys());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function compilerOutput(folder: string, compiler: Compiler): Promise<string> {
  const typescript = dirname(createRequire(import.meta.url).resolve(`${compiler}/package.json`));
  const parameters = [join(typescript, "bin", "tsc"), "-p", folder, "--pretty", "false"];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, parameters, { cwd: folder, maxBuffer: 1 << 26 }, (error, stdout) => {
      // Exit codes 1 and 2 mean that there are type errors; anything else is no answer.
      if (error && error.code !== 1 && error.code !== 2) reject(error);
      else resolve(stdout);
    });
  });
}

function errorsByFile(
  output: string,
  names: Iterable<string>,
): ReadonlyMap<string, readonly TypeError[]> {
  const errors = new Map([...names].map((name): [string, TypeError[]] => [name, []]));
  for (const line of output.split("\n")) {
    const match = /^([^(\s]+)\((\d+),\d+\): error (.*)$/.exec(line);
    if (match)
      errors.get(match[1] ?? "")?.push({ line: Number(match[2]), message: match[3] ?? "" });
    else if (line.startsWith("error ")) throw new Error(line);
  }
  return errors;
}
