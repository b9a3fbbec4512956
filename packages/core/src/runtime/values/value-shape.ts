import { LargeInteger } from "./exact-json.js";

/** A value that JSON has no type of its own for: a day, a point in time, a whole number of 64 bits. */
export type ValueFormat = "date" | "date-time" | "int64";

/** Where such values stand inside a value. */
export type ValueShape =
  | ValueFormat
  /** The shape of a named schema. */
  | { readonly ref: string }
  /** An array: the first items, and all others. */
  | { readonly first?: readonly (ValueShape | null)[]; readonly items: ValueShape | null }
  /** An object: members by name, and all others. */
  | {
      readonly members?: Readonly<Record<string, ValueShape>>;
      readonly others?: ValueShape;
    }
  /** All of these hold. */
  | { readonly all: readonly ValueShape[] }
  /** The first that fits holds. */
  | { readonly any: readonly ShapeVariant[] };

/** One variant of a union, and how a value is recognised as one of it. */
export interface ShapeVariant {
  readonly shape: ValueShape | null;
  /** Members that it must have. */
  readonly required?: readonly string[];
  /** Values that members of it must have. */
  readonly tags?: Readonly<Record<string, readonly unknown[]>>;
  /** What `typeof` says of it in JSON, or `array`. */
  readonly type?: string;
}

/** True for an object of JSON. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first variant that a value fits. */
export function fittingVariant(
  value: unknown,
  variants: readonly ShapeVariant[],
): ShapeVariant | undefined {
  return variants.find((variant) => fits(value, variant));
}

function fits(value: unknown, { required = [], tags = {}, type }: ShapeVariant): boolean {
  if (type !== undefined && type !== typeOf(value)) return false;
  if (!isRecord(value)) return required.length + Object.keys(tags).length === 0;
  return (
    required.every((name) => Object.hasOwn(value, name) && value[name] !== undefined) &&
    Object.entries(tags).every(
      ([name, values]) => !Object.hasOwn(value, name) || values.includes(value[name]),
    )
  );
}

/** The type in JSON: dates are texts there, and large numbers are numbers. */
function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "bigint" || value instanceof LargeInteger) return "number";
  return isRecord(value) && "toJSON" in value ? "string" : typeof value;
}
