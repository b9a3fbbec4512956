import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ProgramResult, runProgram } from "../compatibility/program.ts";
import { repositoryRoot } from "../workspace.ts";

/** Packages that are copied: the printers, and the pattern whose tests judge them. */
const packages = ["core", "pattern-api"];
/** What of a package is needed to build it and to run its tests. */
const entries =
  "package.json tsconfig.json vitest.config.ts input.schema.json src test templates dist".split(
    " ",
  );

/** A copy of some packages, whose sources can be changed without a trace in the repository. */
export class WorkspaceCopy {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Copies the sources, and links what is installed. */
  static async make(): Promise<WorkspaceCopy> {
    const folder = await mkdtemp(join(tmpdir(), "agentflow-mutation-"));
    await cp(join(repositoryRoot, "tsconfig.base.json"), join(folder, "tsconfig.base.json"));
    for (const name of packages) {
      const [from, to] = [join(repositoryRoot, "packages", name), join(folder, "packages", name)];
      const present = new Set(await readdir(from));
      await mkdir(to, { recursive: true });
      for (const entry of entries.filter((wanted) => present.has(wanted))) {
        await cp(join(from, entry), join(to, entry), { recursive: true });
      }
      if (present.has("node_modules")) {
        await symlink(join(from, "node_modules"), join(to, "node_modules"));
      }
    }
    await linkInstalled(join(repositoryRoot, "node_modules"), join(folder, "node_modules"));
    return new WorkspaceCopy(folder);
  }

  /** @param file relative to the repository */
  async write(file: string, text: string): Promise<void> {
    await writeFile(join(this.#folder, file), text);
  }

  /** Runs the command of an installed package in a package's folder. */
  run(
    name: string,
    commandLine: readonly string[],
    { limit, signal }: { readonly limit: number; readonly signal: AbortSignal },
  ): Promise<ProgramResult> {
    return runProgram(commandLine, {
      directory: join(this.#folder, "packages", name),
      limit,
      signal,
    });
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Links every installed package, and the copied ones to their copies. */
async function linkInstalled(from: string, to: string): Promise<void> {
  await mkdir(join(to, "@agentflow"), { recursive: true });
  for (const name of await readdir(from)) {
    if (name !== "@agentflow") await symlink(join(from, name), join(to, name));
  }
  for (const name of await readdir(join(from, "@agentflow"))) {
    const target = packages.includes(name)
      ? join("../../packages", name)
      : join(from, "@agentflow", name);
    await symlink(target, join(to, "@agentflow", name));
  }
}
