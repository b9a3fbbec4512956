import { quotedName } from "../sql/quoted.js";
import { type ColumnChange, isMadeAgain } from "./column-changes.js";
import type { MariadbScript } from "./mariadb-script.js";
import type { StayingTable } from "./schema-change.js";
import type { TableColumn } from "./table-column.js";
import { isSafeChange } from "./type-change.js";

type Table = Pick<StayingTable, "name" | "quoted">;

/** Says where a column that goes and one that comes may be the same: renaming keeps the values, and only a person knows. */
export function remarkRenames(
  script: MariadbScript,
  { name, quoted }: Table,
  changes: readonly ColumnChange[],
): void {
  for (const { before, after } of changes) {
    if (before === undefined || after !== undefined) continue;
    for (const other of changes) {
      if (other.before !== undefined || other.after?.type !== before.type) continue;
      script.note(
        `Review: when ${name}.${before.name} was renamed to ${other.after.name}, use ALTER TABLE ${quoted} RENAME COLUMN ${quotedName(before.name)} TO ${quotedName(other.after.name)} instead of dropping the one and adding the other.`,
      );
    }
  }
}

/** Says what a change of columns loses, and on which rows it fails. */
export function remarkColumns(
  script: MariadbScript,
  { name: table }: Table,
  changes: readonly ColumnChange[],
): void {
  for (const { before, after } of changes) {
    const name = `${table}.${(after ?? before)?.name ?? ""}`;
    if (after === undefined) {
      if (before?.generated === "no" && !before.ofSystemTime)
        script.remark(`Destructive: drops the column ${name} with its values.`);
      continue;
    }
    if (before !== undefined) remarkChange(script, name, before, after);
    const isNew = before === undefined || isMadeAgain(before, after);
    if (isNew && after.notNull && !after.hasValue) {
      script.remark(
        `Review: rows that are there get what ${after.type} is without a value, such as 0 or an empty text, for ${name}: it may not be null and has no default.`,
      );
    }
    if (after.check !== "" && after.check !== before?.check)
      script.remark(`Review: fails when the check of ${name} refuses a row that is there.`);
  }
}

function remarkChange(
  script: MariadbScript,
  name: string,
  before: TableColumn,
  after: TableColumn,
): void {
  if (before.generated === "no" && after.generated !== "no") {
    script.remark(`Destructive: the values of ${name} give way to what it is generated of.`);
    return;
  }
  if (after.generated !== "no") return;
  if (isMadeAgain(before, after)) {
    script.remark(`Destructive: ${name} is made again, without its values.`);
    return;
  }
  if (!isSafeChange(before, after)) {
    script.remark(
      `Review: may lose something of the values of ${name}, or fail on one: ${typeText(before)} becomes ${typeText(after)}.`,
    );
  }
  if (after.notNull && !before.notNull)
    script.remark(`Review: fails when ${name} is null in a row.`);
}

function typeText({ type, collation }: TableColumn): string {
  return collation === undefined ? type : `${type} collate ${collation}`;
}
