import type { SchemaObject } from "../model/schema-object.js";
import { compareNamed, type Differences } from "./differences.js";

/**
 * What only the SQL of two schemas tells, such as NULLS NOT DISTINCT of a key: every object of another form that nothing
 * was said about yet.
 */
export function compareObjects(
  found: Differences,
  before: readonly SchemaObject[],
  after: readonly SchemaObject[],
): void {
  const isTold = told(found);
  const old = new Map(before.map((object) => [object.id, object]));
  const present = new Map(after.map((object) => [object.id, object]));
  compareNamed(before, after, {
    name: ({ id }) => id,
    removed: (object) => {
      if (!isTold(object, old)) found.add("removed", [object.kind, object.name], "", true);
    },
    added: (object) => {
      if (!isTold(object, present)) found.add("added", [object.kind, object.name]);
    },
    both: (one, other) => {
      const subject = [other.kind, other.name] as const;
      if (isTold(other, present)) return;
      found.changed(subject, "", formOf(one), formOf(other), true);
      found.changed(subject, "comment", one.comment, other.comment);
    },
  });
}

/** Whether something was said about an object, or one came or went that it belongs to. */
function told({ names, wholes }: Differences) {
  // What is found from here on is no reason to keep another one back.
  const [before, gone] = [new Set(names), new Set(wholes)];
  const belongs = (object: SchemaObject, objects: ReadonlyMap<string, SchemaObject>): boolean => {
    const whole = object.partOf === undefined ? undefined : objects.get(object.partOf);
    return whole !== undefined && (gone.has(whole.name) || belongs(whole, objects));
  };
  return (object: SchemaObject, objects: ReadonlyMap<string, SchemaObject>): boolean =>
    before.has(object.name) ||
    (object.kind === "function" && before.has(object.name.replace(/\(.*$/s, ""))) ||
    belongs(object, objects);
}

function formOf({ create, afterColumns, alter, column }: SchemaObject): string {
  if (column === undefined) {
    return [...create, afterColumns ?? "", alter ?? ""].filter((text) => text !== "").join("; ");
  }
  const { type, collation, notNull, default: initial, generated, identity } = column;
  return [
    type,
    ...(collation === undefined ? [] : [`collate ${collation}`]),
    ...(initial === undefined ? [] : [`default ${initial}`]),
    generated ?? "",
    identity ?? "",
    notNull ? "not null" : "",
  ]
    .filter((text) => text !== "")
    .join(" ");
}
