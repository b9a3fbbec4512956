import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral, visible } from "../template/literal.js";
import { ownScope } from "./own-packages.js";
import type { PublishedPattern, PublishedVersion } from "./published-pattern.js";
import type { TrustLimits, TrustSettings } from "./trust-settings.js";

/** Whom the user has to trust before the version is installed. */
export interface TrustQuestion {
  /** `publisher:<account>`, or of a version that names none that identifies anybody `scope:<scope>` or `package:<name>`. */
  readonly subject: string;
  /** Host and port of the registry that says so. */
  readonly registry: string;
  /** The subject for a person, such as `the publisher jane`. */
  readonly text: string;
}

/**
 * Whether somebody has to be asked before a version is installed. AgentFlow's own packages need no question, as long as
 * the registry they come from is the user's own choice and not the project's.
 * @returns undefined when its publisher is trusted
 * @throws AF_PUBLISHER_UNTRUSTED when the settings of the project or of the user do not allow it, whoever is trusted
 */
export function judgePublisher(
  published: PublishedPattern,
  version: PublishedVersion,
  settings: TrustSettings,
): TrustQuestion | undefined {
  for (const limits of [...settings.project, settings.user]) {
    if (!allows(limits, published.name, accountOf(version)))
      throw notAllowed(published, version, limits);
  }
  const subject = subjectOf(published, version);
  const trusted = Object.hasOwn(settings.trusted, published.registry)
    ? settings.trusted[published.registry]
    : [];
  if (trusted?.includes(subject)) return undefined;
  if (!published.isProjectsRegistry && scopeOf(published.name) === ownScope) return undefined;
  return { subject, registry: published.registry, text: subjectText(subject) };
}

function allows(
  { scopes, publishers }: TrustLimits,
  name: string,
  account: string | undefined,
): boolean {
  if (scopes === undefined && publishers === undefined) return true;
  const scope = scopeOf(name);
  return (
    (scope !== undefined && scopes?.includes(scope) === true) ||
    (account !== undefined && publishers?.includes(account) === true)
  );
}

/** The account that published it. A service that publishes for everybody is none. */
function accountOf({ publisher }: PublishedVersion): string | undefined {
  return publisher?.trustedPublisher === undefined ? publisher?.name : undefined;
}

function subjectOf({ name }: PublishedPattern, version: PublishedVersion): string {
  const account = accountOf(version);
  if (account !== undefined) return `publisher:${account}`;
  const scope = scopeOf(name);
  return scope === undefined ? `package:${name}` : `scope:${scope}`;
}

function subjectText(subject: string): string {
  const [kind = "", ...rest] = subject.split(":");
  const name = visible(rest.join(":"));
  if (kind === "publisher") return `the publisher ${name}`;
  return kind === "scope" ? `everything in ${name}` : `the package ${name}`;
}

function scopeOf(name: string): string | undefined {
  return name.startsWith("@") ? name.split("/")[0] : undefined;
}

function notAllowed(
  { name, registry }: PublishedPattern,
  version: PublishedVersion,
  { source }: TrustLimits,
): AgentFlowError {
  const account = accountOf(version);
  const by = account === undefined ? "no account that the registry names" : stringLiteral(account);
  return new AgentFlowError(
    errorCodes.publisherUntrusted,
    `${name} ${version.version}, published at ${registry} by ${by}, is not among what ${stringLiteral(source)} allows.`,
    {
      help: "Choose another pattern, or add its scope or publisher to that file.",
      location: { source },
    },
  );
}
