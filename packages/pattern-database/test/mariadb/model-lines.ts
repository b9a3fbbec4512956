import type { ColumnModel, DatabaseModel, TableModel } from "../../src/model/database-model.js";

/** What a model says, a fact a line, for people who compare it with the schema. */
export function modelLines({ tables, enums, sequences, functions }: DatabaseModel): string {
  return [
    ...tables.flatMap(tableLines),
    ...enums.map(({ name, values }) => `enum ${name}: ${JSON.stringify(values)}`),
    ...sequences.map(({ sql }) => sql),
    ...functions.map(({ kind, sql }) => `${kind}: ${JSON.stringify(sql)}`),
    "",
  ].join("\n");
}

function tableLines(table: TableModel): readonly string[] {
  const { name, kind, comment, partitionBy, transactional, primaryKey, privileges } = table;
  const may = Object.entries(privileges).flatMap(([what, allowed]) => (allowed ? [what] : []));
  const facts = [
    ...(partitionBy === null ? [] : [`by ${partitionBy}`]),
    ...(transactional === false ? ["without transactions"] : []),
    ...(comment === null ? [] : [JSON.stringify(comment)]),
    ...table.options,
  ];
  return [
    `${kind} ${[name, ...facts].join(", ")}; may ${may.join(", ")}`,
    ...table.columns.map((column) => `  ${columnLine(column)}`),
    ...(primaryKey === null
      ? []
      : [`  primary key ${primaryKey.name} (${primaryKey.columns.join(", ")})`]),
    ...table.uniques.map((key) => `  unique ${key.name} (${key.columns.join(", ")})`),
    ...table.exclusions.map((one) => `  excludes ${one.name} ${one.sql}`),
    ...table.foreignKeys.map(
      (key) =>
        `  foreign key ${key.name} (${key.columns.join(", ")}) to ${key.referencedTable} (${key.referencedColumns.join(", ")}), update ${key.onUpdate}, delete ${key.onDelete}`,
    ),
    ...table.checks.map((check) => `  check ${check.name}: ${check.expression}`),
    ...table.indexes.map(({ sql }) => `  ${sql}`),
    ...table.triggers.map(({ sql, events }) => `  ${events.join(", ")}: ${sql}`),
    ...(table.definition === null ? [] : [`  ${table.definition}`]),
  ];
}

function columnLine(column: ColumnModel): string {
  const { name, type, notNull, identity, insertable, updatable, onUpdate, comment, collation } =
    column;
  return [
    `${name}: ${type.name === type.sql ? type.sql : `${type.name}, ${type.sql}`}`,
    ...(notNull === null ? ["perhaps null"] : notNull ? ["not null"] : []),
    ...(column.default === null ? [] : [`default ${column.default}`]),
    ...(column.generated === null ? [] : [`generated ${column.generated}`]),
    ...(identity === null ? [] : ["counts"]),
    ...(onUpdate === undefined ? [] : [`on update ${onUpdate}`]),
    ...(insertable && updatable ? [] : [`insert ${insertable}, update ${updatable}`]),
    ...(collation === null ? [] : [collation]),
    ...(comment === null ? [] : [JSON.stringify(comment)]),
  ].join("; ");
}
