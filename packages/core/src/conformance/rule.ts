import type { TestedCase, TestedPattern } from "./tested-pattern.js";

/** What a rule found wrong. */
export interface RuleFinding {
  /** A warning costs points; an error makes the pattern fail. */
  readonly severity: "error" | "warning";
  readonly message: string;
}

interface RuleText {
  /** What holds when nothing is found, as a sentence without its full stop. */
  readonly title: string;
  /** What to do when it does not, as an imperative sentence. */
  readonly help: string;
}

/** A rule about a package as a whole. */
export interface PackageRule extends RuleText {
  readonly scope: "package";
  readonly find: (
    tested: TestedPattern,
  ) => readonly RuleFinding[] | Promise<readonly RuleFinding[]>;
}

/** A rule that is tried with each case. */
export interface CaseRule extends RuleText {
  readonly scope: "case";
  readonly find: (
    tested: TestedPattern,
    one: TestedCase,
  ) => readonly RuleFinding[] | Promise<readonly RuleFinding[]>;
}

export type Rule = PackageRule | CaseRule;

/** A part of the score: rules that belong together. */
export interface Check {
  readonly id: string;
  readonly title: string;
  /** Points it gives when each of its rules holds; all weights sum to 100. */
  readonly weight: number;
  readonly rules: readonly Rule[];
}

export const errors = (messages: readonly string[]): readonly RuleFinding[] =>
  messages.map((message) => ({ severity: "error", message }));

export const warnings = (messages: readonly string[]): readonly RuleFinding[] =>
  messages.map((message) => ({ severity: "warning", message }));
