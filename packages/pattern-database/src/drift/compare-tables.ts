import type { KeyModel, TableModel } from "../model/database-model.js";
import { compareColumns } from "./compare-columns.js";
import { compareNamed, type Differences } from "./differences.js";

/** Compares tables and views, with all that belongs to them. */
export function compareTables(
  found: Differences,
  before: readonly TableModel[],
  after: readonly TableModel[],
): void {
  compareNamed(before, after, {
    name: ({ schema, name }) => JSON.stringify([schema, name]),
    removed: (table) => found.add("removed", subjectOf(table), "", true),
    added: (table) => found.add("added", subjectOf(table)),
    both: (old, present) => compareTable(found, old, present),
  });
}

function subjectOf({ kind, schema, name }: TableModel): readonly [string, string] {
  return [kind.replace("-", " "), `${schema}.${name}`];
}

function compareTable(found: Differences, before: TableModel, after: TableModel): void {
  const subject = subjectOf(after);
  if (before.kind !== after.kind) {
    // Nothing of the one becomes anything of the other.
    found.add("changed", subject, `a ${before.kind} becomes a ${after.kind}`, true);
    found.wholes.add(subject[1]);
    return;
  }
  found.changed(subject, "partition of", partitionText(before), partitionText(after));
  found.changed(subject, "partitioned by", before.partitionBy, after.partitionBy);
  found.changed(subject, "options", before.options.join(" "), after.options.join(" "));
  found.changed(subject, "comment", before.comment, after.comment);
  if (before.definition !== after.definition) {
    found.add("changed", subject, "its query is another one");
  }
  compareColumns(found, before, after);
  compareKeys(found, before, after);
  compareRules(found, before, after);
  compareRowSecurity(found, before, after);
  for (const right of ["select", "insert", "update", "delete"] as const) {
    const [could, can] = [before.privileges[right], after.privileges[right]];
    found.changed(subject, `the role may ${right}:`, could, can, could && !can);
  }
}

function partitionText({ partitionOf }: TableModel): string | null {
  return partitionOf && `${partitionOf.schema}.${partitionOf.name} ${partitionOf.bounds}`;
}

function compareKeys(found: Differences, before: TableModel, after: TableModel): void {
  // A key that goes is one that rows are found by.
  comparePart(found, after, "primary key", keys(before), keys(after), columnList, "both");
  comparePart(found, after, "unique constraint", before.uniques, after.uniques, columnList, "both");
  comparePart(
    found,
    after,
    "foreign key",
    before.foreignKeys,
    after.foreignKeys,
    (key) =>
      [
        `${columnList(key)} to ${key.referencedSchema}.${key.referencedTable} (${key.referencedColumns.join(", ")})`,
        `on update ${key.onUpdate}`,
        `on delete ${key.onDelete}`,
        ...(key.deferrable ? ["deferrable"] : []),
      ].join(" "),
    "added",
  );
}

function compareRules(found: Differences, before: TableModel, after: TableModel): void {
  const { checks, exclusions, indexes, triggers } = before;
  comparePart(found, after, "check", checks, after.checks, (check) => check.expression, "added");
  comparePart(
    found,
    after,
    "exclusion",
    exclusions,
    after.exclusions,
    (exclusion) => exclusion.sql,
    "added",
  );
  comparePart(found, after, "index", indexes, after.indexes, (index) => index.sql, "never");
  comparePart(
    found,
    after,
    "trigger",
    triggers,
    after.triggers,
    ({ sql, enabled }) => `${sql}${enabled ? "" : ", disabled"}`,
    "never",
  );
}

/** @param breaking when a program may fail: when one comes, because it refuses rows; also when one goes; or never */
function comparePart<Part extends { readonly name: string }>(
  found: Differences,
  { schema, name: table }: TableModel,
  word: string,
  before: readonly Part[],
  after: readonly Part[],
  text: (part: Part) => string,
  breaking: "added" | "both" | "never",
): void {
  const subject = ({ name }: Part) => [word, `${schema}.${table}.${name}`] as const;
  compareNamed(before, after, {
    name: ({ name }) => name,
    removed: (part) => found.add("removed", subject(part), text(part), breaking === "both"),
    added: (part) => found.add("added", subject(part), text(part), breaking !== "never"),
    both: (old, present) =>
      found.changed(subject(present), "", text(old), text(present), breaking !== "never"),
  });
}

function keys({ primaryKey }: TableModel): readonly KeyModel[] {
  return primaryKey === null ? [] : [primaryKey];
}

function columnList({ columns }: Pick<KeyModel, "columns">): string {
  return `(${columns.join(", ")})`;
}

/** Which rows a role sees decides what a program reads and may write. */
function compareRowSecurity(found: Differences, before: TableModel, after: TableModel): void {
  const subject = ["row security of", `${after.schema}.${after.name}`] as const;
  const [old, present] = [before.rowSecurity, after.rowSecurity];
  found.changed(subject, "enabled:", old.enabled, present.enabled, true);
  found.changed(subject, "forced:", old.forced, present.forced, true);
  for (const policy of old.policies.filter((sql) => !present.policies.includes(sql))) {
    found.add("removed", subject, policy, true);
  }
  for (const policy of present.policies.filter((sql) => !old.policies.includes(sql))) {
    found.add("added", subject, policy, true);
  }
}
