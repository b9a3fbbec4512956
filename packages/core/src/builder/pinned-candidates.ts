import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { lockFileName } from "../lock/lock-file.js";
import { isLinked } from "../lock/package-content.js";
import type { DiscoveredPattern } from "../registry/discovered-pattern.js";
import type { Candidate } from "../registry/score-manifest.js";
import { isNamed } from "../registry/score-manifest.js";
import { stringLiteral } from "../template/literal.js";
import type { Pinning } from "./pinning.js";

/**
 * The installed patterns that may build an integration: all when nothing is pinned, else the pinned version of the
 * pinned pattern, under the name that it was installed under when it is installed under several.
 * @param wanted what the user asks for with `--pattern`
 * @throws AF_VERSION_NOT_PINNED when it is not installed, or the user asks for another one
 */
export function pinnedCandidates(
  patterns: readonly DiscoveredPattern[],
  { entry, key, rules }: Pinning,
  wanted: string | undefined,
): readonly DiscoveredPattern[] {
  if (!entry) return patterns;
  const { package: name, version, installedAs = name } = entry.pattern;
  const asked = patterns.filter((pattern) => pattern.installedAs === wanted);
  if (rules.accept && asked.length > 0) return asked;
  const installed = patterns.filter(({ packageName }) => packageName === name);
  const allowed = installed.filter((pattern) => wanted === undefined || isNamed(pattern, wanted));
  const pinned = allowed.filter((pattern) => pattern.version === version);
  const [chosen] = [...pinned.filter((pattern) => pattern.installedAs === installedAs), ...pinned];
  if (chosen) return [chosen];
  if (rules.anyVersion) return allowed.length > 0 ? allowed : patterns;
  // Whoever writes a pattern changes its version, and is asked for nothing.
  const own = allowed.filter(({ directory }) => isLinked(directory));
  if (own.length > 0 && entry.pattern.linked === true && !rules.frozen) return own;
  throw notPinned({ integration: key ?? "", package: name, version }, installed, wanted);
}

/** Those that a pin leaves out, as candidates of a selection. */
export function leftOut(
  patterns: readonly DiscoveredPattern[],
  candidates: readonly DiscoveredPattern[],
): readonly Candidate[] {
  return patterns
    .filter((pattern) => !candidates.includes(pattern))
    .map((pattern) => ({
      pattern,
      score: 0,
      reasons: [],
      rejected: `is not what ${lockFileName} pins`,
    }));
}

function notPinned(
  pin: { readonly integration: string; readonly package: string; readonly version: string },
  installed: readonly DiscoveredPattern[],
  wanted: string | undefined,
): AgentFlowError {
  const { package: name, version } = pin;
  const [other] = installed;
  const versions = installed.map((pattern) => pattern.version).join(" and ");
  const found =
    wanted !== undefined && installed.some((pattern) => pattern.version === version)
      ? `--pattern asks for ${stringLiteral(wanted)}`
      : other === undefined
        ? "it is not installed"
        : `${versions} is installed`;
  return new AgentFlowError(
    errorCodes.versionNotPinned,
    `${stringLiteral(pin.integration)} is pinned to ${name} ${version}, and ${found}.`,
    {
      help:
        other === undefined
          ? `Install ${name}@${version}, or use another pattern with --accept.`
          : `See and take what changes with \`agentflow pattern upgrade ${other.installedAs} --to ${other.version}\`, or install ${name}@${version} again.`,
    },
  );
}
