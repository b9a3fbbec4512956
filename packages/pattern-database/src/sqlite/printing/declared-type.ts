import type { TypeModel } from "../../model/database-model.js";

/** What SQLite prefers to store in a column: https://www.sqlite.org/datatype3.html §3.1. */
export type Affinity = "integer" | "text" | "blob" | "real" | "numeric" | "none";

/** Parts of a declared type that decide, the first that is in it counts. */
const parts: readonly (readonly [part: RegExp, affinity: Affinity])[] = [
  [/INT/, "integer"],
  [/CHAR|CLOB|TEXT/, "text"],
  [/BLOB/, "blob"],
  [/REAL|FLOA|DOUB/, "real"],
];

/** The affinity of a declared type; a column of no type, or of `ANY`, takes values as they are. */
export function affinityOf({ name, sql }: TypeModel): Affinity {
  if (name === "any") return "none";
  const declared = sql.toUpperCase();
  return parts.find(([part]) => part.test(declared))?.[1] ?? "numeric";
}

/** What programs keep in columns of types that SQLite itself knows nothing of. */
export type Convention = "boolean" | "json" | "date" | "time" | "timestamp" | "uuid";

const conventions = new Map<string, Convention>(
  Object.entries({
    bool: "boolean",
    boolean: "boolean",
    json: "json",
    date: "date",
    time: "time",
    datetime: "timestamp",
    timestamp: "timestamp",
    timestamptz: "timestamp",
    "timestamp with time zone": "timestamp",
    "timestamp without time zone": "timestamp",
    uuid: "uuid",
    guid: "uuid",
  }),
);

/** The convention that a declared type names; undefined: its affinity says all. */
export function conventionOf({ name }: TypeModel): Convention | undefined {
  return conventions.get(name);
}
