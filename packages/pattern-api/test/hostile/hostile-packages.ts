import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { GeneratedFile } from "./generate.js";

const modules = fileURLToPath(new URL("../../../../node_modules", import.meta.url));

/** How a program ended. */
export interface ProgramRun {
  readonly status: number | null;
  readonly output: string;
}

/**
 * Generated packages side by side, so that one compiler and one test runner try them all. A program that runs here
 * writes a file when anything sets the global that the payloads set.
 */
export class HostilePackages {
  readonly #directory = mkdtempSync(join(tmpdir(), "hostile-packages-"));
  readonly #fired = join(this.#directory, "fired");
  readonly #names: string[] = [];

  constructor() {
    symlinkSync(modules, join(this.#directory, "node_modules"), "junction");
    this.#write("package.json", JSON.stringify({ type: "module" }));
    this.#write("canary.mjs", canary(this.#fired));
  }

  add(files: readonly GeneratedFile[]): void {
    const name = `package-${this.#names.length}`;
    this.#names.push(name);
    for (const { path, text } of files) this.#write(`${name}/${path}`, text);
  }

  /** Type-checks all packages under the configuration that each of them has. */
  compile(): ProgramRun {
    const [first = ""] = this.#names;
    const configuration = JSON.parse(
      readFileSync(join(this.#directory, first, "tsconfig.json"), "utf8"),
    ) as { compilerOptions: Record<string, unknown> }; // The generator's own file.
    const { paths, ...compilerOptions } = configuration.compilerOptions;
    this.#write(
      "tsconfig.json",
      JSON.stringify({
        compilerOptions: {
          ...compilerOptions,
          noEmit: true,
          noUnusedLocals: true,
          skipLibCheck: true,
          // Each package may import itself by its name, which is the same for all.
          paths: fromEach(paths),
        },
        include: this.#names.map((name) => `${name}/**/*.ts`),
      }),
    );
    return this.#run(join(modules, "typescript/bin/tsc"), "-p", "tsconfig.json");
  }

  /** Runs the tests of all packages, which import every module of them. */
  test(): ProgramRun {
    const setup = JSON.stringify([join(this.#directory, "canary.mjs")]);
    this.#write(
      "vitest.config.mjs",
      `export default { test: { include: ["*/test/**/*.test.ts"], setupFiles: ${setup}, isolate: false } };`,
    );
    return this.#run(join(modules, "vitest/vitest.mjs"), "run", "--reporter=dot", "--silent");
  }

  /** Imports the client and every group of all packages in one process. */
  import(): ProgramRun {
    const imports = this.#names.map(
      (name) => `await import(${JSON.stringify(`./${name}/src/index.ts`)});`,
    );
    this.#write("import.mjs", [...imports, "console.log('imported');"].join("\n"));
    const hooks = fileURLToPath(new URL("typescript-hooks.mjs", import.meta.url));
    return this.#run(
      "--import",
      pathToFileURL(hooks).href,
      "--import",
      "./canary.mjs",
      "import.mjs",
    );
  }

  /** Whether anything set the canary. */
  get fired(): boolean {
    return existsSync(this.#fired);
  }

  /** Sets the canary as a payload would. */
  fire(): ProgramRun {
    return this.#run("--import", "./canary.mjs", "--eval", "globalThis.canary=1");
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true });
  }

  #write(path: string, text: string): void {
    const file = join(this.#directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  #run(...command: readonly string[]): ProgramRun {
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: this.#directory,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    return { status, output: stdout + stderr };
  }
}

/** A module that writes a file when the global is set. */
function canary(file: string): string {
  return `import { writeFileSync } from "node:fs";
if (!Object.hasOwn(globalThis, "canary")) {
  Object.defineProperty(globalThis, "canary", {
    set() { writeFileSync(${JSON.stringify(file)}, new Error("fired").stack ?? ""); },
    get() { return undefined; },
  });
}
`;
}

function fromEach(paths: unknown): unknown {
  return Object.fromEntries(
    Object.entries(paths as Record<string, readonly string[]>).map(([key, targets]) => [
      key,
      targets.map((target) => target.replace("./", "./package-0/")),
    ]),
  );
}
