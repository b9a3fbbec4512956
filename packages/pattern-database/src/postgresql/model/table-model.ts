import type { ColumnRow, ConstraintRow, RelationRow } from "../catalogue/catalogue.js";
import type { CatalogueNullability } from "../nullability/catalogue-nullability.js";
import { policySql } from "../schema-sql/policy-sql.js";
import type { CatalogueIndex } from "./catalogue-index.js";
import type {
  ColumnModel,
  ForeignKeyModel,
  KeyModel,
  TableModel,
} from "../../model/database-model.js";
import { triggerEvents } from "./trigger-events.js";
import { typeModel } from "./type-model.js";
import type { ViewOrigins } from "./view-origins.js";
import { isWrittenByTrigger, writtenColumn } from "./written-column.js";

const kinds: Readonly<Record<RelationRow["kind"], TableModel["kind"]>> = {
  r: "table",
  p: "partitioned-table",
  v: "view",
  m: "materialized-view",
  f: "foreign-table",
};

const actions: Readonly<Record<string, ForeignKeyModel["onUpdate"]>> = {
  a: "no-action",
  r: "restrict",
  c: "cascade",
  n: "set-null",
  d: "set-default",
};

/** A table or a view as the model has it. */
export function tableModel(
  row: RelationRow,
  index: CatalogueIndex,
  nullability: CatalogueNullability,
  origins: ViewOrigins,
): TableModel {
  const { id, schema, name, definition, partitionBy, bounds, parents } = row;
  const byType = Map.groupBy(index.constraints.of(id), meaningOf);
  const ofType = (type: ConstraintRow["type"]): readonly ConstraintRow[] => byType.get(type) ?? [];
  const [primaryKey] = ofType("p");
  const [parent] = parents.map((wanted) => index.relations.get(wanted));
  return {
    schema,
    name,
    kind: kinds[row.kind],
    partitionOf:
      bounds === null || parent === undefined
        ? null
        : { schema: parent.schema, name: parent.name, bounds },
    partitionBy,
    comment: index.comment("relation", id),
    options: [],
    columns: index.columns.of(id).map((column) => columnModel(column, index, nullability, origins)),
    primaryKey: primaryKey === undefined ? null : keyModel(primaryKey, index),
    uniques: ofType("u").map((constraint) => keyModel(constraint, index)),
    foreignKeys: ofType("f").flatMap((constraint) => foreignKeyModel(constraint, index)),
    checks: ofType("c").map((constraint) => ({
      name: constraint.name,
      expression: constraint.expression ?? constraint.definition,
    })),
    exclusions: ofType("x").map((constraint) => ({
      name: constraint.name,
      sql: constraint.definition,
    })),
    indexes: index.indexes.of(id).map(({ name: indexName, unique, sql, ...rest }) => ({
      name: indexName,
      unique,
      sql,
      keyColumns:
        unique && !rest.partial && !rest.columns.includes(0)
          ? index.columnNames(id, rest.columns)
          : [],
    })),
    triggers: index.triggers.of(id).map(({ name: triggerName, sql, enabled }) => ({
      name: triggerName,
      sql,
      enabled,
      events: triggerEvents(sql),
    })),
    definition,
    rowSecurity: {
      enabled: row.rowSecurity,
      forced: row.forcedRowSecurity,
      policies: index.policies.of(id).map((policy) => policySql(row, policy)),
    },
    privileges: {
      select: row.select,
      insert: row.insert,
      update: row.update,
      delete: row.delete,
    },
  };
}

function columnModel(
  column: ColumnRow,
  index: CatalogueIndex,
  nullability: CatalogueNullability,
  origins: ViewOrigins,
): ColumnModel {
  const { relation, position, name, type, expression, generated } = column;
  // PostgreSQL keeps dimensions where they were declared: not for views, partitions and tables that inherit.
  const origin = origins.declared(column);
  const { sql } = origin.type === type ? origin : column;
  // What an insert gives back is what the trigger makes of it.
  const isKnown = !isWrittenByTrigger(relation, "insert", index);
  return {
    name,
    type: typeModel(index.types, type, sql),
    notNull: isKnown ? nullability.column(relation, position) : null,
    generated: generated === "" ? null : expression,
    collation: column.collation,
    comment: index.comment("relation", relation, position),
    ...writtenColumn(column, index, origins),
  };
}

function keyModel({ name, relation, columns }: ConstraintRow, index: CatalogueIndex): KeyModel {
  return { name, columns: index.columnNames(relation, columns) };
}

/**
 * What a constraint says of rows: a key WITHOUT OVERLAPS keeps rows apart as an exclusion does. Nothing follows from one
 * that is not enforced, and a foreign key of periods leads to no one row.
 */
function meaningOf({ type, enforced, period }: ConstraintRow): ConstraintRow["type"] | undefined {
  if (!enforced || (period && type === "f")) return undefined;
  return period ? "x" : type;
}

/** None when the other table is not read. */
function foreignKeyModel(
  constraint: ConstraintRow,
  index: CatalogueIndex,
): readonly ForeignKeyModel[] {
  const { referenced, referencedColumns, onUpdate, onDelete, deferrable } = constraint;
  const other = index.relations.get(referenced);
  if (other?.selected !== true) return [];
  return [
    {
      ...keyModel(constraint, index),
      referencedSchema: other.schema,
      referencedTable: other.name,
      referencedColumns: index.columnNames(referenced, referencedColumns),
      onUpdate: actions[onUpdate] ?? "no-action",
      onDelete: actions[onDelete] ?? "no-action",
      deferrable,
    },
  ];
}
