import type { Diagnostic } from "../errors/diagnostic.js";
import { errorCodes } from "../errors/error-codes.js";
import type { PublishedPattern, PublishedVersion } from "./published-pattern.js";
import type { TrustSettings } from "./trust-settings.js";

/** How long a version must have been published before it is installed. */
export interface ReleaseAge {
  /** Milliseconds; 0 for any. */
  readonly minimum: number;
  /** Whether a version whose registry does not say when it was published is refused. Default: it is a warning. */
  readonly strict?: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** One day: most packages with something bad in them are found within hours, and pnpm and Yarn wait as long. */
const defaultHours = 24;

const hour = 60 * 60 * 1000;

/**
 * The age that releases must have by the settings: what the user asks for now, else in the file of settings, else a day;
 * and never less than the project's.
 * @param hours what the command line asks for
 */
export function releaseAge(
  { project, user }: TrustSettings,
  hours: number | undefined,
  now: number,
): ReleaseAge {
  const own = hours ?? user.minimumAgeHours ?? defaultHours;
  const least = Math.max(0, ...project.map(({ minimumAgeHours = 0 }) => minimumAgeHours));
  // Who wrote it down wants to be certain.
  const strict = least > 0 || (hours === undefined && user.minimumAgeHours !== undefined);
  return { minimum: Math.max(own, least) * hour, strict, now };
}

/** AF_RELEASE_TOO_NEW: as an error when the version is too new, as a warning when nobody knows. */
export function ageProblem(
  { name, registry }: PublishedPattern,
  { version, publishedAt }: PublishedVersion,
  { minimum, strict = false, now }: ReleaseAge,
): Diagnostic | undefined {
  if (minimum <= 0) return undefined;
  const help = `Wait, name the version exactly (${name}@${version}), or give --minimum-age <hours>.`;
  const location = { source: `npm:${name}@${version}` };
  const code = errorCodes.releaseTooNew;
  if (publishedAt === undefined) {
    const message = `The registry ${registry} does not say when ${name} ${version} was published, so its age was not checked.`;
    return { code, severity: strict ? "error" : "warning", message, location, help };
  }
  const age = now - Date.parse(publishedAt);
  if (age >= minimum) return undefined;
  const message = `${name} ${version} was published ${hoursText(age)} ago; it has to be ${hoursText(minimum)} old.`;
  return { code, severity: "error", message, location, help };
}

function hoursText(milliseconds: number): string {
  const count = Math.max(0, Math.floor((milliseconds / hour) * 10) / 10);
  return count === 1 ? "1 hour" : `${count} hours`;
}
