import { DatabaseError } from "../../errors/database-error.js";
import type { WireValue } from "../../driver/driver.js";

/**
 * Node takes an object that is no view of bytes for parameters by name, and SQLite NaN for null: neither says so.
 * @throws {DatabaseError} kind "data" when a value has no storage class
 */
export function checkValues(values: readonly WireValue[]): void {
  for (const value of values) {
    if (value === null || value instanceof Uint8Array) continue;
    if (typeof value === "string" || typeof value === "bigint") continue;
    if (typeof value === "number" && !Number.isNaN(value)) continue;
    throw new DatabaseError("A value of a statement has no storage class in SQLite.", {
      kind: "data",
    });
  }
}
