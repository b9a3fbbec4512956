import type { SchemaObject } from "../../model/schema-object.js";
import { sqlLiteral } from "../catalogue/sql-literal.js";
import { inOrder } from "../../drift/object-order.js";
import { attributeName, isType, type SchemaChange } from "./schema-change.js";
import type { SqlScript } from "../../drift/sql-script.js";

/** New values of enums. PostgreSQL lets nothing use them before the transaction that adds them has ended. */
export function addEnumValues(script: SqlScript, change: SchemaChange): void {
  for (const { id, kind, values } of change.to.values()) {
    if (kind !== "enum" || !change.altered.has(id) || values === undefined) continue;
    const before = change.from.get(id)?.values ?? [];
    for (const [index, value] of values.entries()) {
      if (before.includes(value)) continue;
      const previous = values[index - 1];
      const [first] = before;
      const place =
        previous === undefined
          ? first === undefined
            ? ""
            : ` BEFORE ${sqlLiteral(first)}`
          : ` AFTER ${sqlLiteral(previous)}`;
      script.statement(`ALTER ${id} ADD VALUE ${sqlLiteral(value)}${place}`);
    }
  }
}

/** Adds and drops attributes of a composite type that stays. */
export function changeAttributes(
  script: SqlScript,
  change: SchemaChange,
  after: SchemaObject,
): void {
  const old = change.from.get(after.id)?.values ?? [];
  const wanted = after.values ?? [];
  for (const attribute of old.filter((candidate) => !wanted.includes(candidate))) {
    script.remark(`Destructive: drops an attribute of ${after.name} with its values.`);
    script.statement(`ALTER ${after.id} DROP ATTRIBUTE ${attributeName(attribute)}`);
  }
  for (const attribute of wanted.filter((candidate) => !old.includes(candidate))) {
    script.statement(`ALTER ${after.id} ADD ATTRIBUTE ${attribute}`);
  }
}

/**
 * Drops the types that are made again while columns have them, or whose names something else is to have. The values of
 * their columns wait as text.
 */
export function setTypesAside(script: SqlScript, change: SchemaChange): void {
  const names = new Set([...change.to.values()].map(({ name }) => name));
  const aside = inOrder([...change.from.values()]).filter(
    (object) =>
      change.replacedTypes.has(object.id) ||
      (isType(object) && change.dropped.has(object.id) && names.has(object.name)),
  );
  const ids = new Set(aside.map(({ id }) => id));
  for (const object of change.from.values()) {
    const { id, column, needs, name } = object;
    if (!change.retyped.has(id) || column === undefined || !needs.some((need) => ids.has(need)))
      continue;
    if (change.isFromWhole(object, "to")) continue;
    script.remark(`Review: the values of ${name} become text here, and its new type below.`);
    script.statement(
      `ALTER TABLE ${column.table} ALTER COLUMN ${column.quoted} TYPE text USING ${column.quoted}::text`,
    );
  }
  for (const { id } of aside.toReversed()) {
    script.statement(`DROP ${id}`);
    change.dropped.delete(id);
  }
}
