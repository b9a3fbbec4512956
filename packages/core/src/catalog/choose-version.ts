import type { Diagnostic } from "../errors/diagnostic.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral, visible } from "../template/literal.js";
import { ageProblem, type ReleaseAge } from "./release-age.js";
import type { PublishedPattern, PublishedVersion } from "./published-pattern.js";
import { semver } from "./semver.js";
import { wantedVersions } from "./wanted-versions.js";

/** The version to install, and why it is not a newer one. */
export interface VersionChoice {
  readonly version: PublishedVersion;
  /** Why each newer version that was asked for was passed over, and what speaks against the chosen one; newest first. */
  readonly remarks: readonly Diagnostic[];
}

/** Other versions whose problems a failure lists. */
const reported = 10;

/**
 * Chooses the newest version that fits what was asked for, this contract and the age that releases must have, as npm
 * would: up to the one tagged `latest` where that fits, and a deprecated one only when there is no other. A version that
 * is named exactly may be of any age.
 * @param range an exact version, a range or a tag. Default: any release up to `latest`
 * @throws AF_PACKAGE_NOT_FOUND when the package has no such version
 * @throws AF_RELEASE_TOO_NEW when what fits is too new
 * @throws AF_CONTRACT_UNSUPPORTED or AF_MANIFEST_INVALID when none of them is a pattern that can be used here
 */
export function chooseVersion(
  published: PublishedPattern,
  range: string | undefined,
  age: ReleaseAge,
): VersionChoice {
  const wanted = wantedVersions(published, range);
  const isExact = range !== undefined && semver().valid(range) !== null;
  const judged = wanted.map((version) => ({
    version,
    problem: problemOf(published, version, isExact ? undefined : age),
  }));
  const fitting = judged.filter(({ problem }) => problem?.severity !== "error");
  const chosen = fitting.find(({ version }) => version.deprecated === undefined) ?? fitting[0];
  if (!chosen)
    throw noneFits(
      published,
      range,
      judged.flatMap(({ problem }) => problem ?? []),
    );
  const newer = judged.slice(0, judged.indexOf(chosen) + 1);
  return {
    version: chosen.version,
    remarks: newer.flatMap(({ version, problem }) => remarks(published, version, problem)),
  };
}

/** @param age left out: it may be of any */
function problemOf(
  published: PublishedPattern,
  version: PublishedVersion,
  age: ReleaseAge | undefined,
): Diagnostic | undefined {
  if (version.problems[0]) return version.problems[0];
  if (!version.manifest) return noPattern(published, version);
  return age && ageProblem(published, version, age);
}

function remarks(
  { name }: PublishedPattern,
  version: PublishedVersion,
  problem: Diagnostic | undefined,
): readonly Diagnostic[] {
  const known: readonly Diagnostic[] = problem ? [{ ...problem, severity: "warning" }] : [];
  if (version.deprecated === undefined) return known;
  return [
    ...known,
    {
      code: errorCodes.versionDeprecated,
      severity: "warning",
      message: `${name} ${version.version} is deprecated: ${visible(version.deprecated)}`,
      location: { source: `npm:${name}@${version.version}` },
      help: "Prefer what its author names instead.",
    },
  ];
}

function noneFits(
  published: PublishedPattern,
  range: string | undefined,
  problems: readonly Diagnostic[],
): AgentFlowError {
  // Waiting helps, or another age: that goes before what only the author can correct.
  const first = problems.find(({ code }) => code === errorCodes.releaseTooNew) ?? problems[0];
  if (!first) return noSuchVersion(published, range);
  const { code, message, help, location } = first;
  const diagnostics = problems.filter((problem) => problem !== first).slice(0, reported);
  return new AgentFlowError(code, message, { help, ...(location && { location }), diagnostics });
}

function noPattern({ name }: PublishedPattern, { version }: PublishedVersion): Diagnostic {
  return {
    code: errorCodes.manifestInvalid,
    severity: "error",
    message: `${name} ${version} is no pattern: its package.json has no "agentflow".`,
    help: "Check the name; `agentflow pattern search <text>` finds patterns by what they serve.",
  };
}

/** AF_PACKAGE_NOT_FOUND, with what there is. */
export function noSuchVersion(
  { name, versions, tags }: PublishedPattern,
  range: string | undefined,
): AgentFlowError {
  const known = versions
    .slice(0, 5)
    .map(({ version }) => version)
    .join(", ");
  return new AgentFlowError(
    errorCodes.packageNotFound,
    range === undefined
      ? `${name} has no version that can be installed.`
      : `${name} has no version ${stringLiteral(range)}.`,
    {
      help:
        known === ""
          ? "Check the name."
          : `Its newest are ${known}; its tags are ${Object.keys(tags).map(visible).toSorted().join(", ")}.`,
    },
  );
}
