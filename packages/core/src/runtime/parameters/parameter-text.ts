/** A parameter that cannot be sent. The message names the parameter and never its value. */
export class ParameterError extends Error {}

/** A parameter's value as the texts that OpenAPI's styles put together. */
export interface ParameterShape {
  readonly isObject: boolean;
  /** Members of an object with their names, anything else with the parameter's own name for each item. */
  readonly pairs: readonly (readonly [name: string, text: string])[];
}

/**
 * A string, number or boolean as text.
 * @throws {ParameterError} for everything else
 */
export function plainText(value: unknown, name: string): string {
  if (isPlain(value)) return String(value);
  throw new ParameterError(`the parameter "${name}" is no text, finite number or boolean`);
}

/**
 * A string, number, boolean or date as text. Dates are written as ISO 8601 in UTC.
 * @throws {ParameterError} for everything else
 */
export function scalarText(value: unknown, name: string): string {
  if (isPlain(value)) return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  if (typeof value === "number") {
    throw new ParameterError(`the parameter "${name}" is not a finite number`);
  }
  throw new ParameterError(`the parameter "${name}" cannot be sent as ${describe(value)}`);
}

function isPlain(value: unknown): boolean {
  return /^(?:string|boolean|bigint)$/.test(typeof value) || Number.isFinite(value);
}

/** True for what a style writes property by property. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !(value instanceof Date);
}

/**
 * A value with `null` and `undefined` members left out and every text passed through `encode`.
 * @param key what stands beside the items of a list, as it is
 */
export function parameterShape(
  value: unknown,
  name: string,
  key: string,
  encode: (text: string) => string,
): ParameterShape {
  const isObject = isPlainObject(value) && !Array.isArray(value);
  const members: readonly (readonly [string, unknown])[] = isObject
    ? Object.entries(value).map(([member, item]) => [encode(member), item])
    : [value].flat().map((item) => [key, item]);
  const given = members.filter(([, item]) => isPresent(item));
  return { isObject, pairs: given.map(([own, item]) => [own, encode(scalarText(item, name))]) };
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
