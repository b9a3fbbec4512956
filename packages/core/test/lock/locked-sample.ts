import type { LockedIntegration, LockedPattern } from "../../src/lock/lock-file.js";

/** A hash that a tarball could have. */
export const sampleIntegrity = `sha512-${"A".repeat(86)}==`;

/** A pattern as it could be pinned. */
export function lockedPattern(changes: Partial<LockedPattern> = {}): LockedPattern {
  return {
    package: "pattern-status",
    version: "1.2.3",
    integrity: sampleIntegrity,
    content: `sha256-${"0".repeat(64)}`,
    ...changes,
  };
}

/** An integration as it could be pinned. */
export function lockedIntegration(changes: Partial<LockedIntegration> = {}): LockedIntegration {
  return {
    name: "Status",
    contract: 1,
    pattern: lockedPattern(),
    extends: [],
    document: { source: "status.json", digest: `sha256-${"1".repeat(64)}` },
    options: { name: "Status" },
    ...changes,
  };
}
