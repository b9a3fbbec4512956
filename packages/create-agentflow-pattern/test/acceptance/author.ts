import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import {
  type PackedPackage,
  startPackageRegistry,
} from "../../../pattern-github/test/acceptance/package-registry.js";

const run = promisify(execFile);
const repository = resolve(import.meta.dirname, "../../../..");

/** Somebody elsewhere who writes a pattern: an empty folder, and a registry that has our packages. */
export class Author {
  readonly folder = mkdtempSync(join(tmpdir(), "agentflow-author-"));
  readonly #packages: readonly string[];
  #registry: Awaited<ReturnType<typeof startPackageRegistry>> | undefined;

  /** @param packages folders below `packages` */
  constructor(packages: readonly string[]) {
    this.#packages = packages;
  }

  /** Packs our packages, as they are built, and serves them. */
  async publish(): Promise<void> {
    const upstream = await run("npm", ["config", "get", "registry"], { cwd: this.folder });
    const packed: PackedPackage[] = [];
    for (const name of this.#packages) {
      const directory = join(repository, "packages", name);
      packed.push({ manifest: manifestOf(directory), tarball: await this.pack(directory) });
    }
    this.#registry = await startPackageRegistry(packed, upstream.stdout.trim());
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
    const outside = Object.entries(process.env).filter(([name]) => !/^(?:npm_|CI$)/i.test(name));
    const { stdout } = await run("npm", args, {
      cwd: join(this.folder, folder),
      env: {
        ...Object.fromEntries(outside),
        NO_COLOR: "1",
        npm_config_registry: this.#registry?.url,
        npm_config_loglevel: "error",
        npm_config_fund: "false",
        npm_config_audit: "false",
      },
      maxBuffer: 1e8,
    });
    return stdout;
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  async leave(): Promise<void> {
    await this.#registry?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function manifestOf(directory: string): PackedPackage["manifest"] {
  // A package of ours, which has both.
  return JSON.parse(
    readFileSync(join(directory, "package.json"), "utf8"),
  ) as PackedPackage["manifest"];
}
