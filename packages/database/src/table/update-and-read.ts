import type { WireValue } from "../driver/driver.js";
import { assignmentsOf } from "./assignments.js";
import type { ColumnPlan } from "./column-plan.js";
import type { CallOptions, Session } from "./session.js";
import type { TablePlan } from "./table-plan.js";
import { filterCondition, keyCondition, type Scope } from "./where-clause.js";
import { columnList, readScope, writeScope } from "./written-row.js";
import { writtenValues } from "./written-values.js";

type Wires = readonly WireValue[];

/** Rows of one statement at most. */
const mostRows = 500;

/**
 * Changes rows and gives them back, where the database's UPDATE cannot: the rows are locked, changed and read, one
 * after the other, in the session's transaction.
 * @returns the rows as they are then, by the columns of the table
 * @throws {DatabaseError} kind "syntax" when nothing tells the table's rows apart
 */
export async function updateAndRead(
  session: Session,
  table: TablePlan,
  where: unknown,
  changes: unknown,
  options: CallOptions,
): Promise<readonly Wires[]> {
  const key = table.rowKey();
  if (key === undefined) {
    throw table.error("Rows that were changed cannot be given back without a key to find them by");
  }
  const found = await lockedKeys(session, table, key, where, options);
  const rows: Wires[] = [];
  for (let start = 0; start < found.length; start += mostRows) {
    const keys = found.slice(start, start + mostRows);
    const scope = writeScope(table, "update");
    const assignments = assignmentsOf(changes, scope);
    const text = `update ${scope.target} set ${assignments} where ${anyKey(key, keys, scope)}`;
    await session.write(text, scope.builder, options);
    rows.push(
      ...(await readRows(session, table, key, changedKeys(table, key, keys, changes), options)),
    );
  }
  return rows;
}

/** Reads rows by their key, in a transaction that has changed them. */
export async function readRows(
  session: Session,
  table: TablePlan,
  key: readonly ColumnPlan[],
  keys: readonly Wires[],
  options: CallOptions,
): Promise<readonly Wires[]> {
  const scope = readScope(table);
  const from = `from ${table.name} as ${scope.alias}`;
  const text = `select ${columnList(scope)} ${from} where ${anyKey(key, keys, scope)}`;
  return (await session.write(text, scope.builder, options)).rows;
}

/** The keys that rows have after changes, which may be of the key itself. */
export function changedKeys(
  table: TablePlan,
  key: readonly ColumnPlan[],
  keys: readonly Wires[],
  changes: unknown,
): readonly Wires[] {
  const written = new Map(
    writtenValues(changes, "The changes", table).map(({ column, value }) => [column, value]),
  );
  return keys.map((wires) =>
    key.map((column, index) =>
      written.has(column) ? column.encode(written.get(column)) : (wires[index] ?? null),
    ),
  );
}

async function lockedKeys(
  session: Session,
  table: TablePlan,
  key: readonly ColumnPlan[],
  where: unknown,
  options: CallOptions,
): Promise<readonly Wires[]> {
  const scope = readScope(table);
  const { alias, builder } = scope;
  const names = key.map((column) => column.of(alias)).join(", ");
  const condition = filterCondition(where, scope);
  const lock = table.dialect.lock("update", alias);
  const text = `select ${names} from ${table.name} as ${alias} where ${condition}${lock}`;
  return (await session.write(text, builder, options)).rows;
}

function anyKey(key: readonly ColumnPlan[], keys: readonly Wires[], scope: Scope): string {
  const { alias, builder } = scope;
  const [column] = key;
  if (column !== undefined && key.length === 1) {
    const values = keys.map(([wire = null]) => wire);
    return builder.dialect.anyOf({ column, own: column.of(alias), builder }, values);
  }
  return keys.map((wires) => `(${keyCondition(key, wires, scope)})`).join(" or ");
}
