/** A project with 200 direct dependencies: real package.json files, and patterns among them. */
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

export const dependencies = 200;
export const patterns = 20;

/**
 * Writes the project into an empty folder. The package.json files that are no pattern's are copies of those that this
 * repository has installed, in the order of their names, so that they are as long as such files are.
 * @param linked each dependency is a link into a store, as pnpm installs them
 */
export async function writeProject(directory: string, linked: boolean): Promise<void> {
  const installed = await realPackages(dependencies - patterns);
  const packages = new Map(installed);
  for (let index = 0; index < patterns; index += 1) {
    const name = `@acme/agentflow-pattern-${index}`;
    packages.set(name, JSON.stringify(patternPackage(name, index), undefined, 2));
  }
  const names = [...packages.keys()];
  for (const [name, text] of packages) {
    const place = join(directory, "node_modules", name);
    const folder = linked ? join(directory, "store", name, "node_modules", name) : place;
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "package.json"), text);
    if (!linked) continue;
    await mkdir(dirname(place), { recursive: true });
    await symlink(folder, place);
  }
  const own = {
    name: "project",
    dependencies: Object.fromEntries(names.map((name) => [name, "*"])),
  };
  await writeFile(join(directory, "package.json"), JSON.stringify(own));
}

/** Name and text of the package.json of so many packages that this repository has installed. */
async function realPackages(count: number): Promise<readonly (readonly [string, string])[]> {
  const modules = join(import.meta.dirname, "../../../node_modules");
  const found: (readonly [string, string])[] = [];
  for (const name of (await readdir(modules)).toSorted()) {
    if (found.length === count) break;
    if (name.startsWith(".") || name.startsWith("@")) continue;
    const text = await readFile(join(modules, name, "package.json"), "utf8").catch(() => undefined);
    if (text !== undefined) found.push([name, text]);
  }
  if (found.length < count) throw new Error(`Only ${found.length} packages are installed.`);
  return found;
}

function patternPackage(name: string, index: number): object {
  return {
    name,
    version: "1.0.0",
    type: "module",
    agentflow: {
      contract: 1,
      id: `service-${index}`,
      type: "api",
      title: `Service ${index}`,
      services: [`Service ${index}`],
      documents: ["openapi"],
      entry: "./dist/index.js",
      input: "./input.schema.json",
      extends: "@agentflow/pattern-api",
    },
    peerDependencies: { "@agentflow/core": "^0.1.0" },
  };
}
