import type { SchemaObject, SchemaObjectKind } from "../model/schema-object.js";

/** Where a kind stands when nothing else decides; the order that people expect. */
const ranks: Readonly<Record<SchemaObjectKind, number>> = {
  schema: 0,
  extension: 1,
  "extension schema": 2,
  sequence: 3,
  enum: 4,
  composite: 5,
  range: 6,
  domain: 7,
  "domain rule": 8,
  table: 9,
  column: 10,
  function: 11,
  default: 12,
  partition: 13,
  constraint: 14,
  index: 15,
  "foreign key": 16,
  view: 17,
  "view column": 18,
  "materialized view": 19,
  "sequence owner": 20,
  trigger: 21,
  "row security": 22,
  policy: 23,
};

/** Every object after what it needs; a circle is broken where it is entered. */
export function inOrder(objects: readonly SchemaObject[]): readonly SchemaObject[] {
  const byId = new Map(objects.map((object) => [object.id, object]));
  const visited = new Set<string>();
  const ordered: SchemaObject[] = [];
  const visit = (object: SchemaObject): void => {
    if (visited.has(object.id)) return;
    visited.add(object.id);
    for (const id of object.needs) {
      const needed = byId.get(id);
      if (needed !== undefined) visit(needed);
    }
    ordered.push(object);
  };
  // The sort keeps the order of equals, which is that of their ids.
  for (const object of objects.toSorted(
    (left, right) => ranks[left.kind] - ranks[right.kind] || position(left) - position(right),
  )) {
    visit(object);
  }
  return ordered;
}

function position({ column }: SchemaObject): number {
  return column?.position ?? 0;
}
