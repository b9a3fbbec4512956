import { serviceKey } from "../contract/requirements.js";
import type { Diagnostic } from "../errors/diagnostic.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import type { DiscoveredPattern } from "./discovered-pattern.js";

/**
 * AF_PATTERN_TIED, as a warning, for each service that patterns of several packages know by name: which of them is meant
 * the user has to say. Several versions of one package are no question: its own name goes before its aliases.
 */
export function claimedServices(patterns: readonly DiscoveredPattern[]): readonly Diagnostic[] {
  const claims = new Map<string, { readonly service: string; readonly by: Set<string> }>();
  for (const { manifest, packageName } of patterns) {
    for (const service of manifest.services) {
      const key = serviceKey(service);
      const claim = claims.get(key) ?? { service, by: new Set() };
      claim.by.add(packageName);
      claims.set(key, claim);
    }
  }
  return [...claims.values()]
    .filter(({ by }) => by.size > 1)
    .map(({ service, by }) => ({
      code: errorCodes.patternTied,
      severity: "warning",
      message: `${[...by].join(" and ")} know the service ${stringLiteral(service)}.`,
      help: `Choose one with --pattern ${[...by].join(" or --pattern ")}, or remove the others.`,
    }));
}
