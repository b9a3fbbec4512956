import type { Comparison } from "../contract/comparison.js";
import type { Diagnostic } from "../errors/diagnostic.js";
import type { BuildTimings, PatternReference } from "./build-report.js";
import type { PackageChanges } from "./validation-report.js";

/** A generated file that would be written otherwise now. */
export interface FileDrift {
  readonly path: string;
  readonly kind: "added" | "removed" | "changed";
  /** Lines that writing it now would add and take away; against the file as it stands, when somebody has edited it. */
  readonly lines: { readonly added: number; readonly removed: number };
  /** Whether somebody has edited it, so that a part of these lines may be theirs. */
  readonly edited: boolean;
  /** As `diff -u` shows it. */
  readonly text: string;
}

/** How a service has drifted from what a package was generated from; `integrate diff --json` prints exactly this. */
export interface DriftReport {
  /** Whether anything differs: the model, or a file that would be generated. */
  readonly drifted: boolean;
  readonly name: string;
  /** The pattern as it is installed, which read the service. */
  readonly pattern: PatternReference;
  /** Absolute path of the package. */
  readonly directory: string;
  /** `null` when the pattern compares no models. */
  readonly comparison: Comparison | null;
  /** Sorted by path; without what the package records of itself. */
  readonly files: readonly FileDrift[];
  /** What was changed in the package since it was generated; no drift. */
  readonly changes: PackageChanges;
  readonly timings: Pick<BuildTimings, "inspect" | "render" | "total">;
  readonly diagnostics: readonly Diagnostic[];
}
