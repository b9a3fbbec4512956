import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import { ownScope } from "./own-packages.js";
import { isPackageName } from "./package-name.js";
import { semver } from "./semver.js";
import { findSimilarName } from "./similar-name.js";

/** Which pattern is meant, and which versions of it. */
export interface PatternSpecifier {
  /** The full name of its package. */
  readonly name: string;
  /** An exact version, a range or a tag. Left out: whatever fits. */
  readonly range?: string;
}

const parts = /^(?<npm>npm:)?(?<name>@?[^@]+)(?:@(?<range>.*))?$/s;
const tag = /^[a-z][a-z0-9._-]*$/i;
/** What patterns of others begin with that have no scope. */
const communityPrefix = "agentflow-pattern-";

/**
 * What a user calls a pattern: `<name>[@<version, range or tag>]`. A name without a scope is short for one of
 * AgentFlow's own (`stripe` and `pattern-stripe` for `@agentflow/pattern-stripe`), so that nobody else can stand in for
 * it; only `agentflow-pattern-…` is a full name, and any name after `npm:`.
 * @throws AF_PACKAGE_LOOKALIKE when the name has letters that no package's name has, and looks like one of AgentFlow's
 * @throws AF_USAGE_INVALID when it names no package, or gives no version, range or tag after the `@`
 */
export function parsePatternSpecifier(text: string): PatternSpecifier {
  const { npm, name = "", range } = parts.exec(text)?.groups ?? {};
  if (!isPackageName(name)) {
    const similar = findSimilarName(name, []);
    if (similar !== undefined) throw lookalike(name, similar);
    throw invalid(
      text,
      "does not name a package",
      "such as stripe or @acme/agentflow-pattern-pets",
    );
  }
  const full = npm === undefined ? fullName(name) : name;
  if (range === undefined) return { name: full };
  if (range !== "" && (tag.test(range) || semver().validRange(range) !== null))
    return { name: full, range };
  throw invalid(
    text,
    "has no version, range or tag after the @",
    "such as stripe@1.2.3 or stripe@^1.2.0",
  );
}

function fullName(name: string): string {
  if (name.startsWith("@") || name.startsWith(communityPrefix)) return name;
  return `${ownScope}/pattern-${name.replace(/^pattern-/, "")}`;
}

function lookalike(name: string, similar: string): AgentFlowError {
  return new AgentFlowError(
    errorCodes.packageLookalike,
    `${stringLiteral(name)} looks like ${similar}, and is not the name of a package.`,
    { help: `Write ${similar} by hand: what was copied has other letters in it.` },
  );
}

function invalid(text: string, problem: string, example: string): AgentFlowError {
  return new AgentFlowError(errorCodes.usageInvalid, `${stringLiteral(text)} ${problem}.`, {
    help: `Give the name of a pattern as npm knows it, ${example}.`,
  });
}
