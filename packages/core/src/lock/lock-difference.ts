import { type Json, jsonText, visible } from "../template/literal.js";
import { sortedJson } from "../template/sorted-json.js";
import type { LockedIntegration, LockedPattern } from "./lock-file.js";

/** One thing that is not as the lock file has it. */
export interface LockDifference {
  /** What differs: `pattern.version`, `extends.@agentflow/pattern-api.content`, `options.include` … */
  readonly field: string;
  /** As JSON; `null` when the lock file has none. */
  readonly pinned: string | null;
  /** As JSON; `null` when there is none now. */
  readonly found: string | null;
}

/** How an integration as it is made now differs from what the lock file has of it. */
export function lockDifferences(
  pinned: LockedIntegration,
  found: LockedIntegration,
): readonly LockDifference[] {
  const bases = [...new Set([...pinned.extends, ...found.extends].map((base) => base.package))];
  return [
    ...differing("", pinned, found, ["name", "contract"]),
    ...patternDifferences("pattern", pinned.pattern, found.pattern),
    ...bases.flatMap((name) =>
      patternDifferences(
        `extends.${name}`,
        pinned.extends.find((base) => base.package === name),
        found.extends.find((base) => base.package === name),
      ),
    ),
    ...differing("document.", pinned.document, found.document, ["source", "digest"]),
    ...differing("options.", pinned.options, found.options, [
      ...new Set([...Object.keys(pinned.options), ...Object.keys(found.options)]),
    ]),
  ];
}

/** `pattern.version: pinned "1.2.3", found "1.3.0"`, cut where it would be too long for a line. */
export function lockDifferenceText({ field, pinned, found }: LockDifference): string {
  return `${visible(field)}: pinned ${shortened(pinned)}, found ${shortened(found)}`;
}

function patternDifferences(
  field: string,
  pinned: LockedPattern | undefined,
  found: LockedPattern | undefined,
): readonly LockDifference[] {
  if (!pinned || !found) {
    return [{ field, pinned: versionOf(pinned), found: versionOf(found) }];
  }
  // What nobody could tell the hash of differs in nothing that is known.
  const known = pinned.integrity !== null && found.integrity !== null;
  return differing(`${field}.`, pinned, found, [
    "package",
    "version",
    ...(known ? ["integrity"] : []),
    "content",
    "linked",
    "repository",
  ]);
}

function versionOf(pattern: LockedPattern | undefined): string | null {
  return pattern ? jsonText(`${pattern.package}@${pattern.version}`) : null;
}

function differing(
  prefix: string,
  pinned: Readonly<Record<string, Json | undefined>>,
  found: Readonly<Record<string, Json | undefined>>,
  fields: readonly string[],
): readonly LockDifference[] {
  return fields
    .map((field) => ({
      field: `${prefix}${field}`,
      pinned: textOf(pinned, field),
      found: textOf(found, field),
    }))
    .filter((difference) => difference.pinned !== difference.found);
}

function textOf(fields: Readonly<Record<string, Json | undefined>>, field: string): string | null {
  const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
  return value === undefined ? null : jsonText(sortedJson(value));
}

function shortened(text: string | null): string {
  if (text === null) return "nothing";
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}
