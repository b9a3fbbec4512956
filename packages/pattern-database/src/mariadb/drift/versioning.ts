import type { CreateTable } from "../create-table/create-table.js";
import { quotedName } from "../sql/quoted.js";
import { foldedName, tableColumns } from "./table-column.js";

/** How a table keeps the rows that were: not, without saying so in columns, or with columns for when each was. */
export function versioning(table: CreateTable): string {
  if (!/\bWITH SYSTEM VERSIONING$/.test(table.options)) return "";
  const { parts } = table;
  const period = parts.find((part) => part.kind === "period" && part.name === "SYSTEM_TIME");
  return `WITH SYSTEM VERSIONING ${period?.sql ?? ""}`;
}

/**
 * What takes it away: statements' ends after ALTER TABLE and the name. Partitions that rows of earlier times are kept in go
 * before.
 */
export function dropVersioning(table: CreateTable): readonly string[] {
  const columns = systemColumns(table).map((name) => `DROP COLUMN ${quotedName(name)}`);
  return [
    ...(isApart(table) ? ["REMOVE PARTITIONING"] : []),
    ["DROP SYSTEM VERSIONING", ...columns].join(",\n  "),
  ];
}

function isApart({ partitionBy }: CreateTable): boolean {
  return partitionBy?.startsWith("SYSTEM_TIME") === true;
}

/** The table after that: without its columns for it, also in keys, where the server puts one by itself. */
export function withoutVersioning(table: CreateTable): CreateTable {
  const gone = new Set(systemColumns(table).map(foldedName));
  const keys = table.keys.map((key) => ({
    ...key,
    columns: key.columns.filter((column) => !gone.has(foldedName(column))),
  }));
  const isOther = new Set(
    keys
      .filter(({ columns }, index) => columns.length !== table.keys[index]?.columns.length)
      .map(({ name }) => name),
  );
  return {
    ...table,
    keys,
    parts: table.parts
      .filter(
        ({ kind, name }) =>
          !(kind === "column" && gone.has(foldedName(name))) &&
          !(kind === "period" && name === "SYSTEM_TIME"),
      )
      // What its SQL is then, nobody says: it is none that is wanted.
      .map((part) => (part.kind === "key" && isOther.has(part.name) ? { ...part, sql: "" } : part)),
    partitions: isApart(table) ? "" : table.partitions,
    options: table.options.replace(/\s*WITH SYSTEM VERSIONING$/, ""),
  };
}

function systemColumns(table: CreateTable): readonly string[] {
  return [...tableColumns(table).values()]
    .filter(({ ofSystemTime }) => ofSystemTime)
    .map(({ name }) => name);
}
