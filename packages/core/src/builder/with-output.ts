import { dirname } from "node:path";
import type { Diagnostic } from "../errors/diagnostic.js";
import type { Clock } from "../runtime/clock.js";
import type { FileSystem } from "./file-system.js";
import { lockOutput, refusal } from "./lock-output.js";
import type { ReleaseLock } from "./output-lock.js";
import { locateOutput, type OutputLocation } from "./output-location.js";
import { checkReplaceable, type OutputState, readOutputState } from "./output-state.js";
import type { ProcessIdentity } from "./process-identity.js";
import { recoverOutput } from "./recover-output.js";
import { removeLeftover } from "./remove-leftover.js";
import { withNamedFailures } from "./write-failure.js";

/** Where to write, and as whom. */
export interface OutputRequest {
  readonly fileSystem: FileSystem;
  readonly outDirectory: string;
  readonly projectDirectory: string;
  readonly force: boolean;
  readonly owner: ProcessIdentity;
  readonly clock: Clock;
}

/** An output folder that this run alone may write. */
export interface Output {
  /** Failures name their path. */
  readonly fileSystem: FileSystem;
  readonly location: OutputLocation;
  readonly state: OutputState;
}

/**
 * Says whether a package could go there, and changes nothing.
 * @throws AF_OUTPUT_NOT_DIRECTORY, AF_OUTPUT_OUTSIDE, AF_OUTPUT_FOREIGN, AF_OUTPUT_EXISTS or AF_OUTPUT_UNWRITABLE
 */
export async function checkOutput(request: OutputRequest): Promise<Output> {
  const fileSystem = withNamedFailures(request.fileSystem);
  const location = await locateOutput(fileSystem, request.outDirectory, request.projectDirectory);
  const state = await readOutputState(fileSystem, location.directory);
  checkReplaceable(location, state, request.force);
  const places =
    state.kind === "missing" ? [location.parent] : [location.parent, location.directory];
  for (const place of places) {
    if (await fileSystem.status(place)) {
      await request.fileSystem.checkWritable(place).catch((error: unknown) => {
        throw refusal(place, error);
      });
    }
  }
  return { fileSystem, location, state };
}

/**
 * Runs `work` while this process alone may write the folder, after repairing what a killed one left. When `work`
 * fails, nothing that it staged remains.
 * @throws AF_OUTPUT_BUSY, and what `checkOutput` throws
 */
export async function withOutput<Result>(
  request: OutputRequest,
  work: (output: Output) => Promise<Result>,
): Promise<{ readonly result: Result; readonly warnings: readonly Diagnostic[] }> {
  const { location } = await checkBeforeRecovery(request);
  const made = await makeParent(request.fileSystem, location);
  let release: ReleaseLock | undefined;
  try {
    release = await lockOutput(request, location);
    await recoverOutput(withNamedFailures(request.fileSystem), location);
    const result = await work(await checkOutput(request));
    return { result, warnings: await release() };
  } catch (error) {
    // Only under the lock are the leftovers this run's own.
    if (release) {
      await removeLeftover(request.fileSystem, location.staged);
      await release();
    }
    await removeEmptyParents(request.fileSystem, location.parent, made);
    throw error;
  }
}

/** A killed run may have left the folder missing or half-moved: then only the recovery can tell what stands there. */
async function checkBeforeRecovery(request: OutputRequest): Promise<Pick<Output, "location">> {
  const fileSystem = withNamedFailures(request.fileSystem);
  const location = await locateOutput(fileSystem, request.outDirectory, request.projectDirectory);
  return (await fileSystem.status(location.old)) ? { location } : checkOutput(request);
}

/** Makes the folder that the output goes into; gives the first folder that had to be made. */
async function makeParent(
  fileSystem: FileSystem,
  { parent }: OutputLocation,
): Promise<string | undefined> {
  try {
    return await fileSystem.makeFolders(parent);
  } catch (error) {
    throw refusal(parent, error);
  }
}

async function removeEmptyParents(
  fileSystem: FileSystem,
  parent: string,
  first: string | undefined,
): Promise<void> {
  if (first === undefined) return;
  for (let folder = parent; folder.length >= first.length; folder = dirname(folder)) {
    try {
      await fileSystem.removeEmptyFolder(folder);
    } catch {
      // Somebody else has put something there meanwhile, and it stays.
      return;
    }
  }
}
