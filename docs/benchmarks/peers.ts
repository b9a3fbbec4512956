import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** What we are compared with: in a folder of its own, so that it is no dependency of the repository. */
export class Peers {
  readonly folder: string;

  /** @param folder where they were installed */
  constructor(folder: string) {
    this.folder = folder;
  }

  /** Installs packages, `name@version`, into a temporary folder that is there until this process ends. */
  static install(packages: readonly string[]): Peers {
    const folder = mkdtempSync(join(tmpdir(), "agentflow-peers-"));
    process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    // An import looks for packages from the file in which it stands.
    writeFileSync(join(folder, "load.js"), "export const load = (name) => import(name);\n");
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...packages], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
    return new Peers(folder);
  }

  /** Imports a package. Its type is what the caller uses of it: its own is not there for the compiler. */
  async load<Module>(name: string): Promise<Module> {
    const entry = pathToFileURL(join(this.folder, "load.js")).href;
    const { load } = (await import(entry)) as { load: (name: string) => Promise<Module> };
    return load(name);
  }
}
