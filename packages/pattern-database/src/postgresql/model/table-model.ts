import type { ColumnRow, ConstraintRow, ObjectId, RelationRow } from "../catalogue/catalogue.js";
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

const identities = { a: "always", d: "by-default", "": null } as const;

/** A table or a view as the model has it. */
export function tableModel(
  row: RelationRow,
  index: CatalogueIndex,
  nullability: CatalogueNullability,
): TableModel {
  const { id, schema, name, definition, partitionBy, bounds, parents } = row;
  const constraints = index.constraints.of(id);
  const ofType = (type: ConstraintRow["type"]): readonly ConstraintRow[] =>
    constraints.filter((constraint) => constraint.type === type);
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
    columns: index.columns.of(id).map((column) => columnModel(column, index, nullability)),
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
): ColumnModel {
  const { relation, position, name, type, sql, expression, generated } = column;
  return {
    name,
    type: typeModel(index.types, type, sql),
    notNull: nullability.column(relation, position),
    default: generated === "" ? (expression ?? domainDefault(type, index)) : null,
    generated: generated === "" ? null : expression,
    identity: identities[column.identity],
    comment: index.comment("relation", relation, position),
    insertable: column.insertable,
    updatable: column.updatable,
  };
}

/** A domain's default is that of its columns which have none. */
function domainDefault(type: ObjectId, { types }: CatalogueIndex): string | null {
  const row = types.get(type);
  return row?.kind === "d" ? row.default : null;
}

function keyModel({ name, relation, columns }: ConstraintRow, index: CatalogueIndex): KeyModel {
  return { name, columns: index.columnNames(relation, columns) };
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
