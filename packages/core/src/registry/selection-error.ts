import type { Requirements } from "../contract/requirements.js";
import type { Diagnostic } from "../errors/diagnostic.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import { compareText } from "../template/compare-text.js";
import type { DiscoveredPattern } from "./discovered-pattern.js";
import { nearestNames } from "./nearest-names.js";
import { type Candidate, isGeneral, isNamed } from "./score-manifest.js";

/**
 * Why no pattern fits, told from the most particular wish to the least: pattern, type, service.
 * @param diagnostics what is wrong with patterns that could not be discovered
 */
export function noPatternFits(
  requirements: Requirements,
  discovered: readonly DiscoveredPattern[],
  diagnostics: readonly Diagnostic[],
): AgentFlowError {
  const { name, type, pattern } = requirements;
  if (discovered.length === 0) {
    return new AgentFlowError(
      errorCodes.serviceUnknown,
      `No pattern is installed, so nothing knows the service ${stringLiteral(name)}.`,
      { help: "Add one to the project, such as @agentflow/pattern-api.", diagnostics },
    );
  }
  if (pattern !== undefined && !discovered.some((known) => isNamed(known, pattern))) {
    const known = discovered.map(({ installedAs }) => installedAs);
    return new AgentFlowError(
      errorCodes.patternUnknown,
      `No installed pattern is called ${stringLiteral(pattern)}.`,
      {
        help: `${didYouMean(nearestNames(pattern, known))}Installed are ${list(known)}.`,
        diagnostics,
      },
    );
  }
  if (type !== undefined && !discovered.some(({ manifest }) => manifest.type === type)) {
    const known = discovered.map(({ manifest }) => manifest.type);
    return new AgentFlowError(
      errorCodes.typeUnknown,
      `No installed pattern serves the type ${stringLiteral(type)}.`,
      {
        help: `${didYouMean(nearestNames(type, known))}The installed patterns serve ${list(known)}.`,
        diagnostics,
      },
    );
  }
  return serviceUnknown(requirements, discovered, diagnostics);
}

function serviceUnknown(
  { name, type, pattern }: Requirements,
  discovered: readonly DiscoveredPattern[],
  diagnostics: readonly Diagnostic[],
): AgentFlowError {
  const considered = discovered.filter(
    (known) =>
      (type === undefined || known.manifest.type === type) &&
      (pattern === undefined || isNamed(known, pattern)),
  );
  const services = (considered.length === 0 ? discovered : considered).flatMap(
    ({ manifest }) => manifest.services,
  );
  const help = [
    didYouMean(nearestNames(name, services)),
    wayOut(considered.filter(isGeneral)),
    services.length === 0 ? "" : `Known by name: ${list(services)}.`,
  ];
  const kind = type === undefined ? "" : ` of type ${stringLiteral(type)}`;
  return new AgentFlowError(
    errorCodes.serviceUnknown,
    `No installed pattern${kind} knows the service ${stringLiteral(name)}.`,
    { help: help.join("").trim(), diagnostics },
  );
}

/** How a general pattern would serve the service, when there is one. */
function wayOut(general: readonly DiscoveredPattern[]): string {
  const reader = general.find(({ manifest }) => manifest.documents.length > 0);
  if (reader) {
    return `Give the service's description with --document <file or URL>: ${reader.packageName} works from it. `;
  }
  const [other] = general;
  return other
    ? `${other.packageName} serves every service of its type: ask for it with --type ${other.manifest.type}. `
    : "Install a pattern for it, or choose another type. ";
}

/** Several patterns fit equally well, and choosing one is the user's business. */
export function patternsTie(
  requirements: Requirements,
  tied: readonly Candidate[],
): AgentFlowError {
  const names = tied.map(({ pattern }) => `${pattern.packageName} ${pattern.version}`);
  return new AgentFlowError(
    errorCodes.patternTied,
    `${names.join(" and ")} fit the service ${stringLiteral(requirements.name)} equally well.`,
    {
      help: `Choose with --pattern ${tied.map(({ pattern }) => pattern.installedAs).join(" or --pattern ")}.`,
    },
  );
}

function didYouMean(names: readonly string[]): string {
  return names.length === 0
    ? ""
    : `Did you mean ${names.map((name) => stringLiteral(name)).join(" or ")}? `;
}

/** At most twenty, so that a sentence stays one. */
function list(names: readonly string[]): string {
  const sorted = [...new Set(names)].toSorted(compareText);
  const shown = sorted.slice(0, 20).join(", ");
  return sorted.length > 20 ? `${shown} and ${sorted.length - 20} more` : shown;
}
