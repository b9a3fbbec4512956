import { isDeepStrictEqual } from "node:util";
import { redact } from "../errors/redact.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { lockDifferences, lockDifferenceText } from "../lock/lock-difference.js";
import { type LockedIntegration, type LockedPattern, lockFileName } from "../lock/lock-file.js";
import { recordedTarball } from "../lock/recorded-integrity.js";
import { readPackageJson } from "../registry/package-json.js";
import { stringLiteral } from "../template/literal.js";
import type { BuilderSetup } from "./builder-setup.js";
import type { ChosenRequest } from "./create-draft.js";
import type { LockOutcome } from "./lock-outcome.js";
import type { MeasuredPackage } from "./measured-pattern.js";
import type { PackageRecord } from "./package-record.js";
import type { Pinning } from "./pinning.js";

/** What is to be pinned for an integration, and how it compares with what is. */
export interface LockPlan {
  readonly entry: LockedIntegration;
  readonly outcome: LockOutcome;
}

/**
 * Pins what a package was made from.
 * @param record of the package
 * @throws AF_LOCK_MISMATCHED naming everything that differs from what is pinned, when it is frozen
 */
export async function planLock(
  { setup, chosen, signal }: ChosenRequest,
  record: PackageRecord,
): Promise<LockPlan> {
  const { pinning, measured } = chosen;
  const { key, entry: pinned, rules } = pinning;
  const bases: LockedPattern[] = [];
  for (const base of measured.measuredBases) {
    bases.push(await lockedPattern(setup, pinning, base, signal));
  }
  const entry: LockedIntegration = {
    name: record.name,
    contract: record.contract,
    pattern: await lockedPattern(setup, pinning, measured.own, signal),
    extends: bases,
    document: record.document,
    options: record.options,
  };
  const differences = pinned ? lockDifferences(pinned, entry) : [];
  if (rules.frozen && differences.length > 0) {
    const texts = differences.map(lockDifferenceText).join("; ");
    throw new AgentFlowError(
      errorCodes.lockMismatched,
      `${stringLiteral(key ?? "")} is not what ${lockFileName} pins: ${texts}.`,
      {
        help: "Undo the change; or create the integration once without --frozen, review what differs, and commit the lock file.",
      },
    );
  }
  const unverified = [entry.pattern, ...bases].filter(
    ({ integrity, linked }) => integrity === null && linked !== true,
  );
  const state = key === undefined ? "outside" : stateOf(pinned, entry);
  return {
    entry,
    outcome: {
      state,
      differences,
      unverified: unverified.map(({ package: name, version }) => `${name}@${version}`),
    },
  };
}

function stateOf(
  pinned: LockedIntegration | undefined,
  entry: LockedIntegration,
): "added" | "changed" | "unchanged" {
  if (!pinned) return "added";
  return isDeepStrictEqual(pinned, entry) ? "unchanged" : "changed";
}

async function lockedPattern(
  setup: BuilderSetup,
  pinning: Pinning,
  found: MeasuredPackage,
  signal: AbortSignal,
): Promise<LockedPattern> {
  const { package: name, version, installedAs, content, linked, directory } = found;
  const known = samePin(pinning, found);
  const told = await tarballOf(setup, pinning, found, known, signal);
  const repository = repositoryOf(await readPackageJson(directory));
  return {
    package: name,
    version,
    ...(installedAs !== name && { installedAs }),
    ...told,
    content,
    ...(linked && { linked }),
    ...(repository !== undefined && { repository }),
  };
}

/** What is pinned of the very same bytes, for this integration or for another one. */
function samePin({ lock, entry }: Pinning, found: MeasuredPackage): LockedPattern | undefined {
  const entries = [...(entry ? [entry] : []), ...Object.values(lock.integrations)];
  return entries
    .flatMap((one) => [one.pattern, ...one.extends])
    .find(
      (one) =>
        one.package === found.package &&
        one.version === found.version &&
        one.content === found.content,
    );
}

/**
 * The hash of the tarball. What is pinned of the same bytes stays: only when the lock is frozen is the package manager's
 * lock file read again, and only when that came from the registry without keeping its hash is the registry asked.
 */
async function tarballOf(
  { projectDirectory, published }: BuilderSetup,
  { rules }: Pinning,
  found: MeasuredPackage,
  known: LockedPattern | undefined,
  signal: AbortSignal,
): Promise<Pick<LockedPattern, "integrity" | "provenance">> {
  const provenance = known?.provenance === undefined ? {} : { provenance: known.provenance };
  if (found.linked) return { integrity: null };
  const pinned = known?.integrity ?? null;
  if (pinned !== null && !rules.frozen) return { integrity: pinned, ...provenance };
  const recorded = recordedTarball(projectDirectory, found);
  if (recorded.integrity !== null) return { integrity: recorded.integrity, ...provenance };
  if (known || rules.frozen || !recorded.isPublished) return { integrity: pinned, ...provenance };
  const told = await published?.(found, signal);
  return { integrity: told?.integrity ?? null, ...(told && { provenance: told.provenance }) };
}

function repositoryOf(json: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const said = json?.["repository"];
  const url =
    typeof said === "object" && said !== null && "url" in said && typeof said.url === "string"
      ? said.url
      : said;
  if (typeof url !== "string") return undefined;
  const plain = redact(url)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, "")
    .slice(0, 500);
  return plain === "" ? undefined : plain;
}
