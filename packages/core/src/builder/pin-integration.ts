import type { BuilderSetup } from "./builder-setup.js";
import type { LockFile } from "../lock/lock-file.js";
import type { LockPlan } from "./locked-integration.js";
import type { Pinning } from "./pinning.js";
import { changeLock } from "./write-lock.js";

/**
 * Pins what an integration is made from, when it lies in the project and the lock file is not frozen, and puts it in its
 * place. Pinned first: what cannot be pinned is not put there, and when it cannot be put there, the old pin returns. After
 * a crash between the two, the lock file has the versions that are installed, and the next build makes the rest.
 * @throws what `changeLock` and `place` throw
 */
export async function pinIntegration(
  setup: BuilderSetup,
  { key, lock: before, rules }: Pinning,
  { entry }: LockPlan,
  place: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  if (key === undefined || rules.frozen) return place();
  const old = Object.hasOwn(before.integrations, key) ? before.integrations[key] : undefined;
  const isWritten = await changeLock(setup, (lock) => withEntry(lock, key, entry));
  try {
    await place();
  } catch (error) {
    // Nothing else can be done when this fails too, and the first failure is the one to tell.
    if (isWritten) await changeLock(setup, (lock) => withEntry(lock, key, old)).catch(() => false);
    throw error;
  }
}

function withEntry(
  lock: LockFile,
  key: string,
  entry: LockFile["integrations"][string] | undefined,
): LockFile {
  const { [key]: _old, ...others } = lock.integrations;
  return { ...lock, integrations: entry ? { ...others, [key]: entry } : others };
}
