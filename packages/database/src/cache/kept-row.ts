import type { WireValue } from "../driver/driver.js";

/** A row as the database gave it, in the order of the table's columns. */
export type KeptRow = readonly WireValue[];

/**
 * The same row with bytes of its own: a caller may write to them, and a driver's may be a part of all that it has
 * received.
 */
export function ownBytes(row: KeptRow): KeptRow {
  return row.some(isBytes) ? row.map((wire) => (isBytes(wire) ? new Uint8Array(wire) : wire)) : row;
}

function isBytes(wire: WireValue): wire is Uint8Array {
  return wire instanceof Uint8Array;
}
