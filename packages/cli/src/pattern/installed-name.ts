import {
  AgentFlowError,
  type Discovery,
  errorCodes,
  isNamed,
  nearestNames,
  parsePatternSpecifier,
  stringLiteral,
} from "@agentflow/core";

/**
 * The name under which the project depends on the pattern that a user means: by that name, its package's, its id, or the
 * short form of AgentFlow's own; also one that cannot be used.
 * @throws AF_PATTERN_UNKNOWN when the project depends on no such pattern
 * @throws AF_PATTERN_TIED when it depends on several
 */
export function installedName(wanted: string, { patterns, unusable }: Discovery): string {
  const dependencies = patterns.filter(({ source }) => source !== "project");
  const { name } = parsePatternSpecifier(wanted);
  const direct = [...dependencies.map(({ installedAs }) => installedAs), ...unusable].find(
    (installedAs) => installedAs === wanted || installedAs === name,
  );
  if (direct !== undefined) return direct;
  const named = dependencies.filter(
    (pattern) => isNamed(pattern, wanted) || isNamed(pattern, name),
  );
  const [only, ...others] = named.map(({ installedAs }) => installedAs);
  if (only === undefined)
    throw unknown(wanted, [...dependencies.map(({ installedAs }) => installedAs), ...unusable]);
  if (others.length === 0) return only;
  throw new AgentFlowError(
    errorCodes.patternTied,
    `${stringLiteral(wanted)} means several installed patterns: ${[only, ...others].join(", ")}.`,
    { help: "Give the name that one of them is installed under." },
  );
}

function unknown(wanted: string, known: readonly string[]): AgentFlowError {
  const near = nearestNames(wanted, known);
  const hint = near.length === 0 ? "" : `Did you mean ${near.join(" or ")}? `;
  return new AgentFlowError(
    errorCodes.patternUnknown,
    `The project depends on no pattern called ${stringLiteral(wanted)}.`,
    { help: `${hint}\`agentflow pattern list\` shows what is installed.` },
  );
}
