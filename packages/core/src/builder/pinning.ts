import { join, resolve } from "node:path";
import { serviceKey } from "../contract/requirements.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { integrationKey } from "../lock/integration-key.js";
import {
  emptyLock,
  type LockedIntegration,
  type LockFile,
  lockFileName,
  lockInvalid,
  parseLockFile,
} from "../lock/lock-file.js";
import { stringLiteral } from "../template/literal.js";
import type { FileSystem } from "./file-system.js";

/** What of the lock file a run may differ from. */
export interface PinningRules {
  /** Nothing may differ, and the lock file is not written. */
  readonly frozen: boolean;
  /** Another version than the pinned one may be used, where that is not installed. */
  readonly anyVersion: boolean;
  /** What is asked for is used, whatever is pinned, and with whatever bytes. */
  readonly accept: boolean;
}

/** What the lock file says of one integration, and how far it binds. */
export interface Pinning {
  readonly lock: LockFile;
  /** The integration's key; undefined: its folder lies outside the project, and the lock file does not speak of it. */
  readonly key: string | undefined;
  /** What the lock file has of it; undefined: nothing. */
  readonly entry: LockedIntegration | undefined;
  readonly rules: PinningRules;
}

/** Absolute path of a project's lock file. */
export function lockPath(projectDirectory: string): string {
  return join(projectDirectory, lockFileName);
}

/**
 * What a project's lock file says; empty when there is none.
 * @throws AF_LOCK_INVALID when it is a link, or not what a lock file is
 */
export async function readLock(
  fileSystem: FileSystem,
  projectDirectory: string,
): Promise<LockFile> {
  const path = lockPath(projectDirectory);
  const status = await fileSystem.status(path);
  if (!status) return emptyLock;
  // A cloned repository may bring a link, and what it leads to is not this project's.
  if (status.kind !== "file") throw lockInvalid(path, "is no file");
  return parseLockFile(Buffer.from(await fileSystem.readFile(path)).toString("utf8"), path);
}

/**
 * What binds a build of a service into a folder.
 * @throws AF_LOCK_INVALID, and AF_LOCK_MISMATCHED when it is frozen and nothing is pinned
 */
export async function readPinning(
  fileSystem: FileSystem,
  projectDirectory: string,
  { name, outDirectory }: { readonly name: string; readonly outDirectory: string },
  rules: PinningRules,
): Promise<Pinning> {
  const lock = await readLock(fileSystem, projectDirectory);
  const directory = resolve(outDirectory);
  const key = integrationKey(resolve(projectDirectory), directory);
  const standing =
    key !== undefined && Object.hasOwn(lock.integrations, key) ? lock.integrations[key] : undefined;
  if (rules.frozen && !standing) throw unpinned(directory, key);
  // Another service in the same folder is another integration, which takes this one's place.
  const isSame = standing !== undefined && serviceKey(standing.name) === serviceKey(name);
  return { lock, key, entry: isSame || rules.frozen ? standing : undefined, rules };
}

function unpinned(directory: string, key: string | undefined): AgentFlowError {
  return key === undefined
    ? new AgentFlowError(
        errorCodes.lockMismatched,
        `${stringLiteral(directory)} lies outside the project, so ${lockFileName} pins nothing for it.`,
        { help: "Choose a folder in the project with --out, or leave --frozen out." },
      )
    : new AgentFlowError(
        errorCodes.lockMismatched,
        `${lockFileName} pins nothing for ${stringLiteral(key)}.`,
        { help: "Create it once without --frozen, and commit the lock file." },
      );
}
