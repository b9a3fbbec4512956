import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { isPackageName } from "../catalog/package-name.js";
import { stringLiteral } from "../template/literal.js";
import type { PackageManager, PackageManagerName } from "./package-manager.js";

/** A package to add to a project. */
export interface PackageRequest {
  readonly name: string;
  /** An exact version, a range or a tag: `1.2.3`, `^1.2.0`, `latest`. */
  readonly version: string;
  /** The name to install it under, so that several versions can be there at once. Default: its own. */
  readonly alias?: string;
}

/** A command line without a shell: each argument arrives as it is. */
export interface PackageCommand {
  /** As `PATH` knows it. */
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * What no command leaves out: lifecycle scripts of packages never run, nothing is asked, and the root of a workspace is
 * a project like any other.
 */
const flags: Readonly<
  Record<
    PackageManagerName,
    { readonly add: readonly string[]; readonly remove: readonly string[] }
  >
> = {
  npm: {
    add: ["install", "--save-dev", "--ignore-scripts", "--no-audit", "--no-fund"],
    remove: ["uninstall", "--ignore-scripts", "--no-audit", "--no-fund"],
  },
  pnpm: {
    add: ["add", "--save-dev", "--ignore-scripts", "--ignore-workspace-root-check"],
    remove: ["remove", "--ignore-scripts"],
  },
  yarn: {
    add: ["add", "--dev", "--mode=skip-build"],
    remove: ["remove", "--mode=skip-build"],
  },
  "yarn-classic": {
    add: ["add", "--dev", "--ignore-scripts", "--ignore-workspace-root-check", "--non-interactive"],
    remove: ["remove", "--ignore-scripts", "--ignore-workspace-root-check", "--non-interactive"],
  },
  bun: {
    add: ["add", "--dev", "--ignore-scripts"],
    remove: ["remove", "--ignore-scripts"],
  },
};

const exactFlags: Readonly<Record<PackageManagerName, string>> = {
  npm: "--save-exact",
  pnpm: "--save-exact",
  yarn: "--exact",
  "yarn-classic": "--exact",
  bun: "--exact",
};

const devFlags: readonly string[] = ["--save-dev", "--dev"];

/** A version, a range or a tag; nothing that could be an address, a path or an option. */
const versionOrRange = /^(?:[0-9a-z*^~<>=][0-9a-z.*+~^<>=| -]*)$/i;

/**
 * The command that adds packages to a project's `devDependencies`.
 * @param options.exact writes the exact version into package.json instead of a range. Default: false
 * @param options.dev false adds them to `dependencies` instead. Default: true
 * @throws AF_USAGE_INVALID when a name, an alias or a version is none
 */
export function addCommand(
  { name, program }: PackageManager,
  requests: readonly PackageRequest[],
  { exact = false, dev = true }: { readonly exact?: boolean; readonly dev?: boolean } = {},
): PackageCommand {
  const add = flags[name].add.filter((flag) => dev || !devFlags.includes(flag));
  const exactly = exact ? [exactFlags[name]] : [];
  return { program, args: [...add, ...exactly, "--", ...requests.map(specifier)] };
}

/**
 * The command that removes packages from a project.
 * @param names the names they are installed under, aliases included
 * @throws AF_USAGE_INVALID when one is no package's name
 */
export function removeCommand(
  { name, program }: PackageManager,
  names: readonly string[],
): PackageCommand {
  return { program, args: [...flags[name].remove, "--", ...names.map(checkedName)] };
}

function specifier({ name, version, alias }: PackageRequest): string {
  if (!versionOrRange.test(version)) {
    throw new AgentFlowError(
      errorCodes.usageInvalid,
      `${stringLiteral(version)} is no version, range or tag of a package.`,
      { help: "Give one such as 1.2.3, ^1.2.0 or latest." },
    );
  }
  const wanted = `${checkedName(name)}@${version}`;
  return alias === undefined || alias === name ? wanted : `${checkedName(alias)}@npm:${wanted}`;
}

function checkedName(name: string): string {
  if (isPackageName(name) && !name.startsWith("-")) return name;
  throw new AgentFlowError(
    errorCodes.usageInvalid,
    `${stringLiteral(name)} is not the name of a package.`,
    { help: "Give a name as npm knows it, such as @agentflow/pattern-stripe." },
  );
}
