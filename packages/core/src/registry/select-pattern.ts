import type { AnyPattern } from "../contract/pattern.js";
import type { Requirements } from "../contract/requirements.js";
import type { Diagnostic } from "../errors/diagnostic.js";
import { visible } from "../template/literal.js";
import { compareText } from "../template/compare-text.js";
import type { DiscoveredPattern } from "./discovered-pattern.js";
import { loadPattern } from "./load-pattern.js";
import { type Candidate, scoreManifest } from "./score-manifest.js";
import { noPatternFits, patternsTie } from "./selection-error.js";

/** The pattern that fits best, and how every other one did. */
export interface Selection {
  readonly chosen: DiscoveredPattern;
  /** Best first; of equal scores by package name, then by the name it is installed under. */
  readonly candidates: readonly Candidate[];
}

/** How a pattern is selected. */
export interface SelectPatternOptions {
  /** Loads the few that have to be asked. Default: `loadPattern`. */
  readonly load?: (pattern: DiscoveredPattern) => Promise<AnyPattern>;
  /** What is wrong with patterns that could not be discovered: why none fits, when none does. Default: nothing. */
  readonly problems?: readonly Diagnostic[];
}

/** At most this many patterns are loaded to choose between them. */
const maximumAsked = 3;
/** Scores nearer than this are equal: which of them is better is for the user to say. */
const tieMargin = 0.05;

/**
 * Chooses the pattern for the requirements. Manifests decide, without importing anything: 1 for a pattern that knows
 * the service by name, 0.5 for one that serves its whole type, when that is asked for. Only when two or three share the
 * best score are they loaded, and their score becomes score × `matches(requirements)`.
 * @throws AF_PATTERN_UNKNOWN, AF_TYPE_UNKNOWN or AF_SERVICE_UNKNOWN when none fits, with the nearest known names
 * @throws AF_PATTERN_TIED when several still fit equally well
 * @throws what loading threw, when none of those that had to be asked could be
 */
export async function selectPattern(
  requirements: Requirements,
  discovered: readonly DiscoveredPattern[],
  { load = loadPattern, problems = [] }: SelectPatternOptions = {},
): Promise<Selection> {
  const scored = discovered
    .map((pattern) => scoreManifest(pattern, requirements))
    .toSorted(bestFirst);
  const level = levelWithBest(scored);
  if (level.length > maximumAsked) throw patternsTie(requirements, level);
  if (level.length < 2) return conclude(requirements, scored, problems);
  const asked: Answer[] = [];
  // One after the other, so that what one does to the process while loading is not put down to another.
  for (const candidate of level) asked.push(await ask(candidate, requirements, load));
  const [failure] = asked.flatMap((answer) => answer.failure ?? []);
  // A lesser pattern must not take the place of better ones only because they are broken.
  if (failure && asked.every((answer) => answer.failure)) throw failure.error;
  const others = scored.filter((candidate) => !level.includes(candidate));
  return conclude(
    requirements,
    [...asked.map(({ candidate }) => candidate), ...others].toSorted(bestFirst),
    problems,
  );
}

function conclude(
  requirements: Requirements,
  candidates: readonly Candidate[],
  problems: readonly Diagnostic[],
): Selection {
  const level = levelWithBest(candidates);
  const [best] = level;
  if (!best) {
    throw noPatternFits(
      requirements,
      candidates.map(({ pattern }) => pattern),
      problems,
    );
  }
  if (level.length > 1) throw patternsTie(requirements, level);
  return { chosen: best.pattern, candidates };
}

/**
 * The best candidate and those that are as good, if any is possible at all. Of one package that is installed several
 * times, what has its own name goes before its aliases: those are there for who asks for them.
 */
function levelWithBest(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = candidates[0]?.score ?? 0;
  const level = candidates.filter(({ score }) => score > 0 && score > best - tieMargin);
  const own = new Set(level.filter(isOwn).map(({ pattern }) => pattern.packageName));
  return level.filter((candidate) => isOwn(candidate) || !own.has(candidate.pattern.packageName));
}

interface Answer {
  readonly candidate: Candidate;
  /** Set when the pattern could not be asked. */
  readonly failure?: { readonly error: unknown };
}

async function ask(
  { pattern, score, reasons }: Candidate,
  requirements: Requirements,
  load: (pattern: DiscoveredPattern) => Promise<AnyPattern>,
): Promise<Answer> {
  try {
    const loaded = await load(pattern);
    const fit = loaded.matches?.(requirements) ?? 1;
    if (!Number.isFinite(fit) || fit < 0 || fit > 1)
      throw new RangeError(`its matches() gave ${fit}, not 0 to 1`);
    if (fit === 0) {
      return { candidate: { pattern, score: 0, reasons, rejected: "says that it does not fit" } };
    }
    const reason = `gives itself ${fit} of 1`;
    return { candidate: { pattern, score: score * fit, reasons: [...reasons, reason] } };
  } catch (error) {
    const rejected = visible(error instanceof Error ? error.message : String(error));
    return { candidate: { pattern, score: 0, reasons, rejected }, failure: { error } };
  }
}

/** Whether it is installed under its own name. */
function isOwn({ pattern }: Candidate): boolean {
  return pattern.installedAs === pattern.packageName;
}

function bestFirst(left: Candidate, right: Candidate): number {
  return (
    right.score - left.score ||
    compareText(left.pattern.packageName, right.pattern.packageName) ||
    compareText(left.pattern.installedAs, right.pattern.installedAs)
  );
}
