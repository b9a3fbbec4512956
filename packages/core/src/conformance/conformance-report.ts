import type { RuleFinding } from "./rule.js";

/** Something wrong, where it was found, and what to do. */
export interface ConformanceFinding extends RuleFinding {
  /** What should hold. */
  readonly rule: string;
  /** Title of the case it was found with; left out: it is about the package. */
  readonly case?: string;
  readonly help: string;
}

/** One part of the score. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly weight: number;
  /** All of the weight when nothing was found, half of it with warnings only, 0 with an error. */
  readonly score: number;
  /** Whole milliseconds. */
  readonly duration: number;
  readonly findings: readonly ConformanceFinding[];
}

/** What a pattern is worth; `agentflow pattern test --json` prints exactly this. */
export interface ConformanceReport {
  readonly pattern: { readonly package: string; readonly version: string; readonly id: string };
  /** Version of @agentflow/core whose rules these are. */
  readonly core: string;
  readonly contract: number;
  readonly cases: readonly string[];
  /** Whether no check found an error. */
  readonly passed: boolean;
  /** Out of 100. */
  readonly score: number;
  readonly checks: readonly CheckResult[];
  /** A line of Markdown for the README of the pattern. */
  readonly badge: string;
}
