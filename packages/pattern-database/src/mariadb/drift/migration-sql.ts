import type { SchemaObject } from "../../model/schema-object.js";
import { tableSql } from "../schema-sql/table-sql.js";
import { type ForeignKeyChanges, foreignKeyChanges } from "./foreign-key-changes.js";
import { MariadbScript, usualMode } from "./mariadb-script.js";
import { SchemaChange } from "./schema-change.js";
import { alterSequence } from "./sequence-steps.js";
import { nameOf } from "./statement-name.js";
import { alterTable } from "./table-steps.js";
import { quotedName } from "../sql/quoted.js";
import { versioning } from "./versioning.js";

/**
 * SQL that makes one schema into another, in an order that works with foreign keys checked. There is no transaction: the
 * server commits each statement. What it loses and what may fail is said before the statement, what a person has to do
 * stands as a comment.
 * @param title what it does, for its first line
 * @returns `undefined` when there is nothing to do
 */
export function migrationSql(
  from: readonly SchemaObject[],
  to: readonly SchemaObject[],
  title: string,
): string | undefined {
  const change = new SchemaChange(from, to);
  const script = new MariadbScript();
  const keys = foreignKeyChanges(change);
  const make = (...kinds: readonly SchemaObject["kind"][]): void => {
    for (const object of change.made)
      if (kinds.includes(object.kind)) makeObject(script, change, object);
  };
  for (const text of change.byHand) script.byHand(text);
  make("schema");
  dropObjects(script, change, keys);
  make("sequence");
  for (const [name, { table }] of change.madeTables)
    script.statement(tableSql(name, table, () => false));
  for (const [name, table] of change.staying) {
    const remade = keys.added.filter(({ tableName }) => tableName === name);
    alterTable(
      script,
      table,
      remade.map(({ key }) => key),
    );
  }
  addForeignKeys(script, keys);
  make("function");
  make("view");
  make("trigger");
  dropSequences(script, change, false);
  if (script.isEmpty) return undefined;
  return [heading(title, change), script.toString()].join("\n");
}

function heading(title: string, { staying }: SchemaChange): string {
  const isVersioned = [...staying.values()].some(({ before }) => versioning(before) !== "");
  return [
    `-- ${title}`,
    "-- Written to be reviewed: nobody has run it. MariaDB commits each statement by itself: when one fails, what ran before",
    "-- it stays. Run it with the client, which ends at the first statement that fails, and keep comments in bodies:",
    "-- mariadb --binary-mode --comments <database> < <this file>",
    "-- Views, routines and triggers that it makes or replaces become those of the user who runs it.",
    "",
    "SET NAMES utf8mb4;",
    `${usualMode};`,
    ...(isVersioned ? ["SET SESSION system_versioning_alter_history = KEEP;"] : []),
    "",
  ].join("\n");
}

function makeObject(script: MariadbScript, change: SchemaChange, object: SchemaObject): void {
  const { kind, create, name, id } = object;
  const [sql = ""] = create;
  const isReplaced = change.replaced.has(object);
  if (kind === "function" || kind === "trigger") {
    const [mode = "", body = ""] = create;
    script.body([mode, isReplaced ? replacing(body) : body]);
    return;
  }
  if (kind === "sequence" && isReplaced) {
    const before = change.from.get(id);
    if (before !== undefined) alterSequence(script, before, object);
    return;
  }
  if (kind === "schema") {
    script.remark(`Review: routines of ${name} keep the character set that they were made with.`);
  }
  script.statement(kind === "view" && isReplaced ? replacing(sql) : sql);
}

/** So that privileges on it stay. */
function replacing(sql: string): string {
  return sql.replace(/^CREATE\b/i, "CREATE OR REPLACE");
}

/** Drops all that goes but sequences, which defaults of tables draw from until they change. */
function dropObjects(
  script: MariadbScript,
  change: SchemaChange,
  { dropped, tables }: ForeignKeyChanges,
): void {
  for (const { kind, drop, partOf } of change.dropped) {
    if (kind === "sequence" || drop === undefined) continue;
    if (partOf !== undefined && change.droppedTables.has(nameOf(partOf))) continue;
    script.statement(drop);
  }
  for (const [table, keys] of Map.groupBy(dropped, (step) => step.table)) {
    const parts = keys.map(({ key }) => `DROP FOREIGN KEY ${quotedName(key.name)}`);
    script.statement(`ALTER TABLE ${table}\n  ${parts.join(",\n  ")}`);
  }
  for (const { object } of tables) {
    script.remark(`Destructive: drops the table ${object.name} with its rows.`);
    script.statement(`DROP ${object.id}`);
  }
  dropSequences(script, change, true);
}

/** @param first those whose names something else is to have, or the others */
function dropSequences(script: MariadbScript, change: SchemaChange, first: boolean): void {
  const names = new Set([
    ...change.madeTables.keys(),
    ...change.made.filter(({ kind }) => kind === "view").map(({ id }) => nameOf(id)),
  ]);
  for (const { kind, id, name, drop } of change.dropped) {
    if (kind !== "sequence" || drop === undefined || names.has(nameOf(id)) !== first) continue;
    script.remark(`Destructive: drops where ${name} has come to.`);
    script.statement(drop);
  }
}

function addForeignKeys(script: MariadbScript, { added }: ForeignKeyChanges): void {
  for (const [table, steps] of Map.groupBy(added, (step) => step.table)) {
    for (const { key, isProven } of steps) {
      if (isProven) continue;
      script.remark(
        `Review: fails when a row that is there leads by ${key.name} to one of ${key.referencedTable} that is not.`,
      );
    }
    script.statement(
      `ALTER TABLE ${table}\n  ${steps.map(({ sql }) => `ADD ${sql}`).join(",\n  ")}`,
    );
  }
}
