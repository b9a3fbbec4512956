/**
 * Stands in for `src/validation/zod.ts` of a package: with it, the compiler works out the type of what is inside each
 * schema, and compares it with the type that the schema is declared for.
 */
export const exactZod = `import * as zod from "zod/mini";

export type Of<Value> = zod.ZodMiniType<Value>;

export {
  array, bigint, boolean, custom, date, gt, gte, instanceof, intersection, lt, lte, maxLength, minLength, multipleOf,
  never, null, nullable, number, optional, refine, strictObject, string, undefined, unknown,
} from "zod/mini";

export function define<Value>(make: () => Of<Value>): Of<Value> {
  return zod.lazy(make);
}

export function literal<const Values extends readonly (string | number | bigint | boolean | null)[]>(
  ...values: Values
): Of<Values[number]> {
  return zod.literal(values as readonly (Values[number])[]);
}

export function union<const Variants extends readonly [Of<unknown>, ...Of<unknown>[]]>(
  ...variants: Variants
): zod.ZodMiniUnion<Variants> {
  return zod.union(variants);
}

export function tuple<const Items extends readonly Of<unknown>[], Others extends Of<unknown> | null = null>(
  items: Items, others?: Others,
): Of<[...{ [Place in keyof Items]: zod.output<Items[Place]> }, ...(Others extends Of<infer Other> ? Other[] : [])]>;
export function tuple(items: readonly Of<unknown>[], others?: Of<unknown> | null): Of<unknown> {
  const [first = zod.never(), ...further] = items;
  return zod.tuple([first, ...further], others ?? zod.never());
}

export function object<Shape extends Record<string, Of<unknown>>>(
  shape: Shape,
): zod.ZodMiniObject<Shape, zod.core.$loose>;
export function object<Shape extends Record<string, Of<unknown>>, Other>(
  shape: Shape,
  others: Of<Other>,
): Of<keyof Shape extends never ? Record<string, Other> : zod.output<zod.ZodMiniObject<Shape, zod.core.$loose>>>;
export function object(shape: Record<string, Of<unknown>>): Of<unknown> {
  return zod.looseObject(shape);
}

export function matchingMembers(name: (text: string) => boolean, member: Of<unknown>): Of<unknown> {
  return zod.looseRecord(zod.string().check(zod.refine(name)), member);
}
`;
