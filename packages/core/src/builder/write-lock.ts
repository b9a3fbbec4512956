import { AgentFlowError, isAgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { type LockFile, lockFileName, lockFileText, parseLockFile } from "../lock/lock-file.js";
import type { BuilderSetup } from "./builder-setup.js";
import { refusal } from "./lock-output.js";
import { acquireLock, type ReleaseLock } from "./output-lock.js";
import { lockPath, readLock } from "./pinning.js";
import { removeLeftover } from "./remove-leftover.js";
import { withNamedFailures } from "./write-failure.js";

/** Milliseconds between two looks at a lock file that another build is writing, and how many. */
const waiting = { pause: 20, looks: 500 };

type WritingSetup = Pick<BuilderSetup, "fileSystem" | "projectDirectory" | "process" | "clock">;

/**
 * Changes a project's lock file while this process alone may. What others wrote since it was read stays. Written beside
 * it and renamed, so that it is whole at every instant; not written at all when nothing differs.
 * @param change the lock file as it is on disk to the one that is to be there
 * @returns whether it was written
 * @throws AF_OUTPUT_BUSY when others write it for 10 s, AF_LOCK_INVALID, AF_OUTPUT_UNWRITABLE or AF_WRITE_FAILED
 */
export async function changeLock(
  setup: WritingSetup,
  change: (lock: LockFile) => LockFile,
): Promise<boolean> {
  const fileSystem = withNamedFailures(setup.fileSystem);
  const { projectDirectory } = setup;
  const before = await readLock(fileSystem, projectDirectory);
  if (lockFileText(change(before)) === lockFileText(before)) return false;
  const release = await waitForLock(setup);
  const staged = sibling(projectDirectory, "new");
  try {
    const present = await readLock(fileSystem, projectDirectory);
    const text = lockFileText(change(present));
    if (text === lockFileText(present)) return false;
    // What could not be read again, such as a version of two lines, is not written.
    parseLockFile(text, lockPath(projectDirectory));
    // A killed process may have left one.
    await fileSystem.remove(staged);
    await fileSystem.createFile(staged, text);
    await fileSystem.rename(staged, lockPath(projectDirectory));
    return true;
  } catch (error) {
    await removeLeftover(setup.fileSystem, staged);
    throw error;
  } finally {
    await release();
  }
}

async function waitForLock(setup: WritingSetup): Promise<ReleaseLock> {
  const { fileSystem, process: owner, clock, projectDirectory } = setup;
  const path = sibling(projectDirectory, "lock");
  for (let look = 1; ; look += 1) {
    try {
      return await acquireLock({ fileSystem, path, owner, clock });
    } catch (error) {
      if (!isAgentFlowError(error)) throw refusal(projectDirectory, error);
      if (error.code !== errorCodes.outputBusy) throw error;
      if (look === waiting.looks) {
        throw new AgentFlowError(
          errorCodes.outputBusy,
          `Another agentflow has been writing ${lockFileName} for ${(waiting.pause * waiting.looks) / 1_000} s.`,
          { help: error.help, cause: error },
        );
      }
      await clock.sleep(waiting.pause);
    }
  }
}

/** Beside the lock file, only while it is being written. */
function sibling(projectDirectory: string, role: "new" | "lock"): string {
  return lockPath(projectDirectory).replace(/[^/\\]+$/, `.${lockFileName}.agentflow-${role}`);
}
