import type { Exclusion, ExclusionElement } from "./exclusion.js";
import type { RowPlan } from "./row-plan.js";

/** What of a plan says how its rows differ. */
type PlannedRows = Pick<RowPlan, "table" | "values" | "parents">;

/**
 * How many rows of a plan a constraint lets stand beside each other: as many as its best element keeps apart.
 * @param varies how many values of a column there are
 */
export function rowsApart(
  { elements }: Exclusion,
  plan: PlannedRows,
  varies: (column: string) => number,
): number {
  return Math.max(1, ...elements.map((element) => elementApart(element, plan, varies)));
}

function elementApart(
  element: ExclusionElement,
  plan: PlannedRows,
  varies: (column: string) => number,
): number {
  // Values that are not the same do not overlap either: samples are made so.
  if (element.operator !== "=" && element.operator !== "&&") return 1;
  if (element.kind === "column") return isSame(plan, element.column) ? 1 : varies(element.column);
  const isGiven = [element.from, element.to].every((name) => hasValue(plan, name));
  // One range ends where the next begins.
  return isGiven && !element.holdsEnd ? Math.min(varies(element.from), varies(element.to)) : 1;
}

/** What the database gives every row, by a default or an expression: the same or not. */
function isSame({ table, values, parents }: PlannedRows, name: string): boolean {
  const column = table.columns.find(({ model }) => model.name === name);
  if (column === undefined || values.has(column)) return false;
  const inherited = parents.some(({ columns }) => columns.some(([own]) => own === name));
  return !inherited && (column.model.default !== null || column.model.generated !== null);
}

function hasValue({ table, values }: PlannedRows, name: string): boolean {
  return table.columns.some((column) => column.model.name === name && values.has(column));
}
