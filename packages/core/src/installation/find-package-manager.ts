import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { systemErrorCode } from "../errors/system-error.js";
import { exists } from "../registry/find-project.js";
import { ancestors, readPackageJson } from "../registry/package-json.js";
import { stringLiteral, visible } from "../template/literal.js";
import type { PackageManager, PackageManagerName } from "./package-manager.js";

/** What each leaves beside the package.json of a project, or of the workspace it belongs to. */
const lockfiles: Readonly<Record<string, "bun" | "npm" | "pnpm" | "yarn">> = {
  "bun.lock": "bun",
  "bun.lockb": "bun",
  "npm-shrinkwrap.json": "npm",
  "package-lock.json": "npm",
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
};

const programs: Readonly<Record<PackageManagerName, string>> = {
  bun: "bun",
  npm: "npm",
  pnpm: "pnpm",
  yarn: "yarn",
  "yarn-classic": "yarn",
};

/**
 * Finds the package manager of a project. The nearest folder that tells, from the project's up to the root of its
 * workspace, decides: by the `packageManager` field of its package.json
 * (https://nodejs.org/api/packages.html#packagemanager), or else by its lockfile. npm where nothing tells.
 *
 * The root is the nearest folder upward whose package.json has `workspaces`, or which has a `pnpm-workspace.yaml`. A
 * lockfile of a folder above a project that is in no workspace means nothing for it.
 * @param projectDirectory the folder of the project's package.json
 * @throws AF_CONFIG_INVALID when a folder has lockfiles of several package managers and no `packageManager`, naming
 * them, when `packageManager` names none of those that are known, or when a package.json cannot be read
 */
export async function findPackageManager(projectDirectory: string): Promise<PackageManager> {
  for (const folder of await foldersOfProject(resolve(projectDirectory))) {
    const found = (await declaredIn(folder)) ?? (await lockedIn(folder));
    if (found) return found;
  }
  return { name: "npm", program: programs.npm };
}

/** The project's folder, and where it is in a workspace those up to its root. */
async function foldersOfProject(directory: string): Promise<readonly string[]> {
  const folders = ancestors(directory);
  for (const [index, folder] of folders.entries()) {
    if (await isWorkspaceRoot(folder)) return folders.slice(0, index + 1);
    // What is above a repository is another's.
    if (await exists(join(folder, ".git"))) break;
  }
  return [directory];
}

async function isWorkspaceRoot(folder: string): Promise<boolean> {
  if (await exists(join(folder, "pnpm-workspace.yaml"))) return true;
  return (await packageJsonOf(folder))?.["workspaces"] !== undefined;
}

async function declaredIn(folder: string): Promise<PackageManager | undefined> {
  const declared = (await packageJsonOf(folder))?.["packageManager"];
  if (declared === undefined) return undefined;
  const evidence = join(folder, "package.json");
  const { name, major } =
    (typeof declared === "string" &&
      /^(?<name>bun|npm|pnpm|yarn)@(?<major>\d+)\./.exec(declared)?.groups) ||
    {};
  if (name === "yarn") return managerOf(major === "1" ? "yarn-classic" : "yarn", evidence);
  if (name === "bun" || name === "npm" || name === "pnpm") return managerOf(name, evidence);
  throw new AgentFlowError(
    errorCodes.configInvalid,
    `The "packageManager" of ${stringLiteral(evidence)} is ${visible(JSON.stringify(declared))}, which names no package manager that is known.`,
    {
      help: 'Give npm, pnpm, yarn or bun with a version, such as "pnpm@11.0.0", or remove the field.',
    },
  );
}

async function lockedIn(folder: string): Promise<PackageManager | undefined> {
  const found: { readonly file: string; readonly name: PackageManagerName }[] = [];
  for (const [file, name] of Object.entries(lockfiles)) {
    if (!(await exists(join(folder, file)))) continue;
    found.push({ file, name: name === "yarn" ? await yarnOf(folder) : name });
  }
  const [first] = found;
  if (!first) return undefined;
  if (found.some(({ name }) => name !== first.name)) {
    const names = found.map(({ file }) => file).join(" and ");
    throw new AgentFlowError(
      errorCodes.configInvalid,
      `${stringLiteral(folder)} has lockfiles of several package managers: ${names}.`,
      { help: 'Remove those that are not used, or name one in "packageManager" of package.json.' },
    );
  }
  return managerOf(first.name, join(folder, first.file));
}

/** A lockfile of Yarn 2 and later is YAML with metadata; an empty one, which makes a project's root, is theirs too. */
async function yarnOf(folder: string): Promise<"yarn" | "yarn-classic"> {
  const text = await readFile(join(folder, "yarn.lock"), "utf8");
  return /^# yarn lockfile v1$/m.test(text) ? "yarn-classic" : "yarn";
}

function managerOf(name: PackageManagerName, evidence: string): PackageManager {
  return { name, program: programs[name], evidence };
}

async function packageJsonOf(folder: string) {
  try {
    return await readPackageJson(folder);
  } catch (error) {
    const reason = systemErrorCode(error) ?? "it is not a package.json as npm writes it";
    throw new AgentFlowError(
      errorCodes.configInvalid,
      `${stringLiteral(join(folder, "package.json"))} cannot be read: ${reason}.`,
      { help: "Correct it.", cause: error },
    );
  }
}
