import { chooseVersion } from "../catalog/choose-version.js";
import { judgePublisher } from "../catalog/judge-publisher.js";
import type { PublishedPattern, PublishedVersion } from "../catalog/published-pattern.js";
import type { ReleaseAge } from "../catalog/release-age.js";
import type { TrustSettings } from "../catalog/trust-settings.js";
import { semver } from "../catalog/semver.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { isLinked } from "../lock/package-content.js";
import type { DiscoveredPattern } from "../registry/discovered-pattern.js";
import { isNamed } from "../registry/score-manifest.js";
import { nearestNames } from "../registry/nearest-names.js";
import { stringLiteral } from "../template/literal.js";
import { changesOfOrigin } from "./changes-of-origin.js";

/**
 * The installed pattern that a name means: the name that it is installed under before its package's and its id.
 * @throws AF_PATTERN_UNKNOWN, AF_PATTERN_TIED when it means several, AF_UPGRADE_REFUSED when it is a working copy
 */
export function installedPattern(
  patterns: readonly DiscoveredPattern[],
  name: string,
): DiscoveredPattern {
  const named = patterns.filter((pattern) => isNamed(pattern, name));
  const meant = named.find(({ installedAs }) => installedAs === name);
  const [only] = meant ? [meant] : named;
  if (!only) {
    const known = patterns.map(({ installedAs }) => installedAs);
    const near = nearestNames(name, known).map((one) => stringLiteral(one));
    throw new AgentFlowError(
      errorCodes.patternUnknown,
      `No installed pattern is called ${stringLiteral(name)}.`,
      {
        help: `${near.length > 0 ? `Did you mean ${near.join(" or ")}? ` : ""}See them with \`agentflow pattern list\`.`,
      },
    );
  }
  if (!meant && named.length > 1) {
    const names = named.map(({ installedAs, version }) => `${installedAs} (${version})`);
    throw new AgentFlowError(
      errorCodes.patternTied,
      `${stringLiteral(name)} is installed ${named.length} times: as ${names.join(" and ")}.`,
      { help: "Give the name that it is installed under." },
    );
  }
  if (!isLinked(only.directory)) return only;
  throw new AgentFlowError(
    errorCodes.upgradeRefused,
    `${only.packageName} is a working copy in ${stringLiteral(only.directory)}, which nothing is installed over.`,
    {
      help: "Change the copy, and create the integrations again with --force; or install a published version in its place.",
    },
  );
}

/** What a version has to satisfy, and from which one it is chosen. */
export interface TargetRules {
  /** The installed version. */
  readonly installed: string;
  readonly settings: TrustSettings;
  readonly age: ReleaseAge;
}

/**
 * The published version to go to: one that the settings of the project and of the user allow.
 * @param to exact; left out: the latest that fits this contract and the age that releases must have, or the installed one
 * when none is newer
 * @throws AF_USAGE_INVALID when it is no exact version, AF_PUBLISHER_UNTRUSTED, and what `chooseVersion` throws
 */
export function targetVersion(
  published: PublishedPattern,
  to: string | undefined,
  { installed, settings, age }: TargetRules,
): PublishedVersion {
  if (to !== undefined && semver().valid(to) !== to) {
    throw new AgentFlowError(errorCodes.usageInvalid, `${stringLiteral(to)} is no exact version.`, {
      help: "Give one such as --to 1.2.3.",
    });
  }
  const version =
    to === undefined ? newestOf(published, installed, age) : chosen(published, to, age);
  // It is installed already: only what the settings forbid is refused, and nobody is asked again.
  judgePublisher(published, version, settings);
  return version;
}

function newestOf(
  published: PublishedPattern,
  installed: string,
  age: ReleaseAge,
): PublishedVersion {
  const isNewer = ({ version }: PublishedVersion) =>
    semver().valid(installed) === null || semver().gt(version, installed);
  const present = published.versions.find(({ version }) => version === installed);
  const latest = chosen(published, undefined, { ...age, minimum: 0 });
  if (present && !isNewer(latest)) return present;
  // Only newer ones: that they are too new is no reason to go back.
  return chosen({ ...published, versions: published.versions.filter(isNewer) }, undefined, age);
}

function chosen(
  published: PublishedPattern,
  range: string | undefined,
  age: ReleaseAge,
): PublishedVersion {
  return chooseVersion(published, range, age).version;
}

/**
 * Refuses to go back, and to go to what somebody else published.
 * @param present versions that are installed or pinned
 * @throws AF_UPGRADE_REFUSED saying everything that speaks against it
 */
export function checkTarget(
  { name, versions }: PublishedPattern,
  present: readonly string[],
  target: PublishedVersion,
): void {
  const installed = versions.find(({ version }) => version === present[0]);
  const later = new Set(
    present.filter(
      (version) => semver().valid(version) !== null && semver().lt(target.version, version),
    ),
  );
  const objections = [
    ...[...later].map((version) => `${version}, which is installed or pinned, is newer`),
    ...(installed ? changesOfOrigin(installed, target) : []),
  ];
  if (objections.length === 0) return;
  throw new AgentFlowError(
    errorCodes.upgradeRefused,
    `${name} is not brought to ${target.version}: ${objections.join("; ")}.`,
    {
      help: `Look at it with \`agentflow pattern info ${name}\`, and take it with --accept when it is what you want.`,
    },
  );
}
