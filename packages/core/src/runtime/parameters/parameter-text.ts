/** A parameter that cannot be sent. The message names the parameter and never its value. */
export class ParameterError extends Error {
  override readonly name = "ParameterError";
}

/** A parameter's value in the three shapes that OpenAPI's styles know. */
export type ParameterShape =
  | { readonly kind: "scalar"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [string, string])[] };

/**
 * A number, string, boolean or date as text. Dates are written as ISO 8601 in UTC.
 * @throws {ParameterError} for everything else
 */
export function scalarText(value: unknown, name: string): string {
  switch (typeof value) {
    case "string":
      return value;
    case "boolean":
    case "bigint":
      return String(value);
    case "number":
      if (Number.isFinite(value)) return String(value);
      throw new ParameterError(`the parameter "${name}" is not a finite number`);
    default:
  }
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  throw new ParameterError(`the parameter "${name}" cannot be sent as ${describe(value)}`);
}

/** True for what a style writes property by property. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !(value instanceof Date);
}

/** The value with `null` and `undefined` members left out and every text passed through `encode`. */
export function parameterShape(
  value: unknown,
  name: string,
  encode: (text: string) => string,
): ParameterShape {
  if (Array.isArray(value)) {
    const items = value.filter(isPresent).map((item) => encode(scalarText(item, name)));
    return { kind: "list", items };
  }
  if (isPlainObject(value)) {
    const entries = Object.entries(value)
      .filter(([, item]) => isPresent(item))
      .map(([key, item]) => [encode(key), encode(scalarText(item, name))] as const);
    return { kind: "object", entries };
  }
  return { kind: "scalar", text: encode(scalarText(value, name)) };
}

/** False for what stands for "not given". */
export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** A parameter may have the name of something that every object inherits, such as `constructor`. */
export function ownValue(params: Readonly<Record<string, unknown>>, key: string): unknown {
  return key in Object.prototype && !Object.hasOwn(params, key) ? undefined : params[key];
}

function describe(value: unknown): string {
  if (value instanceof Date) return "an invalid date";
  if (Array.isArray(value)) return "a list inside a list";
  return typeof value === "object" ? "an object inside a value" : `a ${typeof value}`;
}
