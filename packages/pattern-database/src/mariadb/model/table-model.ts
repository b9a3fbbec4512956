import type {
  ForeignKeyModel,
  IndexModel,
  TableModel,
  TriggerEvent,
} from "../../model/database-model.js";
import { compareCodePoints } from "../../model/compare-code-points.js";
import type { Statement, TriggerRow } from "../catalogue/catalogue.js";
import type { TableForeignKey, TableKey } from "../create-table/create-table.js";
import { triggerSql } from "../schema-sql/trigger-sql.js";
import { quotedName } from "../sql/quoted.js";
import { columnModel, type ColumnScope, viewColumnModel } from "./column-model.js";
import type { DeleteGrants } from "./delete-grants.js";
import { foreignEngines } from "./foreign-engines.js";
import type { ReadTable } from "./read-tables.js";
import { isJsonCheck } from "./type-model.js";
import type { ViewWriting } from "./view-writing.js";

/** What tables are built with. */
export interface TableScope extends ColumnScope {
  readonly deletes: DeleteGrants;
  /** Tables that are read with their keys, so that foreign keys can lead to them. */
  readonly referable: ReadonlySet<string>;
  readonly triggers: ReadonlyMap<string, readonly TriggerRow[]>;
  readonly triggerStatements: ReadonlyMap<string, Statement>;
}

/** A table as the model has it. Of one whose statement the role may not see, no key, check or index is known. */
export function tableModel(read: ReadTable, scope: TableScope): TableModel {
  const { row, columns, table } = read;
  const keys = (table?.keys ?? []).toSorted(byName);
  const primary = keys.find(({ kind }) => kind === "primary");
  const uniques = keys.filter(isUniqueKey);
  return {
    ...shared(read, scope),
    kind: kindOf(read),
    partitionBy: table?.partitionBy ?? null,
    options: (table?.settings ?? "") === "" ? [] : [table?.settings ?? ""],
    comment: row.comment === "" ? null : row.comment,
    columns: columns.map((column) => columnModel(column, read, scope)),
    primaryKey: primary === undefined ? null : keyModel(primary),
    uniques: uniques.map(keyModel),
    foreignKeys: (table?.foreignKeys ?? [])
      .toSorted(byName)
      .flatMap((key) => foreignKeyModel(key, scope)),
    checks: (table?.checks ?? [])
      .filter((check) => !isJsonCheck(check))
      .toSorted(byName)
      .map(({ name, expression }) => ({ name, expression })),
    exclusions: keys.filter(({ overlaps }) => overlaps).map(({ name, sql }) => ({ name, sql })),
    indexes: keys
      .filter((key) => key.kind !== "primary" && !isUniqueKey(key))
      .map((key) => indexModel(row.name, key)),
    triggers: (scope.triggers.get(row.name) ?? []).map((trigger) => ({
      name: trigger.name,
      sql: triggerSql(trigger, scope.triggerStatements.get(trigger.name)?.sql),
      enabled: true,
      events: triggerEvents(trigger),
    })),
    definition: null,
    ...(!transactionalEngines.has(row.engine?.toUpperCase() ?? "") && {
      transactional: false as const,
    }),
    privileges: {
      ...rightsOf(columns),
      delete: scope.deletes.allows(row.name),
    },
  };
}

function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return compareCodePoints(left.name, right.name);
}

/** A view as the model has it. */
export function viewModel(read: ReadTable, writing: ViewWriting, scope: TableScope): TableModel {
  const { row, columns, view } = read;
  const models = columns.map((column) => viewColumnModel(column, read, writing, scope));
  return {
    ...shared(read, scope),
    kind: "view",
    partitionBy: null,
    options: [],
    // What the server calls the comment of a view is always this word.
    comment: null,
    columns: models,
    primaryKey: null,
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    indexes: [],
    triggers: [],
    definition: view?.sql ?? null,
    privileges: {
      select: rightsOf(columns).select,
      insert: models.some(({ insertable }) => insertable),
      update: models.some(({ updatable }) => updatable),
      delete: writing.delete && scope.deletes.allows(row.name),
    },
  };
}

function shared(
  { row }: ReadTable,
  { database }: TableScope,
): Pick<TableModel, "schema" | "name" | "partitionOf" | "rowSecurity"> {
  return {
    schema: database,
    name: row.name,
    // Partitions are no tables.
    partitionOf: null,
    rowSecurity: { enabled: false, forced: false, policies: [] },
  };
}

function kindOf({ row, table }: ReadTable): TableModel["kind"] {
  if (foreignEngines.has(row.engine?.toUpperCase() ?? "")) return "foreign-table";
  return table?.takesAll === false ? "partitioned-table" : "table";
}

/** Engines with transactions (MariaDB Server documentation, "Storage Engines"). */
const transactionalEngines = new Set(["INNODB", "ROCKSDB", "TOKUDB"]);

/** One by which a row can be found: of whole values. */
function isUniqueKey({ kind, whole }: TableKey): boolean {
  return kind === "unique" && whole;
}

function keyModel({ name, columns }: TableKey): TableModel["uniques"][number] {
  return { name, columns };
}

const indexWords = { unique: "UNIQUE INDEX", fulltext: "FULLTEXT INDEX", spatial: "SPATIAL INDEX" };

function indexModel(table: string, { name, kind, sql }: TableKey): IndexModel {
  const word = kind === "index" || kind === "primary" ? "INDEX" : indexWords[kind];
  return {
    name,
    unique: kind === "unique",
    sql: `CREATE ${word} ${quotedName(name)} ON ${quotedName(table)} ${sql}`,
    keyColumns: [],
  };
}

/** None when the other table is not read. */
function foreignKeyModel(
  key: TableForeignKey,
  { database, referable }: TableScope,
): readonly ForeignKeyModel[] {
  const { name, columns, referencedDatabase, referencedTable, referencedColumns } = key;
  if (referencedDatabase !== null || !referable.has(referencedTable)) return [];
  return [
    {
      name,
      columns,
      referencedSchema: database,
      referencedTable,
      referencedColumns,
      onUpdate: key.onUpdate,
      onDelete: key.onDelete,
      deferrable: false,
    },
  ];
}

const events: readonly TriggerEvent[] = ["insert", "update", "delete"];

function triggerEvents({ event }: TriggerRow): readonly TriggerEvent[] {
  return events.filter((one) => event.toLowerCase().includes(one));
}

function rightsOf(
  columns: ReadTable["columns"],
): Pick<TableModel["privileges"], "select" | "insert" | "update"> {
  const may = new Set(columns.flatMap(({ privileges }) => privileges.split(",")));
  return { select: may.has("select"), insert: may.has("insert"), update: may.has("update") };
}
