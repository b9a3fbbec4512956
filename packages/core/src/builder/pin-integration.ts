import type { BuilderSetup } from "./builder-setup.js";
import type { LockPlan } from "./locked-integration.js";
import type { Pinning } from "./pinning.js";
import { changeLock } from "./write-lock.js";

/**
 * Pins what an integration was made from, when it lies in the project and the lock file is not frozen.
 * @throws what `changeLock` throws
 */
export async function pinIntegration(
  setup: BuilderSetup,
  { key, rules }: Pinning,
  { entry }: LockPlan,
): Promise<void> {
  if (key === undefined || rules.frozen) return;
  await changeLock(setup, (lock) => ({
    ...lock,
    integrations: { ...lock.integrations, [key]: entry },
  }));
}
