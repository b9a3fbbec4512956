import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { packPackages, type Registry, startRegistry } from "@agentflow/services";

const run = promisify(execFile);
const repository = resolve(import.meta.dirname, "../../../..");

/** Somebody elsewhere who writes a pattern: an empty folder, and a registry that has our packages. */
export class Author {
  readonly folder = mkdtempSync(join(tmpdir(), "agentflow-author-"));
  readonly #packages: readonly string[];
  #registry: Registry | undefined;

  /** @param packages folders below `packages` */
  constructor(packages: readonly string[]) {
    this.#packages = packages;
  }

  /** Publishes our packages, as they are built, at a registry of its own. */
  async publish(): Promise<void> {
    const registry = await startRegistry();
    this.#registry = registry;
    const folders = this.#packages.map((name) => join(repository, "packages", name));
    const packed = await packPackages(folders, this.folder);
    await Promise.all(packed.map(({ tarball }) => registry.publish(tarball)));
  }

  /** @returns path of the tarball */
  async pack(directory: string): Promise<string> {
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", this.folder], {
      cwd: directory,
    });
    // npm 11 prints an array, npm 12 an object by package name; `prepack` may print before it.
    const json: unknown = JSON.parse(stdout.slice(stdout.search(/^[[{]/m)));
    const [{ filename }] = Object.values(json as object) as [{ filename: string }];
    return join(this.folder, filename);
  }

  /** Copies a folder of the repository here. */
  copy(path: string, name: string): void {
    cpSync(join(repository, path), join(this.folder, name), {
      recursive: true,
      filter: (source) => !/\/(?:node_modules|dist)$/.test(source),
    });
  }

  makeFolder(name: string): void {
    mkdirSync(join(this.folder, name));
  }

  /** Runs npm in a folder here, without this workspace's own npm settings. */
  async npm(args: readonly string[], folder = "."): Promise<string> {
    const outside = Object.entries(this.#registry?.environment ?? {});
    const { stdout } = await run("npm", args, {
      cwd: join(this.folder, folder),
      env: {
        ...Object.fromEntries(outside.filter(([name]) => name !== "CI")),
        NO_COLOR: "1",
      },
      maxBuffer: 1e8,
    });
    return stdout;
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  async leave(): Promise<void> {
    await this.#registry?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
