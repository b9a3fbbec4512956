import type { DatabaseErrorKind } from "../../errors/database-error-kind.js";

/** Kinds by the server's number of the error (MariaDB, "MariaDB Error Codes"). */
const numbers: readonly (readonly [DatabaseErrorKind, readonly number[]])[] = [
  ["unique-violation", [1022, 1062, 1169, 1586, 1859]],
  ["foreign-key-violation", [1216, 1217, 1451, 1452]],
  ["check-violation", [1369, 4025]],
  ["not-null-violation", [1048, 1263, 1364]],
  ["serialization", [1020]],
  ["deadlock", [1213, 1614]],
  // Too many connections, shutting down, killed, or the network.
  ["connection", [1040, 1053, 1158, 1159, 1160, 1161, 1203, 1226, 1927]],
  // A lock, and `max_statement_time`.
  ["timeout", [1205, 1969]],
  ["cancelled", [1317]],
  [
    "permission",
    [
      1044, 1045, 1095, 1129, 1130, 1142, 1143, 1227, 1290, 1370, 1698, 1792, 1820, 1836, 1862,
      4151,
    ],
  ],
  [
    "data",
    [
      1153, 1264, 1265, 1292, 1365, 1366, 1406, 1411, 1416, 1441, 1525, 1526, 1690, 1918, 4037,
      4038, 4039, 4040, 4041, 4042,
    ],
  ],
];

const kinds: ReadonlyMap<number, DatabaseErrorKind> = new Map(
  numbers.flatMap(([kind, list]) => list.map((number) => [number, kind] as const)),
);

/** Kinds by the class of the SQLSTATE, for the numbers that have none. */
const classes: ReadonlyMap<string, DatabaseErrorKind> = new Map<string, DatabaseErrorKind>([
  ["08", "connection"],
  ["21", "data"],
  ["22", "data"],
  ["28", "permission"],
  ["42", "syntax"],
]);

/** The kind of error that a number stands for; of one that is not known, by its SQLSTATE. */
export function kindOfNumber(number: number, state: string): DatabaseErrorKind {
  return kinds.get(number) ?? classes.get(state.slice(0, 2)) ?? "unknown";
}
