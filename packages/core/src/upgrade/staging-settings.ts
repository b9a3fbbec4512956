import { copyFile, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { systemErrorCode } from "../errors/system-error.js";
import type { PackageManager } from "../installation/package-manager.js";
import { readPackageJson } from "../registry/package-json.js";

/** Whose settings hold in another folder. */
export interface StagingSettings {
  /** Folder of the project. */
  readonly project: string;
  readonly manager: PackageManager;
}

/**
 * Writes a package.json into a folder, and beside it what a package manager reads in the project and in the root of its
 * workspace.
 */
export async function writeStagingSettings(
  directory: string,
  { project, manager }: StagingSettings,
): Promise<void> {
  const root = manager.evidence === undefined ? project : dirname(manager.evidence);
  const folders = root === project ? [project] : [root, project];
  const packageManager = (await readPackageJson(root))?.["packageManager"];
  const json = { name: "agentflow-upgrade", version: "0.0.0", private: true };
  await writeFile(
    join(directory, "package.json"),
    JSON.stringify({ ...json, ...(typeof packageManager === "string" && { packageManager }) }),
  );
  const npm = (await Promise.all(folders.map((folder) => textOf(join(folder, ".npmrc"))))).join(
    "\n",
  );
  // It may hold credentials, so nobody else may read it.
  if (npm.trim() !== "") await writeFile(join(directory, ".npmrc"), npm, { mode: 0o600 });
  if (manager.name === "yarn") await writeYarnSettings(directory, folders);
  if (manager.name === "bun") await copyIfPresent(project, directory, "bunfig.toml");
}

/** Yarn takes a folder for a project of its own when it has a lock file; patterns are found in node_modules only. */
async function writeYarnSettings(directory: string, folders: readonly string[]): Promise<void> {
  const texts = await Promise.all(folders.map((folder) => textOf(join(folder, ".yarnrc.yml"))));
  const text = texts.at(-1) === "" ? (texts[0] ?? "") : (texts.at(-1) ?? "");
  // Paths of Yarn itself and of its plugins start at the project.
  const kept = text.replaceAll(
    /^(?:yarnPath|nodeLinker|plugins|enableImmutableInstalls|enableScripts):.*\n?(?:(?:[ \t-].*)?\n)*/gm,
    "",
  );
  const own = "nodeLinker: node-modules\nenableImmutableInstalls: false\nenableScripts: false\n";
  await writeFile(
    join(directory, ".yarnrc.yml"),
    `${kept}${kept.endsWith("\n") || kept === "" ? "" : "\n"}${own}`,
    {
      mode: 0o600,
    },
  );
  await writeFile(join(directory, "yarn.lock"), "");
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return "";
    throw error;
  }
}

async function copyIfPresent(from: string, to: string, name: string): Promise<void> {
  await copyFile(join(from, name), join(to, name)).catch((error: unknown) => {
    if (systemErrorCode(error) !== "ENOENT") throw error;
  });
}
