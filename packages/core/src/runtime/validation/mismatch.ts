import type { SchemaIssue } from "./schema.js";

/** One difference between a value and its schema. It holds nothing of the value but names of members. */
export interface Mismatch {
  /** Names of members and places in lists, from the outside in. */
  readonly path: readonly (string | number)[];
  /** What the value should be: `expected string`. */
  readonly message: string;
}

/** Differences that are told of one value. */
const mismatchLimit = 20;

/** What a schema found, without the values that it found it in. */
export function mismatchesOf(issues: readonly SchemaIssue[]): readonly Mismatch[] {
  return issues
    .map(innermost)
    .slice(0, mismatchLimit)
    .map((issue) => ({ path: issue.path.map(step), message: messageOf(issue) }));
}

/** `$.items[3].name`; the value itself is `$`. */
export function pathText(path: Mismatch["path"]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key)
      ? `${text}.${key}`
      : `${text}[${JSON.stringify(key)}]`;
  }, "$");
}

function step(key: PropertyKey): string | number {
  return typeof key === "number" ? key : String(key);
}

/** Of a union of which no variant fits, what is wrong with the nearest one. */
function innermost(issue: SchemaIssue): SchemaIssue {
  let found = issue;
  for (;;) {
    const variants: readonly (readonly SchemaIssue[])[] = found.errors ?? [];
    let best: SchemaIssue | undefined;
    let least = Infinity;
    for (const issues of variants) {
      const [first] = issues.filter(({ path }) => path.length > 0);
      const distance = distanceOf(issues);
      // A variant of another JSON type says nothing of what was meant.
      if (first === undefined || distance >= least) continue;
      [best, least] = [first, distance];
    }
    if (best === undefined) return found;
    found = { ...best, path: [...found.path, ...best.path] };
  }
}

/** How far a value is from a variant. One with another tag was not meant, however little else is wrong. */
function distanceOf(issues: readonly SchemaIssue[]): number {
  const tags = issues.filter(({ code, path }) => code === "invalid_value" && path.length === 1);
  return tags.length * 1_000 + issues.length;
}

/** The library's own words that mean nothing to others. */
const expectations: ReadonlyMap<unknown, string> = new Map([
  ["nonoptional", "a value"],
  ["never", "nothing"],
]);

/** Messages are made of what the schema says: those of a library may quote the value. */
function messageOf(issue: SchemaIssue): string {
  const { code, expected, minimum, maximum, inclusive, divisor, keys, errors } = issue;
  switch (code) {
    case "invalid_type":
      return `expected ${expectations.get(expected) ?? String(expected)}`;
    case "too_small":
      return `expected ${inclusive === false ? "more than" : "at least"} ${String(minimum)}${unitOf(issue)}`;
    case "too_big":
      return `expected ${inclusive === false ? "less than" : "at most"} ${String(maximum)}${unitOf(issue)}`;
    case "not_multiple_of":
      return divisor === 1
        ? "expected a whole number"
        : `expected a multiple of ${String(divisor)}`;
    case "unrecognized_keys":
      return `expected no ${keys?.map((key) => JSON.stringify(key)).join(", ") ?? "other member"}`;
    case "invalid_value":
      return "expected one of the values that the description lists";
    case "invalid_union":
      return `expected one of ${errors?.length ?? 0} variants`;
    default:
      // What refines a schema says itself what it expects, and knows nothing of the value.
      return issue.message.startsWith("expected ") ? issue.message : "expected another format";
  }
}

function unitOf({ origin }: SchemaIssue): string {
  if (origin === "string") return " characters";
  return origin === "array" ? " items" : "";
}
