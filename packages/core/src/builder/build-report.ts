import type { Diagnostic } from "../errors/diagnostic.js";
import type { Cost } from "../orchestrator/budget.js";
import type { LockOutcome } from "./lock-outcome.js";

/** The pattern that made a package. */
export interface PatternReference {
  readonly package: string;
  readonly version: string;
  readonly id: string;
}

/** One rule of the score. */
export interface ScorePart {
  readonly id: string;
  readonly title: string;
  /** Points it can give; all weights sum to 100. */
  readonly weight: number;
  /** Points it gave; `null` when it was not measured, which gives none. */
  readonly score: number | null;
  /** Why points are missing, each naming its file or unit; `not measured: …` when `score` is `null`. */
  readonly findings: readonly string[];
}

/** What a package is worth, out of 100; `docs/guide/score.md` explains the weights. */
export interface Score {
  /** Points that were proven. What was not measured proves nothing, so an unverified package never reaches 95. */
  readonly total: number;
  /** Points that could have been proven: 100 when everything was measured. */
  readonly measured: number;
  readonly parts: readonly ScorePart[];
}

/** Tests that ran; both are 0 when none did. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** Whole milliseconds. Type check and tests run at the same time, so the parts sum to more than the total. */
export interface BuildTimings {
  readonly inspect: number;
  readonly render: number;
  readonly write: number;
  readonly typecheck: number;
  readonly tests: number;
  readonly total: number;
}

/** What a package covers, counted: a REST API's operations, a database's tables and views. */
export interface UnitCount {
  readonly singular: string;
  readonly plural: string;
  readonly count: number;
}

/** What one build came to; `integrate create --json` prints exactly this. */
export interface BuildReport {
  /** The service as the user wrote it. */
  readonly name: string;
  readonly pattern: PatternReference;
  /** Absolute path of the package. */
  readonly directory: string;
  readonly units: UnitCount;
  readonly files: number;
  /** UTF-8 bytes of all files. */
  readonly bytes: number;
  readonly score: Score;
  readonly tests: TestCounts;
  readonly timings: BuildTimings;
  readonly cost: Cost;
  /** Share of the code behind the integration that other integrations share, 0 to 1; see `docs/guide/reuse.md`. */
  readonly reuse: number;
  readonly lock: LockOutcome;
  readonly diagnostics: readonly Diagnostic[];
}
