import type { ColumnModel, IndexModel, KeyModel, TableModel } from "../../model/database-model.js";
import type { ColumnRow, IndexRow, TableRow } from "../catalogue/catalogue.js";
import { folded } from "../sql/sql-tokens.js";
import type { CatalogueIndex } from "./catalogue-index.js";
import { constraintName } from "./constraint-name.js";
import { readForeignKeys } from "./foreign-keys.js";
import { plainKey } from "./plain-key.js";
import { isRowNumber } from "./row-number.js";
import { triggerTiming } from "./trigger-events.js";
import { typeModel } from "./type-model.js";
import type { ViewNullability } from "./view-nullability.js";
import { type ViewWriting, viewWriting } from "./view-writing.js";

/** A table or a view as the model has it. */
export function tableModel(
  row: TableRow,
  index: CatalogueIndex,
  nullability: ViewNullability,
): TableModel {
  const { name, type, strict, withoutRowid } = row;
  const writing = type === "view" ? viewWriting(name, index) : undefined;
  const isView = writing !== undefined;
  const columns = index
    .columns(name)
    .filter(({ hidden }) => hidden !== 1)
    .map((column) =>
      writing ? viewColumn(column, nullability, writing) : tableColumn(column, row, index),
    );
  return {
    schema: "main",
    name,
    kind: isView ? "view" : "table",
    partitionOf: null,
    partitionBy: null,
    comment: null,
    options: [
      ...(strict === 1 ? ["STRICT"] : []),
      ...(withoutRowid === 1 ? ["WITHOUT ROWID"] : []),
    ],
    columns,
    ...(isView ? noConstraints : constraintsOf(name, index)),
    exclusions: [],
    triggers: index.triggers(name).map(({ name: triggerName, sql }) => ({
      name: triggerName,
      sql,
      enabled: true,
      events: triggerTiming(sql).events,
    })),
    definition: isView ? index.sql(name) : null,
    rowSecurity: { enabled: false, forced: false, policies: [] },
    privileges: {
      select: true,
      insert: writing?.insert ?? true,
      update: !isView || columns.some(({ updatable }) => updatable),
      delete: writing?.delete ?? true,
    },
  };
}

type Constraints = Pick<
  TableModel,
  "checks" | "foreignKeys" | "indexes" | "primaryKey" | "uniques"
>;

const noConstraints: Constraints = {
  primaryKey: null,
  uniques: [],
  foreignKeys: [],
  checks: [],
  indexes: [],
};

function constraintsOf(table: string, index: CatalogueIndex): Constraints {
  const syntax = index.syntax(table);
  const primaryKey = index.primaryKey(table);
  const indexes = index.indexes(table);
  return {
    primaryKey:
      primaryKey.length === 0
        ? null
        : {
            name: syntax.primaryKey?.name ?? constraintName(table, primaryKey, "pkey"),
            columns: primaryKey,
          },
    uniques: indexes
      .filter(({ origin }) => origin === "u")
      .map((row) => uniqueModel(table, row, index)),
    foreignKeys: readForeignKeys(table, index)
      .filter(({ works, selected }) => works && selected)
      .map(({ model }) => model),
    checks: syntax.checks,
    indexes: indexes
      .filter(({ origin }) => origin === "c")
      .map((row) => indexModel(table, row, index)),
  };
}

function uniqueModel(table: string, { name }: IndexRow, index: CatalogueIndex): KeyModel {
  const columns = index.indexColumns(name).flatMap((column) => column.name ?? []);
  const key = JSON.stringify(columns.map(folded));
  const text = index.syntax(table).uniques.find((one) => JSON.stringify(one.columns) === key);
  return { name: text?.name ?? constraintName(table, columns, "key"), columns };
}

function indexModel(table: string, row: IndexRow, index: CatalogueIndex): IndexModel {
  return {
    name: row.name,
    unique: row.unique === 1,
    sql: index.sql(row.name),
    keyColumns: plainKey(table, row, index),
  };
}

function tableColumn(column: ColumnRow, table: TableRow, index: CatalogueIndex): ColumnModel {
  const text = index.syntax(table.name).columns.get(folded(column.name));
  const isRowid = isRowNumber(column, table, index);
  const isGenerated = column.hidden === 2 || column.hidden === 3;
  return {
    name: column.name,
    type: typeModel(column.type),
    notNull: column.notNull === 1 || isRowid,
    default: column.default,
    generated: isGenerated ? (text?.generated ?? "") : null,
    identity: isRowid ? "by-default" : null,
    collation: text?.collation ?? null,
    comment: null,
    insertable: !isGenerated,
    updatable: !isGenerated,
  };
}

function viewColumn(
  column: ColumnRow,
  nullability: ViewNullability,
  writing: ViewWriting,
): ColumnModel {
  // What an insert gives back is what the trigger was given: null for what was left out.
  const isKnown = !writing.insert && nullability.isNotNull(column.table, column.position);
  return {
    name: column.name,
    type: typeModel(column.type),
    notNull: isKnown ? true : null,
    default: null,
    generated: null,
    identity: null,
    collation: null,
    comment: null,
    insertable: writing.insert,
    updatable: writing.updates(column.name),
  };
}
