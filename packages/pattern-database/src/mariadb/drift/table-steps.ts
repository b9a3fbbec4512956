import type { CreateTable, TableForeignKey } from "../create-table/create-table.js";
import { quotedName } from "../sql/quoted.js";
import { columnChanges } from "./column-changes.js";
import { remarkColumns, remarkRenames } from "./column-remarks.js";
import { checkChanges, dropKey, keyChanges, type PartChanges, partChanges } from "./key-changes.js";
import type { MariadbScript } from "./mariadb-script.js";
import { engineOf, leftOptions, optionChanges } from "./option-changes.js";
import type { StayingTable } from "./schema-change.js";
import { tableColumns } from "./table-column.js";
import { dropVersioning, versioning, withoutVersioning } from "./versioning.js";

/**
 * Changes a table that stays, in one statement: it happens whole or not at all. What the server takes only by itself comes
 * before it, and foreign keys are changed before and after.
 * @param remade foreign keys of the table that are made after it
 */
export function alterTable(
  script: MariadbScript,
  table: StayingTable,
  remade: readonly TableForeignKey[],
): void {
  const { quoted, after } = table;
  const before = prepare(script, table);
  const isVersioned = versioning(before) !== versioning(after);
  const columns = columnChanges(tableColumns(before), tableColumns(after));
  const keys = keyChanges(before, after, new Set(remade.map((key) => key.name)));
  const checks = checkChanges(before, after);
  const periods = partChanges(before, after, "period");
  const options = optionChanges(before.options, after.options);
  const parts = [
    ...checks.dropped.map((check) => `DROP CONSTRAINT ${quotedName(check.name)}`),
    ...keys.dropped.map(dropKey),
    ...periods.dropped.map((period) => `DROP PERIOD FOR ${quotedName(period.name)}`),
    ...columns.flatMap(({ sql }) => sql),
    ...[...periods.added, ...keys.added, ...checks.added].map(({ sql }) => `ADD ${sql}`),
    ...options,
    ...(isVersioned ? ["ADD SYSTEM VERSIONING"] : []),
  ].join(",\n  ");
  const partitions = partitioning(before.partitions, after.partitions);
  if (parts === "" && partitions === "") return;
  remarkRenames(script, table, columns);
  remarkColumns(script, table, columns);
  remarkRows(script, table, keys, checks);
  script.statement(
    [`ALTER TABLE ${quoted}`, ...(parts === "" ? [] : [`  ${parts}`]), partitions]
      .filter((line) => line !== "")
      .join("\n"),
  );
}

/** Takes from a table what cannot go together with the rest. @returns the table that is left */
function prepare(
  script: MariadbScript,
  { quoted, name, before, after }: StayingTable,
): CreateTable {
  const left = leftOptions(before.options, after.options);
  if (left.length > 0) {
    script.statement(
      `ALTER TABLE ${quoted} ${left.map((option) => `${option}=DEFAULT`).join(", ")}`,
    );
  }
  if (versioning(before) === "" || versioning(before) === versioning(after)) return before;
  script.remark(`Destructive: drops the rows that ${name} has kept of earlier times.`);
  for (const sql of dropVersioning(before)) script.statement(`ALTER TABLE ${quoted}\n  ${sql}`);
  return withoutVersioning(before);
}

/** Says what of a whole table is lost, and on which rows its keys and checks fail. */
function remarkRows(
  script: MariadbScript,
  { name, before, after }: StayingTable,
  keys: PartChanges,
  checks: PartChanges,
): void {
  const [engine, wanted] = [engineOf(before.options), engineOf(after.options)];
  if (engine !== wanted) {
    script.remark(
      `Review: moves the rows of ${name} from ${engine} to ${wanted}. What only ${engine} does for them ends.`,
    );
  }
  for (const { sql } of keys.added.filter((key) => /^(?:PRIMARY|UNIQUE)/.test(key.sql))) {
    if (keys.dropped.some((key) => key.sql === sql)) continue;
    script.remark(`Review: fails when two rows of ${name} have the same of its ${sql}.`);
  }
  for (const { name: check } of checks.added) {
    script.remark(`Review: fails when ${name}.${check} refuses a row that is there.`);
  }
  if (before.partitions !== after.partitions && !after.takesAll) {
    script.remark(`Review: fails when a row of ${name} belongs to none of its partitions.`);
  }
}

function partitioning(before: string, after: string): string {
  if (before === after) return "";
  return after === "" ? "REMOVE PARTITIONING" : after;
}
