import * as zod from "zod/mini";

/*
 * What schemas of zod are made with here. Of what is inside, the compiler knows only that it is a schema: to work out
 * the type of each would take it twenty times as long, and the types are those of `src/types` anyway.
 */

/** A schema of such values. */
export type Of<Value> = zod.ZodMiniType<Value>;

type Schema = Of<unknown>;
type Members = Readonly<Record<string, Schema>>;
type Literal = string | number | bigint | boolean | null;

export {
  bigint,
  boolean,
  custom,
  date,
  gt,
  gte,
  instanceof,
  lt,
  lte,
  maxLength,
  minLength,
  multipleOf,
  never,
  null,
  number,
  refine,
  string,
  undefined,
  unknown,
} from "zod/mini";

type Issues = readonly zod.core.$ZodIssue[];

/** What named schemas found in objects while one value is looked at. */
let found: Map<Schema, Map<object, Issues>> | undefined;

/**
 * A schema with a name. It is made when it is first used, so that it may name itself and others that stand below it,
 * and that importing costs nothing. It looks at each object once, however many variants of a union name it.
 */
export function define<Value>(make: () => Schema): Of<Value>;
export function define(make: () => Schema): Schema {
  let made: Schema | undefined;
  return zod.unknown().check((payload) => {
    made ??= make();
    for (const issue of issuesOf(made, payload.value))
      payload.issues.push({ ...issue, path: [...issue.path], input: undefined });
  });
}

function issuesOf(schema: Schema, value: unknown): Issues {
  if (typeof value !== "object" || value === null) return parseIssues(schema, value);
  const outermost = found === undefined;
  found ??= new Map();
  try {
    const known = found.get(schema) ?? new Map<object, Issues>();
    found.set(schema, known);
    const earlier = known.get(value);
    if (earlier) return earlier;
    // A value that holds itself is what it should be if the rest is.
    known.set(value, []);
    const issues = parseIssues(schema, value);
    known.set(value, issues);
    return issues;
  } finally {
    if (outermost) found = undefined;
  }
}

function parseIssues(schema: Schema, value: unknown): Issues {
  return schema.safeParse(value).error?.issues ?? [];
}

export function literal(...values: readonly Literal[]): zod.ZodMiniLiteral<Literal> {
  return zod.literal(values);
}

export function optional(schema: Schema): Schema {
  return zod.optional(schema);
}

export function nullable(schema: Schema): Schema {
  return zod.nullable(schema);
}

export function union(...variants: readonly Schema[]): Schema {
  return zod.union(variants);
}

export function intersection(left: Schema, right: Schema): Schema {
  return zod.intersection(left, right);
}

export function array(item: Schema): zod.ZodMiniArray<Schema> {
  return zod.array(item);
}

/** @param others what follows the items; left out: nothing */
export function tuple(items: readonly Schema[], others?: Schema): Of<readonly unknown[]> {
  const [first, ...further] = items;
  if (first === undefined) return zod.array(others ?? zod.never());
  return others === undefined
    ? zod.tuple([first, ...further])
    : zod.tuple([first, ...further], others);
}

/** An object that may have other members, too. @param others what those are; left out: anything */
export function object(members: Members, others?: Schema): Of<object> {
  if (Object.keys(members).some(isInherited)) return withInherited(members, others);
  return others === undefined
    ? zod.looseObject(members)
    : zod.catchall(zod.object(members), others);
}

/** An object without other members. */
export function strictObject(members: Members): Of<object> {
  if (Object.keys(members).some(isInherited)) return withInherited(members, zod.never());
  return zod.strictObject(members);
}

/** True for what every object inherits, such as `constructor`: zod takes it for a member that is there. */
function isInherited(name: string): boolean {
  return name in {};
}

function withInherited(members: Members, others?: Schema): Of<object> {
  const entries = Object.entries(members);
  const parts = entries
    .filter(([name]) => isInherited(name))
    .flatMap(([name, member]) => [
      ...(member.type === "optional" ? [] : [hasMember(name)]),
      matchingMembers((text) => text === name, member),
    ]);
  if (others !== undefined)
    parts.push(matchingMembers((name) => !Object.hasOwn(members, name), others));
  const plain = Object.fromEntries(entries.filter(([name]) => !isInherited(name)));
  return parts.reduce(
    (object: Of<object>, part) => zod.intersection(object, part),
    zod.looseObject(plain),
  );
}

function hasMember(name: string): Of<object> {
  return zod.custom(
    (value) => typeof value === "object" && value !== null && Object.hasOwn(value, name),
    { error: `expected a member ${name}` },
  );
}

/** An object in which the members with certain names are what a schema takes. */
export function matchingMembers(name: (text: string) => boolean, member: Schema): Of<object> {
  return zod.looseRecord(zod.string().check(zod.refine(name)), member);
}
