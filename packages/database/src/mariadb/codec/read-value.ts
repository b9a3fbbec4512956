import type { FieldPacket } from "mysql2";
import type { WireValue } from "../../driver/driver.js";
import { doubleText, floatText } from "./number-text.js";

/** Types of columns (MariaDB, "Result Set Packets", field types). */
const type = {
  float: 4,
  double: 5,
  timestamp: 7,
  time: 11,
  datetime: 12,
  year: 13,
  vector: 242,
  blob: 252,
  geometry: 255,
} as const;

/** Turns what `mysql2` read of one column into a value of the wire. */
export type ReadValue = (value: unknown) => WireValue;

/**
 * How the values of a column become texts as the server would write them, in full: numbers by their shortest text that
 * is the same number, times with every digit of their fraction. What has no character set comes as bytes.
 */
export function readerOf({ columnType, decimals }: FieldPacket): ReadValue {
  switch (columnType) {
    case type.float:
      return (value) => (typeof value === "number" ? floatText(value) : null);
    case type.double:
      return (value) => (typeof value === "number" ? doubleText(value) : null);
    case type.year:
      return (value) => (typeof value === "number" ? String(value).padStart(4, "0") : null);
    case type.time:
    case type.datetime:
    case type.timestamp:
      return (value) => (typeof value === "string" ? withFraction(value, decimals) : null);
    default:
      return plain;
  }
}

/** `mysql2` takes geometries and vectors apart, and loses some of them; as bytes they stay whole. */
export function keepWhole(fields: readonly FieldPacket[] = []): void {
  for (const field of fields) {
    const { columnType } = field;
    if (columnType === type.geometry || columnType === type.vector) field.columnType = type.blob;
  }
}

function plain(value: unknown): WireValue {
  // Its own bytes: `mysql2` gives a view of all that it received.
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  return value === null || value === undefined ? null : String(value as string | number);
}

/** Digits of a fraction at most. */
const mostDigits = 6;

/** `mysql2` leaves out what is zero. */
function withFraction(text: string, digits: number): string {
  if (digits < 1 || digits > mostDigits) return text;
  const [time = "", fraction = ""] = text.split(".");
  return `${time}.${fraction.padEnd(digits, "0")}`;
}
