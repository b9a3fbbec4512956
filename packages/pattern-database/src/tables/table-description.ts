import type { Json } from "@agentflow/core";
import type { NamedRelation, NamedTable } from "../names/named-database.js";
import { furtherUniques } from "../names/unique-keys.js";
import type { NamedColumn } from "../types/column-facts.js";

/** What the runtime is told of a table: a `TableDescription` of `@agentflow/database`. */
export function tableDescription(table: NamedTable): { readonly [key: string]: Json } {
  const { name, primaryKey } = table.model;
  const uniques = furtherUniques(table.model).map(
    (unique) => [unique.name, keysOf(table, unique.columns)] as const,
  );
  const version = table.columns.find((column) => column.version);
  return {
    schema: table.schema,
    name,
    kind: descriptionKind(table),
    columns: Object.fromEntries(table.columns.map((column) => [column.key, describe(column)])),
    primaryKey: keysOf(table, primaryKey?.columns ?? []),
    uniques: Object.fromEntries(uniques),
    relations: Object.fromEntries(
      table.relations.map((relation) => [relation.key, describeRelation(table, relation)]),
    ),
    ...(version && { version: version.key }),
  };
}

/** Partitions, partitioned and foreign tables are read and written as tables are. */
export function descriptionKind({ model }: NamedTable): "table" | "view" | "materialized-view" {
  return model.kind === "view" || model.kind === "materialized-view" ? model.kind : "table";
}

/** Keys of columns, by their names in the database. */
export function keysOf({ columns }: NamedTable, names: readonly string[]): readonly string[] {
  return names.map((name) => columns.find(({ model }) => model.name === name)?.key ?? name);
}

function describe({ model, type, nullable, hasDefault, readOnly }: NamedColumn): Json {
  return {
    name: model.name,
    kind: type.kind,
    type: model.type.sql,
    ...(type.array && { array: true }),
    ...(type.array && type.dimensions !== 1 && { dimensions: type.dimensions }),
    ...(nullable && { nullable }),
    ...(hasDefault && { hasDefault }),
    ...(readOnly && { readOnly }),
  };
}

function describeRelation(table: NamedTable, relation: NamedRelation): Json {
  const own = keysOf(
    table,
    relation.columns.map(([column]) => column),
  );
  const other = keysOf(
    relation.table,
    relation.columns.map(([, column]) => column),
  );
  return {
    table: relation.table.key,
    columns: own.map((key, index) => [key, other[index] ?? ""]),
    many: relation.many,
    ...(relation.follows && { follows: true }),
  };
}
