import fc from "fast-check";
import type { ArrayDimensions } from "../../../src/description/table-description.js";

/** An array, and how many dimensions it has. */
export interface NestedValue {
  readonly dimensions: Exclude<ArrayDimensions, "any">;
  readonly value: readonly unknown[];
}

const choices = [1, 2, 3, 4, 5, 6] as const;

/** Arrays with one to three items in every dimension, null among the innermost. @param least dimensions */
export function nestedArrays(
  elements: fc.Arbitrary<unknown>,
  least: 1 | 2,
): fc.Arbitrary<NestedValue> {
  return fc.constantFrom(...choices.slice(least - 1)).chain((dimensions) =>
    fc
      .array(fc.integer({ min: 1, max: dimensions > 3 ? 2 : 3 }), {
        minLength: dimensions,
        maxLength: dimensions,
      })
      .chain((lengths) => arraysOf(fc.option(elements), lengths))
      .map((value) => ({ dimensions, value })),
  );
}

function arraysOf(
  elements: fc.Arbitrary<unknown>,
  [length = 1, ...rest]: readonly number[],
): fc.Arbitrary<readonly unknown[]> {
  const items = rest.length === 0 ? elements : arraysOf(elements, rest);
  return fc.array(items, { minLength: length, maxLength: length });
}
