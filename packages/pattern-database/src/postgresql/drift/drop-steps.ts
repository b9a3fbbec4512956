import type { SchemaObject } from "../../model/schema-object.js";
import { inOrder } from "../../drift/object-order.js";
import { goesLast, type SchemaChange } from "./schema-change.js";
import type { SqlScript } from "../../drift/sql-script.js";

/** Parts of tables that have to go before what they need does, also when their table goes. */
const looseKinds: readonly string[] = ["foreign key", "constraint", "default", "trigger", "policy"];

/** Drops what goes, what needs it first; types, extensions and schemas are left for `dropLast`. */
export function dropFirst(script: SqlScript, change: SchemaChange): void {
  for (const object of goingIn(change)) {
    if (!goesLast(object)) drop(script, change, object);
  }
}

/** Drops types, extensions and schemas, when nothing has them any more. */
export function dropLast(script: SqlScript, change: SchemaChange): void {
  for (const object of goingIn(change)) {
    if (goesLast(object)) drop(script, change, object);
  }
}

function goingIn(change: SchemaChange): readonly SchemaObject[] {
  return inOrder([...change.from.values()])
    .filter(({ id }) => change.dropped.has(id))
    .toReversed();
}

function drop(script: SqlScript, change: SchemaChange, object: SchemaObject): void {
  const { id, kind, name } = object;
  const statement = dropStatementOf(object);
  if (statement === undefined || goesWithItsWhole(change, object)) return;
  if (change.isFromWhole(object, "from") || goesWithItsOwner(change, object)) return;
  if (isOfItsIndex(change, object)) return;
  const isBack = change.made.has(id);
  if (kind === "table") script.remark(`Destructive: drops the table ${name} with its rows.`);
  if (object.column !== undefined && object.column.generated === undefined) {
    script.remark(`Destructive: drops the column ${name} with its values.`);
  }
  if (kind === "sequence") script.remark(`Destructive: drops where ${name} has come to.`);
  if (kind === "partition" && !isBack) {
    script.remark(`Review: ${name} keeps the constraints and indexes that it has from its whole.`);
  }
  if (isBack && ["view", "materialized view", "function"].includes(kind)) {
    script.remark(`Review: ${name} is made again below; privileges on it must be granted anew.`);
  }
  script.statement(statement);
}

function dropStatementOf({ drop: statement, column }: SchemaObject): string | undefined {
  return column === undefined
    ? statement
    : `ALTER TABLE ${column.table} DROP COLUMN ${column.quoted}`;
}

/** Whether dropping what it is a part of drops it too, and nothing that it needs goes before that. */
function goesWithItsWhole(change: SchemaChange, object: SchemaObject): boolean {
  const { kind, needs, partOf } = object;
  if (partOf === undefined || !change.dropped.has(partOf)) return false;
  if (!looseKinds.includes(kind)) return true;
  const own = change.tableOf(object) ?? partOf;
  return needs.every((need) => {
    const needed = change.from.get(need);
    return (
      !change.dropped.has(need) ||
      need === own ||
      need === partOf ||
      (needed !== undefined && change.tableOf(needed) === own)
    );
  });
}

/** Whether an index goes with that of the whole, and only with it. */
function isOfItsIndex({ from }: SchemaChange, { kind, needs }: SchemaObject): boolean {
  return kind === "index" && needs.some((need) => from.get(need)?.kind === "index");
}

/** Whether a sequence goes with the column that it belongs to. */
function goesWithItsOwner({ from, dropped }: SchemaChange, { id, kind }: SchemaObject): boolean {
  if (kind !== "sequence") return false;
  const { needs = [] } = from.get(`OWNER OF ${id}`) ?? {};
  return needs.some((need) => from.get(need)?.kind === "column" && dropped.has(need));
}
