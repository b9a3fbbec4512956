import { inOrder } from "../../drift/object-order.js";
import type { CreateTable, TableForeignKey } from "../create-table/create-table.js";
import { objectId } from "../schema-objects/object-parts.js";
import { columnChanges } from "./column-changes.js";
import { firstColumns, partChanges, partsOf } from "./key-changes.js";
import { keepsKeysOtherwise } from "./option-changes.js";
import type { MovingTable, SchemaChange, StayingTable } from "./schema-change.js";
import { foldedName, tableColumns } from "./table-column.js";

/** A foreign key that is dropped or made by itself. */
export interface ForeignKeyStep {
  /** Of its table, quoted. */
  readonly table: string;
  /** Of its table, without quotes. */
  readonly tableName: string;
  readonly key: TableForeignKey;
  /** As a table's statement has it. */
  readonly sql: string;
  /** No row breaks it: it was there before, or its table is new. */
  readonly isProven: boolean;
}

/** Foreign keys apart from their tables: the server refuses to change much that one stands on. */
export interface ForeignKeyChanges {
  readonly dropped: readonly ForeignKeyStep[];
  readonly added: readonly ForeignKeyStep[];
  /** Tables that go, each before those that it refers to where there is no circle. */
  readonly tables: readonly MovingTable[];
}

export function foreignKeyChanges(change: SchemaChange): ForeignKeyChanges {
  const dropped: ForeignKeyStep[] = [];
  const added: ForeignKeyStep[] = [];
  const disturbed = new Map(
    [...change.staying].map(([name, table]) => [name, disturbance(table)] as const),
  );
  for (const [tableName, { quoted, before, after }] of change.staying) {
    const [old, wanted] = [partsOf(before, "foreign key"), partsOf(after, "foreign key")];
    const isSame = (name: string): boolean =>
      old.get(foldedName(name))?.sql === wanted.get(foldedName(name))?.sql;
    const moves = (key: TableForeignKey): boolean =>
      !isSame(key.name) ||
      disturbed.get(tableName)?.(key.columns) === true ||
      (key.referencedDatabase === null &&
        (change.droppedTables.has(key.referencedTable) ||
          disturbed.get(key.referencedTable)?.(key.referencedColumns) === true));
    const steps = (table: CreateTable): readonly ForeignKeyStep[] =>
      stepsOf(tableName, quoted, table, ({ name }) => isSame(name)).filter(({ key }) => moves(key));
    dropped.push(...steps(before));
    added.push(...steps(after));
  }
  for (const [name, { quoted, table }] of change.madeTables) {
    added.push(...stepsOf(name, quoted, table));
  }
  const tables = inDropOrder(change.droppedTables);
  return { dropped: [...dropped, ...circles(tables)], added, tables };
}

function stepsOf(
  tableName: string,
  table: string,
  { parts }: CreateTable,
  isProven: (key: TableForeignKey) => boolean = () => true,
): readonly ForeignKeyStep[] {
  return parts.flatMap(({ foreignKey: key, sql }) =>
    key === undefined ? [] : [{ table, tableName, key, sql, isProven: isProven(key) }],
  );
}

/** Says whether what happens to a table happens to something that a foreign key of, or to, some of its columns stands on. */
function disturbance({ before, after }: StayingTable): (columns: readonly string[]) => boolean {
  const isWhole =
    keepsKeysOtherwise(before.options, after.options) || before.partitions !== after.partitions;
  const columns = new Set(
    columnChanges(tableColumns(before), tableColumns(after))
      .filter(
        (one) => one.before?.shape !== one.after?.shape || one.before?.name !== one.after?.name,
      )
      .flatMap((one) => [one.before?.name ?? [], one.after?.name ?? []].flat())
      .map(foldedName),
  );
  const { dropped, added } = partChanges(before, after, "key");
  const first = new Set([...firstColumns(before, dropped), ...firstColumns(after, added)]);
  return (own) =>
    isWhole ||
    own.some((column) => columns.has(foldedName(column))) ||
    first.has(foldedName(own[0] ?? ""));
}

function inDropOrder(tables: ReadonlyMap<string, MovingTable>): readonly MovingTable[] {
  const objects = [...tables.values()].map(({ object, table }) => ({
    ...object,
    needs: table.foreignKeys.map(({ referencedTable }) => objectId("TABLE", referencedTable)),
  }));
  const byId = new Map([...tables.values()].map((table) => [table.object.id, table]));
  return inOrder(objects)
    .toReversed()
    .flatMap(({ id }) => byId.get(id) ?? []);
}

/** Foreign keys to tables that go earlier. */
function circles(tables: readonly MovingTable[]): readonly ForeignKeyStep[] {
  const gone = new Set<string>();
  return tables.flatMap(({ object, quoted, table }) => {
    const steps = stepsOf("", quoted, table).filter(({ key }) =>
      gone.has(objectId("TABLE", key.referencedTable)),
    );
    gone.add(object.id);
    return steps;
  });
}
