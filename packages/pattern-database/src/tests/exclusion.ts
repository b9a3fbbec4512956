import type { ColumnRule } from "./check-rules.js";

/** A constraint that keeps rows apart: no two of them may be alike in all of its elements. */
export interface Exclusion {
  readonly elements: readonly ExclusionElement[];
  /** What is true of the rows that it is about. */
  readonly conditions: readonly ExclusionCondition[];
}

/** What two rows are compared by, and how. */
export type ExclusionElement =
  | { readonly kind: "column"; readonly column: string; readonly operator: string }
  /** The range that two columns are the ends of: without its end, unless it says otherwise. */
  | {
      readonly kind: "range";
      readonly from: string;
      readonly to: string;
      readonly holdsEnd: boolean;
      readonly operator: string;
    };

/** What a row has to be for a constraint to be about it. */
export type ExclusionCondition =
  | ColumnRule
  | { readonly kind: "boolean"; readonly column: string; readonly value: boolean }
  | { readonly kind: "null" | "present"; readonly column: string };

/** The columns that two rows are compared by. */
export function comparedColumns(element: ExclusionElement): readonly string[] {
  return element.kind === "column" ? [element.column] : [element.from, element.to];
}

/** Whether rows conflict that are the same in some columns, and differ in all others. */
export function areAlike({ elements }: Exclusion, same: ReadonlySet<string>): boolean {
  return elements.every((element) => {
    const isSame = comparedColumns(element).every((column) => same.has(column));
    return element.operator === "<>" ? !isSame : isSame;
  });
}
