import fc from "fast-check";
import type { Status } from "../dialects/shop.js";
import type { Value } from "./filter-model.js";

const statuses = ["open", "paid", "sent"] as const;

function conditions(
  value: fc.Arbitrary<Value>,
  nullable: boolean,
  pattern: boolean,
): fc.Arbitrary<unknown> {
  const orNull = nullable ? fc.option(value) : value;
  const operators = {
    eq: orNull,
    ne: orNull,
    gt: value,
    gte: value,
    lt: value,
    lte: value,
    in: fc.array(orNull, { maxLength: 4 }),
    notIn: fc.array(orNull, { maxLength: 4 }),
    isNull: fc.boolean(),
    ...(pattern && {
      like: fc.constantFrom("%", "", "a%", "_", "%\\%%", "A", "\\\\"),
      ilike: fc.constantFrom("a", "A_%", "%'%"),
    }),
  };
  const some = someOf(operators, { minLength: 1, maxLength: 2 });
  return fc.oneof(orNull, fc.array(orNull, { maxLength: 4 }), some);
}

const columns = {
  id: conditions(fc.bigInt({ min: -1n, max: 41n }), false, false),
  status: fc.oneof(
    fc.constantFrom<Status>(...statuses),
    fc.subarray<Status>([...statuses]),
    fc.record({ ne: fc.constantFrom<Status>(...statuses) }),
    fc.record({ notIn: fc.subarray<Status>([...statuses]) }),
  ),
  // Without an order, which depends on the database's collation.
  note: conditions(fc.constantFrom("", "a", "A", "ab%", "x"), true, true).filter(
    (condition) => !/"(?:gte?|lte?)":/.test(JSON.stringify(condition)),
  ),
  rating: conditions(fc.constantFrom(-1, 0, 0.5, 2.5), true, false),
  total: conditions(fc.constantFrom(0, 1, 2, 7), false, false),
};

/** Some columns, and filters within it down to a depth. */
function filtersOf(depth: number): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const within = depth === 0 ? undefined : filtersOf(depth - 1);
  const words = within && {
    and: fc.array(within, { maxLength: 2 }),
    or: fc.array(within, { maxLength: 3 }),
    not: within,
  };
  return someOf({ ...columns, ...words }, { maxLength: 2 });
}

/** Objects with some of the properties, each as often as any other. */
function someOf(
  arbitraries: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  bounds: { readonly minLength?: number; readonly maxLength: number },
): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  return fc
    .subarray(Object.entries(arbitraries), bounds)
    .chain((entries) => fc.record(Object.fromEntries(entries)));
}

/** Filters of orders, nested a few times. */
export const filters = fc.integer({ min: 0, max: 3 }).chain(filtersOf);
