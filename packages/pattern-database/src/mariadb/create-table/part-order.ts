import { compareCodePoints } from "../../model/compare-code-points.js";
import type { TablePart } from "./create-table.js";

const ranks: Readonly<Record<TablePart["kind"], number>> = {
  column: 0,
  period: 1,
  key: 2,
  "foreign key": 3,
  check: 4,
};

/** Parts of a table in the order in which the server prints kinds of them; within one, but for columns, by name. */
export function inPartOrder(parts: readonly TablePart[]): readonly TablePart[] {
  return parts.toSorted(
    (left, right) => ranks[left.kind] - ranks[right.kind] || compareNames(left, right),
  );
}

function compareNames(left: TablePart, right: TablePart): number {
  if (left.kind === "column") return 0;
  const [one, other] = [left, right].map(({ kind, name }) =>
    kind === "key" && name === "PRIMARY" ? "" : name,
  );
  return compareCodePoints(one ?? "", other ?? "");
}
