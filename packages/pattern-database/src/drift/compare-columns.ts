import type { ColumnModel, TableModel } from "../model/database-model.js";
import { compareNamed, type Differences } from "./differences.js";

/** Compares the columns of a table or view that is in both models. */
export function compareColumns(found: Differences, before: TableModel, after: TableModel): void {
  const subject = ({ name }: ColumnModel) =>
    ["column", `${after.schema}.${after.name}.${name}`] as const;
  const isNew = ({ name }: ColumnModel): boolean =>
    !before.columns.some((column) => column.name === name);
  compareNamed(before.columns, after.columns, {
    name: ({ name }) => name,
    removed: (column) => {
      const similar = after.columns.filter(
        (other) => isNew(other) && other.type.sql === column.type.sql,
      );
      const hint =
        similar.length === 0
          ? ""
          : `; ${similar.map(({ name }) => name).join(", ")} is new and of the same type: it may have been renamed`;
      found.add("removed", subject(column), `${column.type.sql}${hint}`, true);
    },
    added: (column) => {
      const isNeeded = needsValue(column) && after.definition === null;
      const rule = isNeeded ? " not null without a default: a new row needs it" : "";
      found.add("added", subject(column), `${column.type.sql}${rule}`, isNeeded);
    },
    both: (old, present) => compareColumn(found, subject(present), old, present),
  });
  compareOrder(found, before, after);
}

function compareColumn(
  found: Differences,
  subject: readonly [string, string],
  before: ColumnModel,
  after: ColumnModel,
): void {
  const stopped = needsValue(after) && !needsValue(before);
  found.changed(subject, "", typeText(before), typeText(after), true);
  found.changed(
    subject,
    "may be null:",
    nullText(before),
    nullText(after),
    (before.notNull === true) !== (after.notNull === true),
  );
  found.changed(subject, "default", before.default, after.default, stopped);
  const becameGenerated = before.generated === null && after.generated !== null;
  found.changed(subject, "generated as", before.generated, after.generated, becameGenerated);
  const isForced = after.identity === "always" || stopped;
  found.changed(subject, "identity", before.identity, after.identity, isForced);
  found.changed(subject, "on update", before.onUpdate, after.onUpdate);
  found.changed(subject, "collation", before.collation, after.collation);
  found.changed(subject, "comment", before.comment, after.comment);
  found.changed(
    subject,
    "may be inserted:",
    before.insertable,
    after.insertable,
    before.insertable && !after.insertable,
  );
  found.changed(
    subject,
    "may be updated:",
    before.updatable,
    after.updatable,
    before.updatable && !after.updatable,
  );
}

function compareOrder(found: Differences, before: TableModel, after: TableModel): void {
  const subject = ["order of the columns of", `${after.schema}.${after.name}`] as const;
  found.changed(subject, "", commonNames(before, after), commonNames(after, before));
}

/** The columns that another table has too, in this one's order. */
function commonNames({ columns }: TableModel, other: TableModel): string {
  const names = new Set(other.columns.map(({ name }) => name));
  return columns
    .map(({ name }) => name)
    .filter((name) => names.has(name))
    .join(", ");
}

/** Whether a new row has to have a value for it. */
export function needsValue({
  notNull,
  default: initial,
  generated,
  identity,
}: ColumnModel): boolean {
  return notNull === true && initial === null && generated === null && identity === null;
}

function typeText({ type }: ColumnModel): string {
  // PostgreSQL writes a type's schema only where it has to, so both are told apart by it.
  return `${type.sql}${type.category === "base" ? "" : ` (${type.category})`}`;
}

function nullText({ notNull }: ColumnModel): string {
  if (notNull === null) return "not known";
  return notNull ? "no" : "yes";
}
