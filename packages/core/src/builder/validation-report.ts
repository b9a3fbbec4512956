import type { Diagnostic } from "../errors/diagnostic.js";
import type {
  BuildTimings,
  PatternReference,
  Score,
  TestCounts,
  UnitCount,
} from "./build-report.js";

/** How the files of a package differ from its record; paths are sorted. */
export interface PackageChanges {
  /** Generated files whose bytes differ. */
  readonly edited: readonly string[];
  /** Generated files that are gone. */
  readonly missing: readonly string[];
  /** Files that the generator never wrote. */
  readonly added: readonly string[];
}

/** What validating a package as it stands came to; `integrate validate --json` prints exactly this. */
export interface ValidationReport {
  /** Whether every check held: no diagnostic is an error, and the score reaches 95. */
  readonly valid: boolean;
  readonly name: string;
  readonly pattern: PatternReference;
  /** Absolute path of the package. */
  readonly directory: string;
  readonly units: UnitCount;
  readonly changes: PackageChanges;
  readonly score: Score;
  readonly tests: TestCounts;
  readonly timings: Pick<BuildTimings, "typecheck" | "tests" | "total">;
  readonly diagnostics: readonly Diagnostic[];
}
