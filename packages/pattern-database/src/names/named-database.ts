import { compareText, nameWords } from "@agentflow/core";
import type { PrintingDialect } from "../dialect/printing-dialect.js";
import type {
  DatabaseModel,
  EnumModel,
  ForeignKeyModel,
  TableModel,
} from "../model/database-model.js";
import { type NamedColumn, namedColumn } from "../types/column-facts.js";
import { ColumnTypes } from "../types/column-type.js";
import { columnChoice, dimensionsChoice } from "../types/typing.js";
import { type ClientNames, clientNames } from "./client-names.js";
import { columnKeys } from "./column-keys.js";
import { references } from "./references.js";
import { relationKeys } from "./relation-keys.js";
import { type TableKey, tableKeys } from "./table-keys.js";
import { type TableTypeNames, TypeNames } from "./type-names.js";
import { unitId } from "./unit-id.js";

/** A database whose every part has the names that it has in the generated package. */
export interface NamedDatabase {
  readonly model: DatabaseModel;
  readonly dialect: PrintingDialect;
  readonly names: ClientNames;
  /** Sorted by key. */
  readonly tables: readonly NamedTable[];
  /** Sorted by type. */
  readonly enums: readonly NamedEnum[];
}

export interface NamedTable {
  readonly model: TableModel;
  /** What a person calls it: `orders`, `billing.invoices`. */
  readonly id: string;
  /** As generated code names it; empty: the one that a connection is in. */
  readonly schema: string;
  readonly key: string;
  readonly file: string;
  readonly types: TableTypeNames;
  readonly columns: readonly NamedColumn[];
  /** Sorted by key. */
  readonly relations: readonly NamedRelation[];
}

export interface NamedRelation {
  readonly key: string;
  readonly table: NamedTable;
  /** Names of the columns in the database that are equal. */
  readonly columns: readonly (readonly [own: string, other: string])[];
  readonly many: boolean;
  /** Name of the foreign key. */
  readonly constraint: string;
  /** False for the way back along a foreign key of the other table. */
  readonly forward: boolean;
  /** The database changes the other table's rows itself when one of this table is removed, or gets another key. */
  readonly follows?: boolean;
}

export interface NamedEnum {
  readonly model: EnumModel;
  readonly type: string;
}

/** Gives everything its name. Equal databases give equal names. */
export function nameDatabase(model: DatabaseModel, dialect: PrintingDialect): NamedDatabase {
  const names = clientNames(model.name);
  const added = model.additions?.types ?? [];
  const types = new TypeNames([names.client, names.options, names.transaction, ...added]);
  const { defaultSchema } = model;
  const keys = tableKeys(model.tables, defaultSchema);
  const typeNames = new Map([...keys].map(([table, { words }]) => [table, types.table(words)]));
  const enums = model.enums.map((one) => ({
    model: one,
    type: types.enumeration(nameWords(one.name)),
  }));
  const columnTypes = new ColumnTypes(model, enums, dialect.types);
  const tables = new Map<TableModel, MutableTable>();
  for (const [table, tableTypes] of typeNames) {
    const key = keys.get(table);
    if (!key) continue;
    const schema =
      table.schema === defaultSchema && !dialect.namesDefaultSchema ? "" : table.schema;
    const id = unitId(table, defaultSchema);
    tables.set(
      table,
      namedTable(table, { ...key, id, schema }, tableTypes, columnTypes, model.typing),
    );
  }
  relate(tables, keys);
  return {
    model,
    dialect,
    names,
    tables: [...tables.values()].toSorted((left, right) => compareText(left.key, right.key)),
    enums: enums.toSorted((left, right) => compareText(left.type, right.type)),
  };
}

interface MutableTable extends NamedTable {
  relations: readonly NamedRelation[];
}

function namedTable(
  model: TableModel,
  { key, file, id, schema }: TableKey & Pick<NamedTable, "id" | "schema">,
  types: TableTypeNames,
  columnTypes: ColumnTypes,
  typing: DatabaseModel["typing"],
): MutableTable {
  const columns = columnKeys(model.columns);
  return {
    model,
    id,
    schema,
    key,
    file,
    types,
    columns: model.columns.map((column) => {
      const choice = columnChoice(typing, model, column.name)?.choice;
      const dimensions = dimensionsChoice(typing, model, column.name)?.choice;
      const columnType = columnTypes.of(column.type, choice, dimensions);
      return namedColumn(column, columns.get(column.name) ?? column.name, columnType, choice);
    }),
    relations: [],
  };
}

function relate(
  tables: ReadonlyMap<TableModel, MutableTable>,
  keys: ReadonlyMap<TableModel, TableKey>,
): void {
  const found = references([...tables.keys()]);
  const names = relationKeys(found, {
    words: (table) => keys.get(table)?.words ?? [],
    columnKeys: (table) => (tables.get(table)?.columns ?? []).map(({ key }) => key),
  });
  const relations = new Map<MutableTable, NamedRelation[]>();
  for (const [{ from, to, foreignKey, single }, { forward, backward }] of names) {
    const source = tables.get(from);
    const target = tables.get(to);
    if (!source || !target) continue;
    const constraint = foreignKey.name;
    const pairs = foreignKey.columns.map(
      (column, index) => [column, foreignKey.referencedColumns[index] ?? ""] as const,
    );
    const ahead = { key: forward, table: target, columns: pairs, many: false };
    const back = pairs.map(([own, other]) => [other, own] as const);
    listOf(relations, source).push({ ...ahead, constraint, forward: true });
    // Rows of partitions are rows of the table that they are partitions of, which has the way back.
    if (from.partitionOf !== null) continue;
    const behind = { key: backward, table: source, columns: back, many: !single };
    const follows = isFollowed(foreignKey);
    listOf(relations, target).push({ ...behind, constraint, forward: false, follows });
  }
  for (const [table, list] of relations) {
    table.relations = list.toSorted((left, right) => compareText(left.key, right.key));
  }
}

function listOf<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** True when rows with the foreign key follow what they refer to. */
function isFollowed({ onDelete, onUpdate }: ForeignKeyModel): boolean {
  return [onDelete, onUpdate].some((action) => action !== "no-action" && action !== "restrict");
}
