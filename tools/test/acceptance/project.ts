import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { RegistryUser } from "@agentflow/services";
import { inject, onTestFinished } from "vitest";

/** Milliseconds for a test that installs packages, on a machine with other work. */
export const patience = 300_000;

/** The user of the registry that has every package of the workspace. */
export function publisher(): RegistryUser {
  const { url, token } = inject("registry");
  return new RegistryUser(url, token);
}

/** The version of a package of the workspace, as it was published. */
export function publishedVersion(name: string): string {
  const found = inject("published").find((entry) => entry.name === name);
  if (!found) throw new Error(`${name} was not published.`);
  return found.version;
}

/** A user's project, outside of this repository. */
export class Project {
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;

  private constructor(directory: string, environment: NodeJS.ProcessEnv) {
    this.directory = directory;
    this.environment = environment;
  }

  /** Writes the files; values that are not text as JSON. The folder goes with `remove`. */
  static create(
    files: Readonly<Record<string, unknown>>,
    variables: NodeJS.ProcessEnv = {},
  ): Project {
    const folder = mkdtempSync(join(tmpdir(), "agentflow-project-"));
    const project = new Project(folder, { ...publisher().environment, ...variables });
    for (const [path, content] of Object.entries(files)) project.write(path, content);
    return project;
  }

  /** The same, gone when the running test ends. */
  static forTest(files: Readonly<Record<string, unknown>>, variables?: NodeJS.ProcessEnv): Project {
    const project = Project.create(files, variables);
    onTestFinished(() => project.remove());
    return project;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  write(path: string, content: unknown): void {
    const file = join(this.directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  }

  read(path: string): string {
    return readFileSync(join(this.directory, path), "utf8");
  }

  /**
   * Runs a program of the path.
   * @param folder where, from the project
   * @returns what it printed to standard output
   * @throws Error with everything it printed when it fails
   */
  async run(program: string, commandLine: readonly string[], folder = "."): Promise<string> {
    const { exitCode, stdout, stderr } = await this.start(program, commandLine, folder);
    if (exitCode === 0) return stdout;
    throw new Error(`${[program, ...commandLine].join(" ")} failed:\n${stdout}\n${stderr}`);
  }

  /** The same for a program that may end with another exit code than 0. */
  async start(
    program: string,
    commandLine: readonly string[],
    folder = ".",
  ): Promise<{ readonly exitCode: unknown; readonly stdout: string; readonly stderr: string }> {
    const options = { cwd: join(this.directory, folder), env: this.environment, maxBuffer: 1e8 };
    return new Promise((resolve) => {
      execFile(program, commandLine, options, (error, stdout, stderr) => {
        resolve({ exitCode: error ? error.code : 0, stdout, stderr });
      });
    });
  }
}
