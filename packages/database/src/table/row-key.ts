import type { WireValue } from "../driver/driver.js";
import type { TablePlan } from "./table-plan.js";
import { objectOf, shown } from "./usage-error.js";

/**
 * The values of a primary key.
 * @throws {DatabaseError} kind "syntax" when columns are missing or too many, "data" when a value cannot be one
 */
export function keyValues(key: unknown, table: TablePlan): WireValue[] {
  const { primaryKey, description } = table;
  if (primaryKey.length === 0) throw table.error("There is no primary key");
  const values = objectOf(key, "The key", description);
  for (const name of Object.keys(values)) {
    if (!primaryKey.some((column) => column.key === name)) {
      throw table.error(`The primary key has no column ${shown(name)}`);
    }
  }
  return primaryKey.map((column) => {
    const value = Object.hasOwn(values, column.key) ? values[column.key] : undefined;
    if (value === undefined) throw table.error(`The key has no ${shown(column.key)}`);
    const wire = column.encode(value);
    if (wire === null) throw column.invalid("is null, which no key is");
    return wire;
  });
}
